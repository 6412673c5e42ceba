drop table payments.withdrawals;
drop table payments.deposit_refunds;
drop table payments.deposits;
