-- Since when the margin of an account runs out: who was told is not told again, whatever goes away meanwhile.
alter table paper_trading.accounts add column margin_called_at timestamptz;
create index accounts_margin_called on paper_trading.accounts (id) where margin_called_at is not null;
