drop table core.job_runs;
alter table core.jobs drop column timing;
delete from core.jobs where due_at is null;
alter table core.jobs alter column due_at set not null;
alter table core.jobs rename to schedules;
