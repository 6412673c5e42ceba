-- Keys of external workers. Only hashes: a copy of this table opens nothing.
create table identity.api_keys (
    id                  uuid        primary key,
    name                text        not null check (length(name) between 1 and 60),
    lookup_id           text        not null unique check (lookup_id ~ '^[0-9a-f]{16}$'),
    hash                bytea       not null check (length(hash) = 32),
    previous_hash       bytea       check (length(previous_hash) = 32),
    previous_until      timestamptz,
    scopes              text[]      not null check (cardinality(scopes) > 0),
    addresses           text[]      not null,
    requests_per_minute integer     not null check (requests_per_minute > 0),
    created_at          timestamptz not null,
    created_by          uuid        not null,
    expires_at          timestamptz not null,
    rotated_at          timestamptz,
    last_used_at        timestamptz,
    last_address        inet,
    revoked_at          timestamptz,
    search              text        not null generated always as (' ' || core.plain(name)) stored,
    check ((previous_hash is null) = (previous_until is null))
);

create index api_keys_search on identity.api_keys using gin (search core.gin_trgm_ops);
