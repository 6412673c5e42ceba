-- What the services may do to each table. What is not said here they may not (docs/adr/0030).
comment on table notifications.mails is 'services: select, insert, update, delete';
comment on table notifications.messages is 'services: select, insert, update, delete';
comment on table notifications.preferences is 'services: select, insert, update, delete';
