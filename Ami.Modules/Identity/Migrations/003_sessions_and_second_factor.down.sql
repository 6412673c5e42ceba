alter table identity.signing_keys drop column signs_from;
drop table identity.second_steps;
drop table identity.recovery_codes;
drop table identity.authenticators;
drop table identity.devices;
drop index identity.sessions_revoked;
update identity.sessions set revoked_reason = 'logout' where revoked_reason not in ('logout', 'reuse');
alter table identity.sessions
    drop constraint sessions_revoked_reason_check,
    add constraint sessions_revoked_reason_check check (revoked_reason in ('logout', 'reuse')),
    drop column device_id,
    drop column address,
    drop column user_agent;
