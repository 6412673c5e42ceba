-- Who people are at the payment provider.
create table payments.customers (
    user_id     uuid        primary key,
    customer_id text        not null unique,
    created_at  timestamptz not null
);

comment on table payments.customers is 'services: select, insert, delete';

-- Customers of people who left, until the provider has forgotten them too.
create table payments.departures (
    customer_id text        primary key,
    left_at     timestamptz not null
);

comment on table payments.departures is 'services: select, insert, delete';

-- The order in which the provider's things are fetched: what was fetched later replaces what was fetched earlier, whatever arrives when.
create sequence payments.fetch_order;

-- Pages of the provider on which somebody pays.
create table payments.checkouts (
    id          uuid        primary key,
    session_id  text        not null unique,
    user_id     uuid        not null,
    purpose     text        not null,
    state       text        not null,
    fetch_seq   bigint      not null,
    expires_at  timestamptz not null,
    created_at  timestamptz not null
);

comment on table payments.checkouts is 'services: select, insert, update (state, fetch_seq), delete';

create index checkouts_user on payments.checkouts (user_id, created_at desc);

-- Subscriptions as the provider has them, and what they come to.
create table payments.subscriptions (
    id                   uuid           primary key,
    stripe_id            text           not null unique,
    user_id              uuid           not null,
    status               text           not null,
    plan                 text           not null,
    interval             text           not null,
    currency             text           not null,
    amount               numeric(28,10) not null,
    period_start         timestamptz    not null,
    period_end           timestamptz    not null,
    trial_end            timestamptz,
    cancel_at            timestamptz,
    ended_at             timestamptz,
    is_paused            boolean        not null,
    resumes_at           timestamptz,
    kept_plan            text,
    kept_until           timestamptz,
    paid_until           timestamptz,
    unpaid_since         timestamptz,
    grace_until          timestamptz,
    review_at            timestamptz,
    granted              text           not null,
    standing             text           not null,
    trial_reminded       boolean        not null default false,
    fetch_seq            bigint         not null,
    created_at           timestamptz    not null,
    changed_at           timestamptz    not null
);

comment on table payments.subscriptions is 'services: select, insert, update, delete';

create index subscriptions_user on payments.subscriptions (user_id, created_at desc);
create index subscriptions_created on payments.subscriptions (created_at desc, id desc);
create index subscriptions_review on payments.subscriptions (review_at) where review_at is not null;

-- What the provider told, as it came. The payload is left out once its person has gone, and after three months.
create table payments.stripe_events (
    id          uuid        primary key,
    stripe_id   text        not null unique,
    type        text        not null,
    object_id   text        not null,
    customer_id text,
    user_id     uuid,
    api_version text,
    livemode    boolean     not null,
    payload     text,
    state       text        not null,
    fault       text,
    attempts    integer     not null default 0,
    occurred_at timestamptz not null,
    received_at timestamptz not null,
    handled_at  timestamptz
);

comment on table payments.stripe_events is 'services: select, insert, update (user_id, payload, state, fault, attempts, handled_at), delete';

create index stripe_events_received on payments.stripe_events (received_at desc, id desc);
create index stripe_events_open on payments.stripe_events (received_at) where state in ('Received', 'Failed');
create index stripe_events_customer on payments.stripe_events (customer_id) where customer_id is not null;
create index stripe_events_user on payments.stripe_events (user_id) where user_id is not null;

-- How far the provider's list of events was read.
create table payments.marks (
    name text        primary key,
    at   timestamptz not null
);

comment on table payments.marks is 'services: select, insert, update';
