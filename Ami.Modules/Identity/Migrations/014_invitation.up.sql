-- What a newcomer came with waits with them for the mailed link.
alter table identity.pending_registrations add column invitation text;
