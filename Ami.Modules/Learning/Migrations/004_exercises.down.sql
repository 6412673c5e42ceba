drop table learning.scenes;

-- Without exercises nothing of an attempt that had one could be shown or scored.
delete from learning.attempts where id in (
    select t.attempt_id from learning.attempt_questions t join learning.questions q on q.id = t.question_id where q.kind = 'Replay'
);
delete from learning.questions where kind = 'Replay';
update learning.lessons set kind = 'Quiz' where kind = 'Exercise';

alter table learning.questions drop constraint questions_kind_check;
alter table learning.questions add constraint questions_kind_check
    check (kind in ('Single', 'Multiple', 'Numeric', 'Ordering', 'Matching', 'Text', 'Mark'));

alter table learning.lessons drop constraint lessons_kind_check;
alter table learning.lessons add constraint lessons_kind_check check (kind in ('Article', 'Quiz'));
