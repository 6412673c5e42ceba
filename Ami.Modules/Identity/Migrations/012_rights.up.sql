-- What the services may do to each table. What is not said here they may not (docs/adr/0030).
comment on table identity.users is 'services: select, insert, update, delete';
comment on table identity.roles is 'services: select, insert, update (display_name, description, version, changed_at, concurrency_stamp), delete';
comment on table identity.user_roles is 'services: select, insert, delete';
comment on table identity.role_permissions is 'services: select, insert, update, delete';
comment on table identity.sessions is 'services: select, insert, update, delete';
comment on table identity.refresh_tokens is 'services: select, insert, update';
comment on table identity.second_steps is 'services: select, insert, update, delete';
comment on table identity.recovery_codes is 'services: select, insert, update, delete';
comment on table identity.sign_in_failures is 'services: select, insert, update, delete';
comment on table identity.signing_keys is 'services: select, insert, update, delete';
comment on table identity.pending_registrations is 'services: select, insert, update, delete';
comment on table identity.links is 'services: select, insert, delete';
comment on table identity.external_logins is 'services: select, insert, update, delete';
comment on table identity.devices is 'services: select, insert, update, delete';
comment on table identity.client_attempts is 'services: select, insert, update, delete';
comment on table identity.authenticators is 'services: select, insert, update, delete';

-- An administrator is made by another one, whom the transaction names, or by the owner of the schema.
create function identity.guard_administrators() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if session_user = current_user or not exists (select from identity.roles r where r.id = new.role_id and r.name = 'admin') then
        return new;
    end if;
    if not exists (
        select from identity.user_roles m join identity.roles r on r.id = m.role_id join identity.users u on u.id = m.user_id
        where r.name = 'admin' and u.locked_at is null and u.id::text = current_setting('ami.actor', true)) then
        raise exception 'only an administrator makes an administrator' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

create trigger user_roles_guard before insert or update on identity.user_roles for each row execute function identity.guard_administrators();
