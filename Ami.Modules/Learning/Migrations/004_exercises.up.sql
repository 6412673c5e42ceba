alter table learning.lessons drop constraint lessons_kind_check;
alter table learning.lessons add constraint lessons_kind_check check (kind in ('Article', 'Quiz', 'Exercise'));

alter table learning.questions drop constraint questions_kind_check;
alter table learning.questions add constraint questions_kind_check
    check (kind in ('Single', 'Multiple', 'Numeric', 'Ordering', 'Matching', 'Text', 'Mark', 'Replay'));

create table learning.scenes (
    attempt_id  uuid        not null,
    position    integer     not null,
    symbol      text        not null,
    starts_at   timestamptz not null,
    ends_at     timestamptz not null check (ends_at > starts_at),
    scale       numeric(28, 10) not null check (scale > 0),
    tape        jsonb       not null,
    moves       jsonb       not null default '[]',
    version     integer     not null default 0 check (version between 0 and 1001),
    finished_at timestamptz,
    result      jsonb,
    primary key (attempt_id, position),
    foreign key (attempt_id, position) references learning.attempt_questions on delete cascade,
    check ((finished_at is null) = (result is null))
);

comment on table learning.scenes is 'services: select, insert, update (moves, version, finished_at, result)';
comment on column learning.scenes.symbol is 'Whose history it is; with the times of the first bar and of the end of the last one, so that no two scenes of a person overlap.';
comment on column learning.scenes.scale is 'What prices were multiplied with where their level is hidden.';
comment on column learning.scenes.tape is 'The bars, chosen once: whatever becomes of the history, the scene stays as it is. Nobody sees more of it than was played.';
comment on column learning.scenes.version is 'How many moves were made; what a move names, so that two devices do not trade twice.';
comment on column learning.scenes.result is 'What came of it, with what is right: it leaves the server where right answers may be seen.';
