drop table notifications.preferences;
drop table notifications.mails;
drop table notifications.messages;
