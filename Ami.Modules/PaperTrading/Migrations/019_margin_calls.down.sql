alter table paper_trading.accounts drop column margin_called_at;
