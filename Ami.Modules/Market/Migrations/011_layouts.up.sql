-- How people arrange their charts.
create table market.layouts (
    user_id    uuid        not null,
    id         uuid        not null,
    name       text        not null check (length(name) between 1 and 40),
    is_current boolean     not null,
    body       jsonb       not null check (jsonb_typeof(body) = 'object'),
    version    integer     not null check (version > 0),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (user_id, id),
    unique (user_id, name)
);

create unique index layouts_current on market.layouts (user_id) where is_current;

comment on table market.layouts is 'services: select, insert, update (name, is_current, body, version, updated_at), delete';
comment on column market.layouts.id is 'The client''s, so that sending it again changes nothing.';
comment on column market.layouts.is_current is 'The one that is shown; one of a person at most.';
comment on column market.layouts.body is 'Charts with what they show, what links them, and sizes of panels: LayoutBody.';
comment on column market.layouts.version is 'Grows with each change; who changes says which one they saw.';
