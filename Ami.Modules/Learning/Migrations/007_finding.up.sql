-- What stands in the headings of a text in Markdown.
create function learning.headings(text) returns text language sql immutable strict parallel safe
return regexp_replace($1, '^(?!#{1,6}[ ]).*$', '', 'gn');

alter table learning.lessons
    add column search_es tsvector not null generated always as (
        setweight(to_tsvector('spanish', core.plain(title_es)), 'A') || setweight(to_tsvector('spanish', core.plain(learning.headings(body_es))), 'B')
        || to_tsvector('spanish', core.plain(body_es))) stored,
    add column search_en tsvector not null generated always as (
        setweight(to_tsvector('english', core.plain(title_en)), 'A') || setweight(to_tsvector('english', core.plain(learning.headings(body_en))), 'B')
        || to_tsvector('english', core.plain(body_en))) stored;

create index lessons_search_es on learning.lessons using gin (search_es);
create index lessons_search_en on learning.lessons using gin (search_en);
-- Small ones beside it: what stands in a title or a heading is found without reading what stands anywhere.
create index lessons_title_es on learning.lessons using gin (to_tsvector('spanish', core.plain(title_es)));
create index lessons_title_en on learning.lessons using gin (to_tsvector('english', core.plain(title_en)));
create index lessons_headings_es on learning.lessons using gin (to_tsvector('spanish', core.plain(title_es || ' ' || learning.headings(body_es))));
create index lessons_headings_en on learning.lessons using gin (to_tsvector('english', core.plain(title_en || ' ' || learning.headings(body_en))));

create table learning.search_words (
    language text    not null check (language in ('Es', 'En')),
    word     text    not null check (word ~ '^[a-z]{2,40}$'),
    stem     text    not null,
    lessons  integer not null check (lessons > 0),
    shown    integer not null check (shown between 0 and lessons),
    primary key (language, word)
);

comment on table learning.search_words is 'services: select, insert, delete';
comment on column learning.search_words.word is 'Stands in lessons, in lower case and without accents; words that say nothing by themselves are left out.';
comment on column learning.search_words.lessons is 'In how many.';
comment on column learning.search_words.shown is 'In how many where everybody may read it; no other word is suggested.';

create index search_words_stem on learning.search_words (language, stem);
create index search_words_start on learning.search_words (word text_pattern_ops) where shown > 0;
create index search_words_alike on learning.search_words using gist (word core.gist_trgm_ops) where shown > 0;

create table learning.notes (
    user_id    uuid        not null,
    id         uuid        not null,
    lesson_id  uuid        not null references learning.lessons,
    heading    integer     check (heading > 0),
    heading_es text        check (length(heading_es) <= 300),
    heading_en text        check (length(heading_en) <= 300),
    text       text        not null check (length(text) between 1 and 10000),
    version    integer     not null check (version > 0),
    updated_at timestamptz not null,
    search     text        not null generated always as (' ' || core.plain(text)) stored,
    primary key (user_id, id),
    check ((heading is null) = (heading_es is null) and (heading is null) = (heading_en is null))
);

comment on table learning.notes is 'services: select, insert, update (heading, heading_es, heading_en, text, version, updated_at), delete';
comment on column learning.notes.heading is 'Which heading of the lesson it is about, from 1; null for all of it. What it was called then stands beside it.';

create index notes_lesson on learning.notes (lesson_id, user_id);
create index notes_updated on learning.notes (user_id, updated_at, id);

create table learning.bookmarks (
    user_id   uuid        not null,
    lesson_id uuid        not null references learning.lessons,
    added_at  timestamptz not null,
    primary key (user_id, lesson_id)
);

comment on table learning.bookmarks is 'services: select, insert, delete';

create index bookmarks_lesson on learning.bookmarks (lesson_id);

create table learning.ratings (
    id            uuid        primary key,
    course_id     uuid        not null references learning.courses,
    user_id       uuid        not null,
    stars         integer     not null check (stars between 1 and 5),
    text          text        not null check (length(text) <= 2000),
    version       integer     not null check (version > 0),
    updated_at    timestamptz not null,
    hidden_at     timestamptz,
    hidden_reason text        check (hidden_reason in ('Offensive', 'OffTopic', 'PersonalData', 'Advertising')),
    hidden_note   text        check (length(hidden_note) between 1 and 500),
    search        text        not null generated always as (' ' || core.plain(text)) stored,
    unique (user_id, course_id),
    check ((hidden_at is null) = (hidden_reason is null) and (hidden_at is not null or hidden_note is null))
);

comment on table learning.ratings is 'services: select, insert, update (stars, text, version, updated_at, hidden_at, hidden_reason, hidden_note), delete';
comment on column learning.ratings.hidden_reason is 'For its author; the note is for staff alone.';

create index ratings_course on learning.ratings (course_id, stars) where hidden_at is null;
create index ratings_texts on learning.ratings (course_id, updated_at, id) where hidden_at is null and text <> '';
create index ratings_updated on learning.ratings (updated_at, id);
create index ratings_search on learning.ratings using gin (search core.gin_trgm_ops);
