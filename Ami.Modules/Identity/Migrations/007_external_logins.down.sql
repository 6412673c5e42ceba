drop table identity.external_logins;
