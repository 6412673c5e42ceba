create table learning.study_days (
    user_id   uuid        not null,
    day       date        not null,
    time_zone text        not null check (length(time_zone) between 1 and 64),
    first_at  timestamptz not null,
    primary key (user_id, day, time_zone)
);

comment on table learning.study_days is 'services: select, insert, update (first_at), delete';
comment on column learning.study_days.day is 'As it was where the person was then. It does not change when they move.';

create table learning.experience (
    user_id   uuid        not null,
    kind      text        not null check (kind in ('Lesson', 'Quiz', 'Exam', 'Exercise', 'Practice', 'Certificate')),
    source    text        not null check (length(source) between 1 and 200),
    points    integer     not null check (points > 0),
    earned_at timestamptz not null,
    primary key (user_id, kind, source)
);

comment on table learning.experience is 'services: select, insert, delete';
comment on column learning.experience.source is 'What earned it; a person earns once with it.';

create index experience_latest on learning.experience (user_id, earned_at);

create table learning.experience_weeks (
    user_id uuid    not null,
    week    date    not null check (extract(isodow from week) = 1),
    points  integer not null check (points > 0),
    primary key (user_id, week)
);

comment on table learning.experience_weeks is 'services: select, insert, update (points), delete';
comment on column learning.experience_weeks.week is 'Its Monday, UTC: one week for all who are compared.';

create index experience_weeks_best on learning.experience_weeks (week, points desc, user_id);

create table learning.achievements (
    user_id  uuid        not null,
    key      text        not null check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(key) <= 80),
    given_at timestamptz not null,
    primary key (user_id, key)
);

comment on table learning.achievements is 'services: select, insert, delete';

create table learning.players (
    user_id uuid primary key,
    name    text not null check (length(name) between 2 and 40),
    code    text not null unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{16}$'),
    since   date not null
);

comment on table learning.players is 'services: select, insert, update (name), delete';
comment on column learning.players.code is 'By which somebody else asks to be a friend: 80 bits from a secure generator.';
comment on column learning.players.since is 'The first week that others see.';

create table learning.friendships (
    id          uuid        primary key,
    asked_by    uuid        not null references learning.players on delete cascade,
    asked       uuid        not null references learning.players on delete cascade check (asked <> asked_by),
    asked_at    timestamptz not null,
    accepted_at timestamptz check (accepted_at >= asked_at)
);

comment on table learning.friendships is 'services: select, insert, update (accepted_at), delete';

create unique index friendships_pair on learning.friendships (least(asked_by, asked), greatest(asked_by, asked));
create index friendships_asked_by on learning.friendships (asked_by);
create index friendships_asked on learning.friendships (asked);
