alter table identity.users drop column deletion_due_at;
