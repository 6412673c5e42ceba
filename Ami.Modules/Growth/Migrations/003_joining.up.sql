-- Who may make an account: one row, read wherever it is decided, so that a change counts everywhere at once.
create table growth.registration (
    is_current             boolean     primary key default true check (is_current),
    mode                   text        not null check (mode in ('Open', 'Waitlist', 'Invitation')),
    invitations_per_member integer     not null check (invitations_per_member between 0 and 100),
    invitation_days        integer     not null check (invitation_days between 1 and 365),
    version                integer     not null,
    changed_at             timestamptz not null
);

comment on table growth.registration is 'services: select, update (mode, invitations_per_member, invitation_days, version, changed_at)';

insert into growth.registration (mode, invitations_per_member, invitation_days, version, changed_at) values ('Open', 5, 14, 1, now());

-- People without an account who wait for one. Those whose address nobody has shown to be theirs are no part of the order.
create table growth.waitlist (
    id            uuid        primary key,
    user_id       uuid,
    email         text        not null,
    address_key   text        not null unique,
    language      text        not null check (language in ('Es', 'En')),
    referral_code text        not null unique,
    referred_by   uuid        references growth.waitlist (id) on delete set null,
    state         text        not null check (state in ('Pending', 'Waiting', 'Invited', 'Joined')),
    referrals     integer     not null check (referrals >= 0),
    created_at    timestamptz not null,
    verified_at   timestamptz check ((verified_at is null) = (state = 'Pending') or state = 'Joined'),
    ranked_at     timestamptz not null,
    invited_at    timestamptz,
    joined_at     timestamptz,
    search        text        not null generated always as (' ' || core.plain(email)) stored
);

comment on table growth.waitlist is
    'services: select, insert, update (user_id, state, referrals, verified_at, ranked_at, invited_at, joined_at), delete';

create index waitlist_order on growth.waitlist (ranked_at, id) where state = 'Waiting';
create index waitlist_created on growth.waitlist (created_at, id);
create index waitlist_user on growth.waitlist (user_id);
create index waitlist_referred_by on growth.waitlist (referred_by);
create index waitlist_search on growth.waitlist using gin (search core.gin_trgm_ops);

-- Codes that let somebody in once. An address is kept only until it was used: then the account has it.
create table growth.invitations (
    id          uuid        primary key,
    code        text        not null unique check (length(code) = 12),
    user_id     uuid,
    waitlist_id uuid        references growth.waitlist (id) on delete set null,
    email       text,
    address_key text        check ((address_key is null) = (email is null)),
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    used_at     timestamptz,
    used_by     uuid,
    revoked_at  timestamptz check (revoked_at is null or used_at is null)
);

comment on table growth.invitations is 'services: select, insert, update (user_id, email, address_key, used_at, used_by, revoked_at), delete';

create index invitations_user on growth.invitations (user_id, id);
create index invitations_waitlist on growth.invitations (waitlist_id);
create index invitations_address on growth.invitations (address_key);
create index invitations_used_by on growth.invitations (used_by);
create index invitations_created on growth.invitations (created_at, id);
