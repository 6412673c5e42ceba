alter table identity.users drop column avatar;
