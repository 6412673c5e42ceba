-- Members who bring others for a share of what these pay.
create table growth.affiliates (
    id         uuid        primary key,
    user_id    uuid        unique,
    code       text        not null unique check (length(code) = 8),
    about      text        not null,
    state      text        not null check (state in ('Applied', 'Active', 'Refused', 'Suspended', 'Closed')),
    reason     text,
    version    integer     not null,
    applied_at timestamptz not null,
    decided_at timestamptz
);

comment on table growth.affiliates is 'services: select, insert, update (user_id, about, state, reason, version, applied_at, decided_at)';

create index affiliates_applied on growth.affiliates (applied_at, id);

-- How often a link was followed; nothing of who did.
create table growth.affiliate_days (
    affiliate_id uuid    not null references growth.affiliates (id),
    day          date    not null,
    clicks       integer not null check (clicks > 0),
    primary key (affiliate_id, day)
);

comment on table growth.affiliate_days is 'services: select, insert, update (clicks), delete';

-- The random token that a browser got with its last click, hashed, until it is used or its time is over.
create table growth.affiliate_clicks (
    token_hash   bytea       primary key,
    affiliate_id uuid        not null references growth.affiliates (id),
    expires_at   timestamptz not null
);

comment on table growth.affiliate_clicks is 'services: select, insert, delete';

create index affiliate_clicks_expires on growth.affiliate_clicks (expires_at);
create index affiliate_clicks_affiliate on growth.affiliate_clicks (affiliate_id);

-- Accounts that were made by way of a link. Addresses are compared by keyed hashes: of the mailbox, and of what addresses made in a row have in common.
create table growth.affiliate_sign_ups (
    id           uuid        primary key,
    affiliate_id uuid        not null references growth.affiliates (id),
    user_id      uuid        unique,
    mailbox      bytea,
    family       bytea,
    blocked      text        check (blocked in ('SelfReferral', 'DuplicateAccount')),
    signed_up_at timestamptz not null
);

comment on table growth.affiliate_sign_ups is 'services: select, insert, update (user_id, mailbox, family)';

create index affiliate_sign_ups_affiliate on growth.affiliate_sign_ups (affiliate_id, signed_up_at);
create index affiliate_sign_ups_mailbox on growth.affiliate_sign_ups (mailbox);

-- One row for each sale, and one more for each time that some of it is taken back after it was paid out.
create table growth.affiliate_commissions (
    id           uuid          primary key,
    affiliate_id uuid          not null references growth.affiliates (id),
    sale_id      uuid          not null,
    kind         text          not null check (kind in ('Commission', 'Clawback')),
    state        text          not null check (state in ('Held', 'Released', 'Voided', 'Blocked', 'Owed', 'Taken')),
    reason       text          check (reason in ('SelfReferral', 'DuplicateAccount', 'Suspended', 'Refunded', 'Fraud', 'Left')),
    currency     text          not null,
    net          numeric(28,10) not null check (net >= 0),
    rate         numeric(28,10)  not null check (rate between 0 and 1),
    amount       numeric(28,10) not null check ((amount < 0) = (kind = 'Clawback')),
    reserved     numeric(28,10) not null check (reserved >= 0 and (kind = 'Clawback' or amount <= reserved)),
    outstanding  numeric(28,10) not null check (outstanding >= 0 and (outstanding > 0) = (state = 'Owed')),
    is_disputed  boolean       not null,
    due_at       timestamptz   not null,
    created_at   timestamptz   not null,
    settled_at   timestamptz
);

comment on table growth.affiliate_commissions is 'services: select, insert, update (state, reason, amount, outstanding, is_disputed, settled_at)';

create unique index affiliate_commissions_sale on growth.affiliate_commissions (sale_id) where kind = 'Commission';
create index affiliate_commissions_of_sale on growth.affiliate_commissions (sale_id);
create index affiliate_commissions_affiliate on growth.affiliate_commissions (affiliate_id, created_at, id);
create index affiliate_commissions_created on growth.affiliate_commissions (created_at, id);
create index affiliate_commissions_due on growth.affiliate_commissions (due_at) where state = 'Held';

-- What looks like fraud, until somebody has looked at it.
create table growth.affiliate_signals (
    id           uuid        primary key,
    affiliate_id uuid        not null references growth.affiliates (id),
    kind         text        not null check (kind in ('ManySignUps', 'AddressFamily', 'RefundRate')),
    count        integer     not null,
    of_count     integer     not null,
    state        text        not null check (state in ('Open', 'Cleared', 'Confirmed')),
    reason       text,
    raised_at    timestamptz not null,
    decided_at   timestamptz check ((decided_at is null) = (state = 'Open'))
);

comment on table growth.affiliate_signals is 'services: select, insert, update (count, of_count, state, reason, decided_at)';

create index affiliate_signals_affiliate on growth.affiliate_signals (affiliate_id) where state = 'Open';
create index affiliate_signals_raised on growth.affiliate_signals (raised_at, id);
