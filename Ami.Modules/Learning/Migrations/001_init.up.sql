create table learning.courses (
    id           uuid        primary key,
    slug         text        not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
    level        text        not null check (level in ('Beginner', 'Intermediate', 'Advanced')),
    access       text        not null check (access in ('Free', 'Standard', 'Sold')),
    title_es     text        not null check (length(title_es) between 1 and 120),
    title_en     text        not null check (length(title_en) between 1 and 120),
    summary_es   text        not null check (length(summary_es) between 1 and 1000),
    summary_en   text        not null check (length(summary_en) between 1 and 1000),
    outline_es   text        not null,
    outline_en   text        not null,
    content_hash text        not null,
    published_at timestamptz not null,
    archived_at  timestamptz,
    search_es    tsvector    not null generated always as (
        setweight(to_tsvector('spanish', core.plain(title_es)), 'A') || setweight(to_tsvector('spanish', core.plain(summary_es)), 'B')
        || setweight(to_tsvector('spanish', core.plain(outline_es)), 'C')) stored,
    search_en    tsvector    not null generated always as (
        setweight(to_tsvector('english', core.plain(title_en)), 'A') || setweight(to_tsvector('english', core.plain(summary_en)), 'B')
        || setweight(to_tsvector('english', core.plain(outline_en)), 'C')) stored,
    search       text        not null generated always as (core.plain(title_es || ' ' || title_en || ' ' || outline_es || ' ' || outline_en)) stored
);

comment on table learning.courses is
    'services: select, insert, update (level, access, title_es, title_en, summary_es, summary_en, outline_es, outline_en, content_hash, archived_at)';
comment on column learning.courses.outline_es is 'The titles of its lessons, to be searched.';
comment on column learning.courses.search is 'Compared by its trigrams where words as they were typed find nothing.';

create index courses_search_es on learning.courses using gin (search_es);
create index courses_search_en on learning.courses using gin (search_en);

create table learning.course_prices (
    course_id uuid           not null references learning.courses,
    currency  text           not null check (currency ~ '^[A-Z]{3}$'),
    amount    numeric(28,10) not null check (amount > 0),
    primary key (course_id, currency)
);

comment on table learning.course_prices is 'services: select, insert, update (amount), delete';

create table learning.lessons (
    id         uuid        primary key,
    course_id  uuid        not null references learning.courses,
    key        text        not null check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(key) <= 80),
    position   integer     not null check (position > 0),
    title_es   text        not null check (length(title_es) between 1 and 120),
    title_en   text        not null check (length(title_en) between 1 and 120),
    body_es    text        not null,
    body_en    text        not null,
    minutes    integer     not null check (minutes between 1 and 240),
    is_preview boolean     not null,
    removed_at timestamptz,
    unique (course_id, key)
);

comment on table learning.lessons is
    'services: select, insert, update (position, title_es, title_en, body_es, body_en, minutes, is_preview, removed_at)';
comment on column learning.lessons.removed_at is 'Since when the course is without it. What people did there stays, and counts again when it comes back.';

create table learning.enrolments (
    course_id   uuid        not null references learning.courses,
    user_id     uuid        not null,
    enrolled_at timestamptz not null,
    primary key (course_id, user_id)
);

comment on table learning.enrolments is 'services: select, insert, delete';

create index enrolments_user on learning.enrolments (user_id);

create table learning.completions (
    lesson_id    uuid        not null references learning.lessons,
    user_id      uuid        not null,
    completed_at timestamptz not null,
    primary key (lesson_id, user_id)
);

comment on table learning.completions is 'services: select, insert, delete';

create index completions_user on learning.completions (user_id, completed_at);
