comment on table payments.invoices is 'services: select, insert, update (user_id, payment_id)';
alter table payments.subscriptions drop column is_paid_back;
drop index payments.invoices_subscription;
alter table payments.invoices drop column subscription_id, drop column covers_until;
