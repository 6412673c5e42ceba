-- What people draw on charts. Points are instants and prices, so a drawing stands where it was put whatever is filled in, and on every interval.
create table market.drawings (
    user_id    uuid        not null,
    symbol     text        not null references market.symbols (symbol),
    id         uuid        not null,
    kind       text        not null,
    points     jsonb       not null check (jsonb_typeof(points) = 'array'),
    style      jsonb       not null check (jsonb_typeof(style) = 'object'),
    text       text        check (length(text) between 1 and 500),
    is_locked  boolean     not null,
    is_hidden  boolean     not null,
    version    integer     not null check (version > 0),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (user_id, symbol, id)
);

comment on table market.drawings is
    'services: select, insert, update (kind, points, style, text, is_locked, is_hidden, version, updated_at), delete';
comment on column market.drawings.id is 'The client''s, so that sending it again changes nothing.';
comment on column market.drawings.points is '[[Unix milliseconds, price], …]';
comment on column market.drawings.version is 'Grows with each change; who changes says which one they saw.';

create table market.drawing_templates (
    user_id    uuid        not null,
    id         uuid        not null,
    kind       text        not null,
    name       text        not null check (length(name) between 1 and 40),
    style      jsonb       not null check (jsonb_typeof(style) = 'object'),
    updated_at timestamptz not null,
    primary key (user_id, id),
    unique (user_id, kind, name)
);

comment on table market.drawing_templates is 'services: select, insert, update (kind, name, style, updated_at), delete';
