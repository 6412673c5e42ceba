-- Secrets that were mailed as links. Only hashes; using one deletes it. For a reset the life is an hour, so a request within the last day
-- may have no row any more: rows stay a day for counting, and expires_at decides whether they still work.
create table identity.links (
    hash       bytea       primary key check (length(hash) = 32),
    user_id    uuid        not null references identity.users (id) on delete cascade,
    purpose    text        not null check (purpose in ('verify-email', 'change-email', 'revert-email', 'reset-password')),
    email      text        not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
);

create index links_user on identity.links (user_id, purpose, created_at);
create index links_expires on identity.links (expires_at);
create index links_reserved on identity.links (upper(email)) where purpose = 'revert-email';

-- Sign-ups that wait for the link in the mail, whether or not the address has an account. The id becomes the user's.
create table identity.pending_registrations (
    id            uuid        primary key,
    hash          bytea       unique check (length(hash) = 32),
    email         text        not null,
    password_hash text        not null,
    display_name  text        not null,
    language      text        not null,
    time_zone     text        not null,
    created_at    timestamptz not null,
    expires_at    timestamptz not null,
    tries         integer     not null default 0
);

create index pending_registrations_expires on identity.pending_registrations (expires_at);

-- How much one client address (IPv6: its /64) has lately asked of what is limited per client; by hash, and draining with time.
create table identity.client_attempts (
    subject       bytea            primary key,
    level         double precision not null,
    last_at       timestamptz      not null,
    blocked_until timestamptz
);

create index client_attempts_last on identity.client_attempts (last_at);
