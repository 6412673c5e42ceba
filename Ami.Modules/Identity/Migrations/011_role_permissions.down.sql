drop table identity.role_permissions;
-- Who has a role that goes would else have none.
insert into identity.user_roles
select m.user_id, s.id from identity.user_roles m join identity.roles r on r.id = m.role_id join identity.roles s on s.name = 'student' where not r.is_built_in
on conflict do nothing;
delete from identity.roles where not is_built_in;
alter table identity.roles
    drop column is_built_in,
    drop column display_name,
    drop column description,
    drop column version,
    drop column created_at,
    drop column changed_at;
