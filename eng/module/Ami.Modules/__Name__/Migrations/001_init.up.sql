create table __snake_name__.entries (
    id         uuid        primary key,
    user_id    uuid        not null,
    title      text        not null check (length(title) between 1 and 120),
    created_at timestamptz not null
);

comment on table __snake_name__.entries is 'services: select, insert, delete';

create index entries_user on __snake_name__.entries (user_id, created_at desc, id desc);
