comment on table notifications.mails is null;
comment on table notifications.messages is null;
comment on table notifications.preferences is null;
