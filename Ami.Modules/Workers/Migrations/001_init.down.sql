alter table workers.api_keys set schema identity;
