-- Until when an invoice pays which subscription: what was paid back, or is disputed, gives nothing any more.
alter table payments.invoices add column subscription_id text, add column covers_until timestamptz;
create index invoices_subscription on payments.invoices (subscription_id, covers_until) where subscription_id is not null;

alter table payments.subscriptions add column is_paid_back boolean not null default false;

comment on table payments.invoices is 'services: select, insert, update (user_id, payment_id, subscription_id, covers_until)';
