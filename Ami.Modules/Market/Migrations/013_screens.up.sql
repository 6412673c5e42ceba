-- What people look for among the symbols.
create table market.screens (
    user_id    uuid        not null,
    id         uuid        not null,
    name       text        not null check (length(name) between 1 and 40),
    body       jsonb       not null check (jsonb_typeof(body) = 'object'),
    version    integer     not null check (version > 0),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (user_id, id),
    unique (user_id, name)
);

comment on table market.screens is 'services: select, insert, update (name, body, version, updated_at), delete';
comment on column market.screens.id is 'The client''s, so that sending it again changes nothing.';
comment on column market.screens.body is 'Interval, condition, columns, which symbols, and how the table is sorted: ScreenBody.';
comment on column market.screens.version is 'Grows with each change; who changes says which one they saw.';
