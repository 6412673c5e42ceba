-- Filters of the users list that match few of many: found at once, in the list's usual order.
drop index identity.users_locked;
create index users_locked on identity.users (created_at, id) where locked_at is not null;
create index users_leaving on identity.users (created_at, id) where deletion_due_at is not null;
create index users_plan on identity.users (plan, created_at, id);
