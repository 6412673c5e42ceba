comment on table workers.api_keys is null;
