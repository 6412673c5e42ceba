-- The keys were Identity's until workers became a module of their own; rows, rights and indexes move along.
alter table identity.api_keys set schema workers;
