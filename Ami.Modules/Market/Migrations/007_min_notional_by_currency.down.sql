update market.symbols s set min_notional = 1
from (values ('ARS', 1000), ('JPY', 100), ('MXN', 20)) c (currency, least)
where s.currency = c.currency and s.min_notional = c.least;
