-- Roles that staff make, and what was decided about the permissions of all. Without a row a role has a permission when the code grants it by default.
alter table identity.roles
    add column is_built_in  boolean     not null default false,
    add column display_name text        unique check (length(display_name) <= 40),
    add column description  text        not null default '' check (length(description) <= 200),
    add column version      integer     not null default 1,
    add column created_at   timestamptz not null default now(),
    add column changed_at   timestamptz not null default now();

update identity.roles set is_built_in = true;

alter table identity.roles add check (is_built_in or display_name is not null);

create table identity.role_permissions (
    role_id    uuid    not null references identity.roles (id) on delete cascade,
    permission text    not null,
    granted    boolean not null,
    primary key (role_id, permission)
);
