create table learning.posts (
    id             uuid        primary key,
    lesson_id      uuid        not null references learning.lessons,
    thread_id      uuid        references learning.posts,
    user_id        uuid,
    is_team        boolean     not null,
    text           text        not null check (length(text) <= 4000),
    version        integer     not null check (version > 0),
    created_at     timestamptz not null,
    updated_at     timestamptz not null,
    last_at        timestamptz not null,
    votes          integer     not null default 0 check (votes >= 0),
    reports        integer     not null default 0 check (reports >= 0),
    removed_at     timestamptz,
    removed_by     text        check (removed_by in ('Author', 'Team')),
    removed_reason text        check (removed_reason in ('Offensive', 'OffTopic', 'PersonalData', 'Advertising')),
    removed_note   text        check (length(removed_note) between 1 and 500),
    search         text        not null generated always as (' ' || core.plain(text)) stored,
    check (text <> '' or removed_at is not null),
    check (user_id is not null or text = ''),
    check ((removed_at is null) = (removed_by is null) and (removed_reason is not null) = (removed_by is not distinct from 'Team')
        and (removed_reason is not null or removed_note is null))
);

comment on table learning.posts is
    'services: select, insert, update (user_id, is_team, text, version, updated_at, last_at, votes, reports, removed_at, removed_by, removed_reason, removed_note)';
comment on column learning.posts.id is 'The client''s of whoever wrote it.';
comment on column learning.posts.thread_id is 'What it answers; null for what others answer.';
comment on column learning.posts.user_id is 'Whose; null once their account is gone, with what it said.';
comment on column learning.posts.is_team is 'Whether whoever wrote it taught or worked here then.';
comment on column learning.posts.last_at is 'Of a thread: when it was written to last.';
comment on column learning.posts.reports is 'Those that staff have not looked at yet.';
comment on column learning.posts.removed_reason is 'For its author; the note is for staff alone.';

create index posts_threads on learning.posts (lesson_id, last_at, id) where thread_id is null;
create index posts_voted on learning.posts (lesson_id, votes, id) where thread_id is null;
create index posts_thread on learning.posts (thread_id, created_at, id) where thread_id is not null;
create index posts_user on learning.posts (user_id, created_at);
create index posts_reports on learning.posts (reports, id);
create index posts_created on learning.posts (created_at, id);
create index posts_removed on learning.posts (created_at, id) where removed_by = 'Team';
create index posts_search on learning.posts using gin (search core.gin_trgm_ops);

create table learning.post_votes (
    post_id  uuid        not null references learning.posts,
    user_id  uuid        not null,
    voted_at timestamptz not null,
    primary key (post_id, user_id)
);

comment on table learning.post_votes is 'services: select, insert, delete';

create index post_votes_user on learning.post_votes (user_id);

create table learning.post_reports (
    post_id    uuid        not null references learning.posts,
    user_id    uuid        not null,
    reason     text        not null check (reason in ('Offensive', 'OffTopic', 'PersonalData', 'Advertising')),
    told_at    timestamptz not null,
    settled_at timestamptz,
    primary key (post_id, user_id)
);

comment on table learning.post_reports is 'services: select, insert, update (reason, told_at, settled_at), delete';
comment on column learning.post_reports.settled_at is 'When staff looked at it, whatever they made of it.';

create index post_reports_user on learning.post_reports (user_id);
