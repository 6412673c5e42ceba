drop function paper_trading.reconcile(uuid);
