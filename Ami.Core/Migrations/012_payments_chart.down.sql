delete from core.ledger_chart where kind in ('real.stripe', 'real.revenue', 'real.taxes', 'real.stripe_fees');
