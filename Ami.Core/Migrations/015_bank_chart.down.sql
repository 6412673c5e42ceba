delete from core.ledger_chart where kind = 'real.bank';
