-- When the provider's books were compared with ours, and how far.
create table payments.reconciliation_runs (
    id           uuid        primary key,
    wanted_at    timestamptz not null,
    started_at   timestamptz,
    finished_at  timestamptz,
    reads_from   timestamptz,
    reads_to     timestamptz,
    transactions integer     not null default 0,
    differences  integer     not null default 0,
    fault        text,
    check (finished_at is null or started_at is not null and reads_to is not null)
);

comment on table payments.reconciliation_runs is 'services: select, insert, update (started_at, finished_at, reads_from, reads_to, transactions, differences, fault)';

create unique index reconciliation_runs_open on payments.reconciliation_runs ((true)) where finished_at is null;
create index reconciliation_runs_wanted on payments.reconciliation_runs (wanted_at desc);

-- Where the two books differ: one row for each thing and kind of difference, however often it is found.
create table payments.reconciliation_cases (
    id             uuid           primary key,
    kind           text           not null,
    object_id      text           not null,
    transaction_id text,
    currency       text           not null,
    ours           numeric(28,10),
    theirs         numeric(28,10),
    details        text           not null,
    state          text           not null check (state in ('Open', 'Explained', 'Closed')),
    agrees         boolean        not null,
    note           text,
    version        integer        not null,
    found_at       timestamptz    not null,
    changed_at     timestamptz    not null,
    unique (kind, object_id),
    check (not agrees or state = 'Closed')
);

comment on table payments.reconciliation_cases is 'services: select, insert, update (transaction_id, currency, ours, theirs, details, state, agrees, note, version, changed_at)';

create index reconciliation_cases_found on payments.reconciliation_cases (found_at desc, id desc);
create index reconciliation_cases_apart on payments.reconciliation_cases (object_id) where not agrees;

-- How subscriptions stood, one row for each change, never altered but for who left. What revenue was at a moment is read here.
create table payments.subscription_states (
    seq             bigint         generated always as identity primary key,
    subscription_id uuid           not null,
    stripe_id       text           not null,
    user_id         uuid,
    plan            text           not null,
    interval        text           not null,
    standing        text           not null,
    currency        text           not null,
    amount          numeric(28,10) not null,
    monthly         numeric(28,10) not null check (monthly >= 0),
    at              timestamptz    not null
);

comment on table payments.subscription_states is 'services: select, insert, update (user_id)';

create index subscription_states_last on payments.subscription_states (currency, subscription_id, at desc, seq desc);
create index subscription_states_user on payments.subscription_states (user_id) where user_id is not null;
create index subscription_states_subscription on payments.subscription_states (subscription_id, seq desc);

-- What there is already begins with what it is now.
insert into payments.subscription_states (subscription_id, stripe_id, user_id, plan, interval, standing, currency, amount, monthly, at)
select id, stripe_id, user_id, plan, interval, standing, currency, amount,
       case when standing not in ('Active', 'Grace') then 0 when interval = 'Year' then amount / 12 else amount end, changed_at
from payments.subscriptions
order by changed_at;
