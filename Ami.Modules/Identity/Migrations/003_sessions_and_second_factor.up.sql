-- What a person needs to recognise a session by, and by which device it was opened.
alter table identity.sessions
    add column user_agent text,
    add column address    inet,
    add column device_id  uuid,
    drop constraint sessions_revoked_reason_check,
    add constraint sessions_revoked_reason_check check (revoked_reason ~ '^[a-z][a-z-]{1,39}$');

create index sessions_revoked on identity.sessions (revoked_at) where revoked_at is not null;

-- A browser that a person has signed in with. While it is trusted it is not asked for the second factor. Only the hash of its cookie.
create table identity.devices (
    id            uuid        primary key,
    user_id       uuid        not null references identity.users (id) on delete cascade,
    hash          bytea       not null check (length(hash) = 32),
    user_agent    text,
    address       inet,
    created_at    timestamptz not null,
    last_used_at  timestamptz not null,
    trusted_until timestamptz,
    unique (user_id, hash)
);

create index devices_last_used on identity.devices (last_used_at);

-- The secret of somebody's authenticator app, encrypted with a key derived from the master key; not enabled while it is being set up.
-- last_step is the newest time step whose code was used: no code counts twice.
create table identity.authenticators (
    user_id       uuid        primary key references identity.users (id) on delete cascade,
    sealed_secret bytea       not null,
    created_at    timestamptz not null,
    enabled_at    timestamptz,
    last_step     bigint      not null default 0,
    failures      integer     not null default 0,
    blocked_until timestamptz
);

-- Keyed hashes.
create table identity.recovery_codes (
    user_id uuid  not null references identity.users (id) on delete cascade,
    hash    bytea not null check (length(hash) = 32),
    used_at timestamptz,
    primary key (user_id, hash)
);

-- Sign-ins that wait for their second factor. Only the hash of the cookie.
create table identity.second_steps (
    id         uuid        primary key,
    user_id    uuid        not null references identity.users (id) on delete cascade,
    hash       bytea       not null unique check (length(hash) = 32),
    method     text        not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    tries      integer     not null default 0
);

create index second_steps_user on identity.second_steps (user_id);
create index second_steps_expires on identity.second_steps (expires_at);

-- A key is published before it signs, and verifies until it retires.
alter table identity.signing_keys add column signs_from timestamptz;
update identity.signing_keys set signs_from = created_at;
alter table identity.signing_keys alter column signs_from set not null;
