-- What the users list of the admin area searches and sorts by, and locks put by staff.
alter table identity.users
    add column locked_at timestamptz,
    add column lock_reason text,
    add column search text not null generated always as (' ' || core.plain(display_name) || ' ' || core.plain(email)) stored,
    add constraint users_lock check ((locked_at is null) = (lock_reason is null));

create index users_search on identity.users using gin (search core.gin_trgm_ops);
create index users_created on identity.users (created_at, id);
create index users_display_name on identity.users (display_name, id);
create index users_email on identity.users (normalized_email, id);
create index users_locked on identity.users (locked_at, id) where locked_at is not null;
