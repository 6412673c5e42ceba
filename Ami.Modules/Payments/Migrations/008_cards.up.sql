-- Which card made a payment: a keyed hash of what the provider tells cards apart by. Neither the card nor that can be found from it. It goes when its person goes.
create table payments.card_uses (
    payment_id text        primary key,
    user_id    uuid        not null,
    mark       bytea       not null check (length(mark) = 32),
    used_at    timestamptz not null
);

comment on table payments.card_uses is 'services: select, insert, delete';

create index card_uses_user on payments.card_uses (user_id);
create index card_uses_mark on payments.card_uses (mark);

-- Refunds that failed, whether or not they had succeeded before. One that failed never succeeds again, so an older reading of it is known to be old.
create table payments.failed_refunds (
    id        uuid        primary key,
    stripe_id text        not null unique,
    failed_at timestamptz not null
);

comment on table payments.failed_refunds is 'services: select, insert';

-- A debit note says that what a credit note gave back was not given: once for each.
insert into payments.invoice_series (series, last) values ('D', 0);

alter table payments.invoices
    add column counters_id uuid references payments.invoices (id),
    add check ((kind = 'DebitNote') = (counters_id is not null));

create unique index invoices_counters on payments.invoices (counters_id) where counters_id is not null;
