do $$ begin
    execute replace(pg_get_functiondef('paper_trading.reconcile(uuid)'::regprocedure), 'core.ledger_reconcile(only_account)', 'core.ledger_reconcile()');
end $$;
