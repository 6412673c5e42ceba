create table learning.cards (
    id         uuid        primary key,
    lesson_id  uuid        references learning.lessons,
    user_id    uuid,
    origin     text        not null check (origin in ('Lesson', 'QuizMistake', 'BrokenRule')),
    key        text        not null check (length(key) between 1 and 200),
    position   integer     not null check (position > 0),
    front_es   text        not null check (length(front_es) between 1 and 1000),
    front_en   text        not null check (length(front_en) between 1 and 1000),
    back_es    text        not null check (length(back_es) between 1 and 2000),
    back_en    text        not null check (length(back_en) between 1 and 2000),
    added_at   timestamptz not null,
    retired_at timestamptz,
    check ((origin = 'Lesson') = (user_id is null) and (user_id is not null or lesson_id is not null))
);

comment on table learning.cards is
    'services: select, insert, update (position, front_es, front_en, back_es, back_en, retired_at, lesson_id), delete';
comment on column learning.cards.user_id is 'Whose own it is, where it is not a lesson''s.';
comment on column learning.cards.retired_at is 'Since when it is not asked any more. What people did with it stays, and goes on when it comes back.';

create unique index cards_lesson on learning.cards (lesson_id, key) where user_id is null;
create unique index cards_user on learning.cards (user_id, origin, key) where user_id is not null;

create table learning.card_states (
    user_id      uuid             not null,
    card_id      uuid             not null references learning.cards,
    version      integer          not null check (version > 0),
    phase        text             not null check (phase in ('New', 'Learning', 'Review', 'Relearning')),
    step         integer          not null check (step >= 0),
    stability    double precision not null check (stability between 0 and 36500),
    difficulty   double precision not null check (difficulty between 0 and 10),
    due_at       timestamptz,
    reviewed_at  timestamptz,
    reviews      integer          not null check (reviews >= 0),
    suspended_at timestamptz,
    primary key (user_id, card_id),
    check ((phase = 'New') = (due_at is null) and (due_at is null) = (reviewed_at is null) and (due_at is null) = (reviews = 0))
);

comment on table learning.card_states is
    'services: select, insert, update (version, phase, step, stability, difficulty, due_at, reviewed_at, reviews, suspended_at), delete';
comment on column learning.card_states.version is 'What a rating names, so that two devices do not both rate the same showing.';

create index card_states_card on learning.card_states (card_id);

create table learning.card_reviews (
    user_id           uuid             not null,
    id                uuid             not null,
    number            integer          not null check (number > 0),
    card_id           uuid             not null references learning.cards,
    rating            text             not null check (rating in ('Again', 'Hard', 'Good', 'Easy')),
    confidence        integer          check (confidence in (50, 60, 70, 80, 90, 100)),
    seconds           integer          not null check (seconds >= 0),
    reviewed_at       timestamptz      not null,
    days              integer          not null check (days >= 0),
    undone_at         timestamptz,
    phase_before      text             not null check (phase_before in ('New', 'Learning', 'Review', 'Relearning')),
    step_before       integer          not null,
    stability_before  double precision not null,
    difficulty_before double precision not null,
    due_before        timestamptz,
    last_before       timestamptz,
    reviews_before    integer          not null,
    primary key (user_id, id),
    unique (user_id, number)
);

comment on table learning.card_reviews is 'services: select, insert, update (undone_at), delete';
comment on column learning.card_reviews.id is 'The client''s, by which a repeated request is known.';

create index card_reviews_card on learning.card_reviews (card_id, user_id);
create index card_reviews_time on learning.card_reviews (user_id, reviewed_at);
