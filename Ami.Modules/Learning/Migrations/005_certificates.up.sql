create table learning.certificates (
    id             uuid         primary key,
    code           text         not null unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{16}$'),
    user_id        uuid         not null,
    course_id      uuid         not null references learning.courses,
    holder         text         not null check (length(holder) between 2 and 80),
    title_es       text         not null check (length(title_es) between 1 and 120),
    title_en       text         not null check (length(title_en) between 1 and 120),
    lessons        jsonb        not null,
    minutes        integer      not null check (minutes > 0),
    exam_percent   numeric(4,1) check (exam_percent between 0 and 100),
    status_index   bigint       not null generated always as identity unique,
    issued_at      timestamptz  not null,
    revoked_at     timestamptz  check (revoked_at >= issued_at),
    revoked_reason text         check (revoked_reason in ('Misconduct', 'Mistake', 'Requested')),
    revoked_note   text         check (length(revoked_note) between 1 and 500),
    search         text         not null generated always as (
        ' ' || core.plain(holder) || ' ' || core.plain(title_es) || ' ' || core.plain(title_en)) stored,
    check ((revoked_at is null) = (revoked_reason is null) and (revoked_at is not null or revoked_note is null))
);

comment on table learning.certificates is 'services: select, insert, update (revoked_at, revoked_reason, revoked_note), delete';
comment on column learning.certificates.code is 'Whoever has it may look: 80 bits from a secure generator.';
comment on column learning.certificates.holder is 'As the person gave it. This and what the course was called and held then never change.';
comment on column learning.certificates.status_index is 'Its place in the lists that say which badges count no more.';
comment on column learning.certificates.revoked_note is 'For staff alone; the reason is for everybody.';

create unique index certificates_valid on learning.certificates (user_id, course_id) where revoked_at is null;
create index certificates_user on learning.certificates (user_id);
create index certificates_course on learning.certificates (course_id);
create index certificates_issued on learning.certificates (issued_at, id);
create index certificates_search on learning.certificates using gin (search core.gin_trgm_ops);

create table learning.withdrawn_badges (
    status_index bigint primary key
);

comment on table learning.withdrawn_badges is 'services: select, insert';
comment on column learning.withdrawn_badges.status_index is
    'Of a certificate that was revoked, or went with its account. Says nothing of anybody, and stays: a badge that was withdrawn never counts again.';

create table learning.badge_keys (
    kid         text        primary key check (kid ~ '^[0-9a-f]{16}$'),
    public_key  bytea       not null,
    private_key bytea       not null,
    created_at  timestamptz not null,
    retired_at  timestamptz
);

comment on table learning.badge_keys is 'services: select, insert, update (retired_at)';
comment on column learning.badge_keys.private_key is 'Sealed with the master key.';
comment on column learning.badge_keys.retired_at is 'Since when what it signed does not verify any more: it has leaked. Others verify for good, also when a newer one signs.';
