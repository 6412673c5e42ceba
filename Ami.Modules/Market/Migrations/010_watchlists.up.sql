-- Lists of symbols that people keep an eye on.
create table market.watchlists (
    user_id    uuid        not null,
    id         uuid        not null,
    name       text        not null check (length(name) between 1 and 40),
    items      jsonb       not null check (jsonb_typeof(items) = 'array'),
    version    integer     not null check (version > 0),
    updated_at timestamptz not null,
    primary key (user_id, id),
    unique (user_id, name)
);

comment on table market.watchlists is 'services: select, insert, update (name, items, version, updated_at), delete';
comment on column market.watchlists.id is 'The client''s, so that sending it again changes nothing.';
comment on column market.watchlists.items is '[{"symbol": …} or {"section": …}, …], in the order in which they are shown.';
comment on column market.watchlists.version is 'Grows with each change; who changes says which one they saw.';
