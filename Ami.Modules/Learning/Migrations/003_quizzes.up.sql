alter table learning.lessons add column kind text not null default 'Article' check (kind in ('Article', 'Quiz'));

comment on table learning.lessons is
    'services: select, insert, update (position, kind, title_es, title_en, body_es, body_en, minutes, is_preview, removed_at)';

create table learning.quizzes (
    lesson_id          uuid    primary key references learning.lessons,
    draw               jsonb   not null,
    pass_mark          integer not null check (pass_mark between 1 and 100),
    attempts           integer check (attempts between 1 and 100),
    wait_minutes       integer not null check (wait_minutes between 0 and 10080),
    time_limit_minutes integer check (time_limit_minutes between 1 and 600),
    grade              text    not null check (grade in ('Best', 'Average', 'First', 'Last')),
    answers            text    not null check (answers in ('AfterQuestion', 'AfterAttempt', 'AfterPass', 'Never')),
    is_final           boolean not null
);

comment on table learning.quizzes is
    'services: select, insert, update (draw, pass_mark, attempts, wait_minutes, time_limit_minutes, grade, answers, is_final), delete';
comment on column learning.quizzes.draw is 'How many questions of which topics an attempt has.';
comment on column learning.quizzes.attempts is 'How many a person has; null for as many as they like.';

create table learning.questions (
    id         uuid    primary key,
    course_id  uuid    not null references learning.courses,
    topic      text    not null check (topic ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(topic) <= 80),
    key        text    not null check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(key) <= 80),
    kind       text    not null check (kind in ('Single', 'Multiple', 'Numeric', 'Ordering', 'Matching', 'Text', 'Mark')),
    points     integer not null check (points between 1 and 100),
    content    jsonb   not null,
    solution   jsonb   not null,
    retired_at timestamptz
);

comment on table learning.questions is 'services: select, insert, update (retired_at)';
comment on column learning.questions.id is 'Of all that it says: one that is edited is another one, and an attempt shows and scores what was drawn.';
comment on column learning.questions.content is 'What whoever is asked may see.';
comment on column learning.questions.solution is 'What is right, and why.';
comment on column learning.questions.retired_at is 'Since when it is not drawn any more.';

create unique index questions_key on learning.questions (course_id, topic, key) where retired_at is null;

create table learning.attempts (
    id           uuid        primary key,
    lesson_id    uuid        not null references learning.lessons,
    user_id      uuid        not null,
    number       integer     not null check (number > 0),
    started_at   timestamptz not null,
    ends_at      timestamptz check (ends_at > started_at),
    submitted_at timestamptz check (submitted_at >= started_at),
    ended_by     text        check (ended_by in ('Student', 'Time')),
    pass_mark    integer     not null,
    answers      text        not null check (answers in ('AfterQuestion', 'AfterAttempt', 'AfterPass', 'Never')),
    points       integer     not null check (points > 0),
    earned       integer     check (earned between 0 and points * 840),
    passed       boolean,
    reached      boolean,
    unique (user_id, lesson_id, number),
    check ((submitted_at is null) = (ended_by is null) and (submitted_at is null) = (earned is null) and (submitted_at is null) = (passed is null)
        and (submitted_at is null) = (reached is null))
);

comment on table learning.attempts is 'services: select, insert, update (submitted_at, ended_by, earned, passed, reached), delete';
comment on column learning.attempts.pass_mark is 'This and answers: the terms that it was begun under.';
comment on column learning.attempts.earned is 'In 840ths of a point: every share of a question is a whole number of them.';

comment on column learning.attempts.reached is 'Whether what counts of all attempts was enough with it: the quiz is passed then.';

create unique index attempts_open on learning.attempts (user_id, lesson_id) where submitted_at is null;
create index attempts_due on learning.attempts (ends_at) where submitted_at is null and ends_at is not null;
create index attempts_lesson on learning.attempts (lesson_id);

create table learning.attempt_questions (
    attempt_id   uuid      not null references learning.attempts on delete cascade,
    position     integer   not null check (position > 0),
    question_id  uuid      not null references learning.questions,
    option_order integer[] not null,
    answer       jsonb,
    version      integer   not null default 0 check (version >= 0),
    answered_at  timestamptz,
    earned       integer   check (earned >= 0),
    primary key (attempt_id, position),
    unique (attempt_id, question_id)
);

comment on table learning.attempt_questions is 'services: select, insert, update (answer, version, answered_at, earned)';
comment on column learning.attempt_questions.option_order is 'Which option, item or right side of the question stands where.';
comment on column learning.attempt_questions.answer is 'In the question''s own order, not in the one that was shown.';
comment on column learning.attempt_questions.version is 'What an answer names, so that two devices do not overwrite each other.';
comment on column learning.attempt_questions.earned is 'In 840ths of a point; null until it was checked.';

create index attempt_questions_question on learning.attempt_questions (question_id);
