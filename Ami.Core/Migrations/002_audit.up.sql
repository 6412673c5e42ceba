-- Acts that bear on security, and writes over the internal API.
create table core.audit_entries (
    id           uuid        primary key,
    at           timestamptz not null,
    actor_id     uuid,
    action       text        not null,
    subject_type text        not null,
    subject_id   text,
    succeeded    boolean     not null,
    address      inet,
    user_agent   text,
    before       jsonb,
    after        jsonb,
    trace_id     text
);

create index audit_entries_at on core.audit_entries (at desc, id desc);
