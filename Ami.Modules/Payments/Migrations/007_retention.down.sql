-- As they were.
comment on table payments.invoices is 'services: select, insert, update (user_id, payment_id, subscription_id, covers_until)';
comment on table payments.deposits is 'services: select, insert, update (user_id, is_paid, payment_id, state, taken_back, missing, moves, changed_at)';
comment on table payments.deposit_refunds is 'services: select, insert, update (failed)';
comment on table payments.withdrawals is 'services: select, insert, update (user_id, destination, first_approver_id, approver_id, state, reason, payment_reference, version, changed_at)';
