drop table payments.subscription_states;
drop table payments.reconciliation_cases;
drop table payments.reconciliation_runs;
