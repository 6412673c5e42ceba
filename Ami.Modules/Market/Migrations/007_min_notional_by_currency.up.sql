-- Symbols from before the least order depended on the currency: one yen or peso was enough (the figures of Currency.LeastTrade).
update market.symbols s set min_notional = c.least
from (values ('ARS', 1000), ('JPY', 100), ('MXN', 20)) c (currency, least)
where s.currency = c.currency and s.min_notional = 1;
