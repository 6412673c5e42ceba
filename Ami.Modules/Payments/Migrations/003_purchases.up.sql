-- What people bought once. A gift has a code, and a holder once somebody redeemed it.
create table payments.purchases (
    id            uuid           primary key,
    session_id    text           not null unique,
    user_id       uuid,
    holder_id     uuid,
    product_kind  text           not null,
    product_id    text           not null,
    name          text           not null,
    currency      text           not null,
    amount        numeric(28,10) not null check (amount > 0),
    is_gift       boolean        not null,
    gift_code     text           unique,
    is_paid       boolean        not null,
    payment_id    text,
    state         text           not null,
    created_at    timestamptz    not null,
    changed_at    timestamptz    not null,
    check (is_gift = (gift_code is not null))
);

comment on table payments.purchases is 'services: select, insert, update (user_id, holder_id, is_paid, payment_id, state, changed_at), delete';

create index purchases_user on payments.purchases (user_id, created_at desc, id desc);
create index purchases_holder on payments.purchases (holder_id, product_kind, product_id);
create index purchases_payment on payments.purchases (payment_id);
create index purchases_created on payments.purchases (created_at desc, id desc);

-- Payments that somebody disputes at their bank.
create table payments.disputes (
    id         uuid           primary key,
    stripe_id  text           not null unique,
    payment_id text,
    status     text           not null,
    reason     text           not null,
    currency   text           not null,
    amount     numeric(28,10) not null,
    fetch_seq  bigint         not null,
    created_at timestamptz    not null
);

comment on table payments.disputes is 'services: select, insert, update (status, fetch_seq)';

create index disputes_created on payments.disputes (created_at desc, id desc);
