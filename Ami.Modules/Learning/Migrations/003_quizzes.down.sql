drop table learning.attempt_questions;
drop table learning.attempts;
drop table learning.questions;
drop table learning.quizzes;
comment on table learning.lessons is
    'services: select, insert, update (position, title_es, title_en, body_es, body_en, minutes, is_preview, removed_at)';
alter table learning.lessons drop column kind;
