-- What silos do by themselves, by the calendar (due_at: the latest occurrence that a silo took upon itself) or again and again.
alter table core.schedules rename to jobs;
alter table core.jobs alter column due_at drop not null;
alter table core.jobs add column timing text not null default '';

-- What they did: a row for each occurrence; for what runs again and again a row for each stretch of runs.
create table core.job_runs (
    id         uuid        primary key,
    job        text        not null,
    process    text        not null,
    started_at timestamptz not null,
    ended_at   timestamptz,
    runs       integer     not null,
    items      bigint      not null,
    errors     integer     not null,
    error      text,
    log        text        not null
);

create index job_runs_by_job on core.job_runs (job, id desc);
