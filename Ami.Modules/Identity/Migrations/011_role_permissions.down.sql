drop table identity.role_permissions;
delete from identity.roles where not is_built_in;
alter table identity.roles
    drop column is_built_in,
    drop column display_name,
    drop column description,
    drop column version,
    drop column created_at,
    drop column changed_at;
