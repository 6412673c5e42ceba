drop index identity.users_locked;
drop index identity.users_email;
drop index identity.users_display_name;
drop index identity.users_created;
drop index identity.users_search;
alter table identity.users drop constraint users_lock, drop column search, drop column lock_reason, drop column locked_at;
