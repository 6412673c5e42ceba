-- The table is the workers' module's while that is there.
drop table if exists identity.api_keys;
