drop index identity.users_plan;
drop index identity.users_leaving;
drop index identity.users_locked;
create index users_locked on identity.users (locked_at, id) where locked_at is not null;
