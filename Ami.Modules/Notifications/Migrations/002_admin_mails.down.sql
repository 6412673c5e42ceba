drop index notifications.mails_failed;
drop index notifications.mails_created;
drop index notifications.mails_search;
alter table notifications.mails drop column search;
