-- What staff tell people, in both languages: news, and what changed in the product. One without a time is a draft; one with a time to come is scheduled.
create table growth.announcements (
    id           uuid        primary key,
    kind         text        not null check (kind in ('News', 'Change')),
    title_es     text        not null check (length(title_es) between 1 and 120),
    title_en     text        not null check (length(title_en) between 1 and 120),
    body_es      text        not null check (length(body_es) between 1 and 4000),
    body_en      text        not null check (length(body_en) between 1 and 4000),
    plan         text        check (plan in ('Free', 'Basic', 'Pro', 'Premium')),
    is_important boolean     not null,
    publish_at   timestamptz,
    banner_until timestamptz,
    version      integer     not null,
    created_at   timestamptz not null,
    changed_at   timestamptz not null,
    search       text        not null generated always as
        (' ' || core.plain(title_es) || ' ' || core.plain(title_en) || ' ' || core.plain(body_es) || ' ' || core.plain(body_en)) stored
);

comment on table growth.announcements is 'services: select, insert, update, delete';

create index announcements_published on growth.announcements (publish_at, id);
create index announcements_created on growth.announcements (created_at, id);
create index announcements_search on growth.announcements using gin (search core.gin_trgm_ops);

create table growth.announcement_reads (
    announcement_id uuid        not null references growth.announcements (id) on delete cascade,
    user_id         uuid        not null,
    read_at         timestamptz not null,
    primary key (announcement_id, user_id)
);

comment on table growth.announcement_reads is 'services: select, insert, delete';

create index announcement_reads_user on growth.announcement_reads (user_id);
