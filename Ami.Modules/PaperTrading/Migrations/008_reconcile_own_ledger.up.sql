-- The ledger is played again for one account only where only one is asked about.
do $$ begin
    execute replace(pg_get_functiondef('paper_trading.reconcile(uuid)'::regprocedure), 'core.ledger_reconcile()', 'core.ledger_reconcile(only_account)');
end $$;
