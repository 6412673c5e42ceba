-- Whoever writes down something of a customer holds the row, so that it is not forgotten meanwhile; holding a row asks for the right to change one of its columns.
comment on table payments.customers is 'services: select, insert, update (created_at), delete';
