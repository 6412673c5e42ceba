-- When the account will be erased, for somebody who asked for it; signing in before calls it off.
alter table identity.users add column deletion_due_at timestamptz;
