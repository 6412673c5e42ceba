drop trigger role_permissions_guard on identity.role_permissions;
drop trigger user_roles_guard on identity.user_roles;
drop function identity.guard_staff();

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
