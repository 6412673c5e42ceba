-- What trading a symbol costs and how much of it can be traded at once; null is what the options say for every symbol.
alter table market.symbols
    add column spread_bps     numeric(28, 10) check (spread_bps between 0 and 1000),
    add column maker_fee_bps  numeric(28, 10) check (maker_fee_bps between 0 and 1000),
    add column taker_fee_bps  numeric(28, 10) check (taker_fee_bps between 0 and 1000),
    add column slippage_bps   numeric(28, 10) check (slippage_bps between 0 and 1000),
    add column depth_units    numeric(28, 10) check (depth_units > 0 and round(depth_units, quantity_digits) = depth_units),
    add column depth_distance numeric(28, 10) check (depth_distance > 0 and round(depth_distance, price_digits) = depth_distance),
    add constraint symbols_depth check ((depth_units is null) = (depth_distance is null));
