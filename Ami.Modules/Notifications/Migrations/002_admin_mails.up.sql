-- What the mail list of the admin area searches and sorts by.
alter table notifications.mails
    add column search text not null generated always as (' ' || core.plain(address) || ' ' || core.plain(subject)) stored;

create index mails_search on notifications.mails using gin (search core.gin_trgm_ops);
create index mails_created on notifications.mails (created_at, id);
create index mails_failed on notifications.mails (created_at, id) where state = 'Failed';
