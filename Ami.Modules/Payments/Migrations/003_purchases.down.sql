drop table payments.disputes;
drop table payments.purchases;
