-- Work that somebody asked for and that takes longer than an answer may: imports, exports, trainings, backtests. Attempt is the fence: every taking counts it up, and only who has the newest
-- number writes. Due_at says from when on a job may be taken: a queued one by whoever is free, a running one because its process is silent for too long.
create table core.long_jobs (
    id               uuid        primary key,
    kind             text        not null,
    user_id          uuid        not null,
    subject          text        not null,
    input            jsonb       not null,
    input_file       text,
    state            text        not null default 'queued' check (state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
    due_at           timestamptz not null,
    attempt          integer     not null default 0,
    setbacks         integer     not null default 0,
    process          text,
    progress         jsonb,
    checkpoint       jsonb,
    cancel_requested boolean     not null default false,
    result           jsonb,
    result_file      text,
    result_name      text,
    result_type      text,
    error            jsonb,
    fault            text,
    revision         bigint      not null default 0,
    created_at       timestamptz not null,
    started_at       timestamptz,
    heard_at         timestamptz,
    ended_at         timestamptz,
    expires_at       timestamptz,
    check ((ended_at is not null) = (state in ('succeeded', 'failed', 'cancelled')) and (expires_at is null) = (ended_at is null))
);

create index long_jobs_due on core.long_jobs (due_at) where state in ('queued', 'running');
create index long_jobs_by_user on core.long_jobs (user_id, id desc);
create index long_jobs_expired on core.long_jobs (expires_at) where expires_at is not null;
