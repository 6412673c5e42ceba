delete from core.ledger_chart where kind = 'practice.wallet';
