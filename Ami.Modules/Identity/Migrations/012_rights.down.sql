comment on table identity.users is null;
comment on table identity.roles is null;
comment on table identity.user_roles is null;
comment on table identity.role_permissions is null;
comment on table identity.sessions is null;
comment on table identity.refresh_tokens is null;
comment on table identity.second_steps is null;
comment on table identity.recovery_codes is null;
comment on table identity.sign_in_failures is null;
comment on table identity.signing_keys is null;
comment on table identity.pending_registrations is null;
comment on table identity.links is null;
comment on table identity.external_logins is null;
comment on table identity.devices is null;
comment on table identity.client_attempts is null;
comment on table identity.authenticators is null;

drop trigger user_roles_guard on identity.user_roles;
drop function identity.guard_administrators();
