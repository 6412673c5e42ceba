-- What the services may do to the table (docs/adr/0030).
comment on table workers.api_keys is 'services: select, insert, update, delete';
