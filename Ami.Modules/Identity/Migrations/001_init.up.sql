create table identity.users (
    id                   uuid        primary key,
    user_name            text        not null,
    normalized_user_name text        not null,
    email                text        not null,
    normalized_email     text        not null,
    email_confirmed      boolean     not null,
    password_hash        text,
    security_stamp       text,
    concurrency_stamp    text,
    two_factor_enabled   boolean     not null,
    lockout_end          timestamptz,
    lockout_enabled      boolean     not null,
    access_failed_count  integer     not null,
    display_name         text        not null check (length(display_name) between 1 and 60),
    language             text        not null check (language in ('Es', 'En')),
    time_zone            text        not null,
    plan                 text        not null check (plan in ('Free', 'Basic', 'Pro', 'Premium')),
    created_at           timestamptz not null
);

create unique index users_normalized_email on identity.users (normalized_email);
create unique index users_normalized_user_name on identity.users (normalized_user_name);

create table identity.roles (
    id                uuid primary key,
    name              text not null,
    normalized_name   text not null,
    concurrency_stamp text
);

create unique index roles_normalized_name on identity.roles (normalized_name);

insert into identity.roles (id, name, normalized_name) values
    ('0193a1e0-0000-7000-8000-000000000001', 'student', 'STUDENT'),
    ('0193a1e0-0000-7000-8000-000000000002', 'instructor', 'INSTRUCTOR'),
    ('0193a1e0-0000-7000-8000-000000000003', 'support', 'SUPPORT'),
    ('0193a1e0-0000-7000-8000-000000000004', 'admin', 'ADMIN');

create table identity.user_roles (
    user_id uuid not null references identity.users (id) on delete cascade,
    role_id uuid not null references identity.roles (id) on delete cascade,
    primary key (user_id, role_id)
);

create index ix_user_roles_role_id on identity.user_roles (role_id);

-- One per sign-in; all refresh tokens that descend from it form the family that is revoked together.
create table identity.sessions (
    id             uuid        primary key,
    user_id        uuid        not null references identity.users (id) on delete cascade,
    created_at     timestamptz not null,
    last_used_at   timestamptz not null,
    revoked_at     timestamptz,
    revoked_reason text check (revoked_reason in ('logout', 'reuse')),
    check ((revoked_at is null) = (revoked_reason is null))
);

create index sessions_user on identity.sessions (user_id);

-- Only hashes: a copy of this table opens no session.
create table identity.refresh_tokens (
    id             uuid        primary key,
    session_id     uuid        not null references identity.sessions (id) on delete cascade,
    hash           bytea       not null unique check (length(hash) = 32),
    created_at     timestamptz not null,
    expires_at     timestamptz not null,
    used_at        timestamptz,
    successor_id   uuid,
    successor_salt bytea,
    check ((used_at is null) = (successor_id is null) and (used_at is null) = (successor_salt is null))
);

create index refresh_tokens_session on identity.refresh_tokens (session_id);
create index refresh_tokens_expires on identity.refresh_tokens (expires_at);

-- Failed sign-ins by hash of the address that was tried, whether or not it has an account.
create table identity.sign_in_failures (
    subject       bytea       primary key,
    failures      integer     not null,
    last_at       timestamptz not null,
    blocked_until timestamptz
);

create index sign_in_failures_last on identity.sign_in_failures (last_at);

-- Keys of access tokens. The private part is encrypted with a key derived from the master key.
create table identity.signing_keys (
    kid         text        primary key,
    public_key  bytea       not null,
    private_key bytea       not null,
    created_at  timestamptz not null,
    retired_at  timestamptz
);
