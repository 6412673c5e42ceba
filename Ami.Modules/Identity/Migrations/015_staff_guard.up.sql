-- Staff and what staff may do are decided by an administrator, whom the transaction names, or by the owner of the schema (docs/adr/0030).
create function identity.guard_staff() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if session_user <> current_user
        and not (tg_table_name = 'user_roles' and exists (select from identity.roles r where r.id = new.role_id and r.name in ('student', 'instructor')))
        and not exists (
            select from identity.user_roles m join identity.roles r on r.id = m.role_id join identity.users u on u.id = m.user_id
            where r.name = 'admin' and u.locked_at is null and u.id::text = current_setting('ami.actor', true)) then
        raise exception 'only an administrator decides who is staff and what staff may do' using errcode = 'insufficient_privilege';
    end if;
    return coalesce(new, old);
end $$;

drop trigger user_roles_guard on identity.user_roles;
drop function identity.guard_administrators();
create trigger user_roles_guard before insert or update on identity.user_roles for each row execute function identity.guard_staff();
create trigger role_permissions_guard before insert or update or delete on identity.role_permissions for each row execute function identity.guard_staff();
