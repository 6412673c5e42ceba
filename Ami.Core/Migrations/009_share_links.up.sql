-- Links under which people show something of theirs to whoever has them. The secret in a link is stored as its SHA-256 alone. One that has ended is kept for a month, to say so.
create table core.share_links (
    id             uuid        primary key,
    user_id        uuid        not null,
    kind           text        not null,
    subject        uuid        not null,
    terms          jsonb       not null,
    title          text        check (length(title) between 1 and 80),
    token_hash     bytea       not null unique check (length(token_hash) = 32),
    created_at     timestamptz not null,
    expires_at     timestamptz not null check (expires_at > created_at),
    ended_at       timestamptz,
    opened         bigint      not null default 0,
    last_opened_at timestamptz
);

create index share_links_by_user on core.share_links (user_id, id desc);
create index share_links_over on core.share_links (least(expires_at, ended_at));
