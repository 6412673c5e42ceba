-- Money that somebody pays in: one row for each page. It is credited when the provider says that it was paid; what is refunded or disputed is taken back, and what
-- could not be taken back is missing. No person stands here once they left.
create table payments.deposits (
    id          uuid           primary key,
    session_id  text           not null unique,
    user_id     uuid,
    account_id  uuid           not null,
    currency    text           not null,
    amount      numeric(28,10) not null check (amount > 0),
    dollars     numeric(28,10) not null check (dollars > 0),
    is_paid     boolean        not null,
    payment_id  text           unique,
    state       text           not null,
    taken_back  numeric(28,10) not null default 0 check (taken_back between 0 and amount),
    missing     numeric(28,10) not null default 0 check (missing >= 0 and taken_back + missing <= amount),
    moves       integer        not null default 0,
    created_at  timestamptz    not null,
    changed_at  timestamptz    not null,
    check (is_paid or taken_back + missing = 0)
);

comment on table payments.deposits is 'services: select, insert, update (user_id, is_paid, payment_id, state, taken_back, missing, moves, changed_at)';

create index deposits_user on payments.deposits (user_id, created_at desc, id desc);
create index deposits_created on payments.deposits (created_at desc, id desc);
create index deposits_missing on payments.deposits (user_id) where missing > 0;

-- Refunds of deposits. One that failed never succeeds.
create table payments.deposit_refunds (
    id         uuid           primary key,
    stripe_id  text           not null unique,
    deposit_id uuid           not null references payments.deposits (id),
    amount     numeric(28,10) not null check (amount > 0),
    failed     boolean        not null,
    created_at timestamptz    not null
);

comment on table payments.deposit_refunds is 'services: select, insert, update (failed)';

create index deposit_refunds_deposit on payments.deposit_refunds (deposit_id);

-- Money that somebody takes out: reserved in the ledger from the first moment on, and paid or released there with the last.
create table payments.withdrawals (
    id                uuid           primary key,
    user_id           uuid,
    account_id        uuid           not null,
    currency          text           not null,
    amount            numeric(28,10) not null check (amount > 0),
    dollars           numeric(28,10) not null check (dollars > 0),
    destination       text,
    needs_two         boolean        not null,
    first_approver_id uuid,
    approver_id       uuid,
    state             text           not null,
    reason            text,
    payment_reference text,
    version           integer        not null,
    created_at        timestamptz    not null,
    changed_at        timestamptz    not null,
    -- Two different people, where two are wanted.
    check (state not in ('Approved', 'Paid') or approver_id is not null and (not needs_two or first_approver_id is not null and first_approver_id <> approver_id)),
    check (user_id is null or user_id is distinct from approver_id and user_id is distinct from first_approver_id)
);

comment on table payments.withdrawals is 'services: select, insert, update (user_id, destination, first_approver_id, approver_id, state, reason, payment_reference, version, changed_at)';

create index withdrawals_user on payments.withdrawals (user_id, created_at desc, id desc);
create index withdrawals_created on payments.withdrawals (created_at desc, id desc);
create index withdrawals_open on payments.withdrawals (created_at, id) where state in ('Requested', 'Approved');
