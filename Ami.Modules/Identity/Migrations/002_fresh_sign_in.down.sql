alter table identity.sessions drop column confirmed_at;
