-- Accounts at OAuth providers with which people sign in.
create table identity.external_logins (
    provider     text        not null check (provider ~ '^[a-z]{1,20}$'),
    key          text        not null check (length(key) between 1 and 255),
    user_id      uuid        not null references identity.users (id) on delete cascade,
    email        text,
    linked_at    timestamptz not null,
    last_used_at timestamptz,
    primary key (provider, key),
    unique (user_id, provider)
);
