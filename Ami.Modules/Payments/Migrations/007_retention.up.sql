-- Documents and vouchers are deleted when no law asks for them any more.
comment on table payments.invoices is 'services: select, insert, update (user_id, payment_id, subscription_id, covers_until), delete';
comment on table payments.deposits is 'services: select, insert, update (user_id, is_paid, payment_id, state, taken_back, missing, moves, changed_at), delete';
comment on table payments.deposit_refunds is 'services: select, insert, update (failed), delete';
comment on table payments.withdrawals is 'services: select, insert, update (user_id, destination, first_approver_id, approver_id, state, reason, payment_reference, version, changed_at), delete';
