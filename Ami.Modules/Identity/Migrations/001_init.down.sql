drop table identity.signing_keys;
drop table identity.sign_in_failures;
drop table identity.refresh_tokens;
drop table identity.sessions;
drop table identity.user_roles;
drop table identity.roles;
drop table identity.users;
