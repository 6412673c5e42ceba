drop table payments.marks;
drop table payments.stripe_events;
drop table payments.subscriptions;
drop table payments.checkouts;
drop sequence payments.fetch_order;
drop table payments.departures;
drop table payments.customers;
