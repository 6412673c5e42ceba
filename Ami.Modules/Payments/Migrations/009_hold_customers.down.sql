comment on table payments.customers is 'services: select, insert, delete';
