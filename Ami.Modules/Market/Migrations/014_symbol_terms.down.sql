alter table market.symbols
    drop constraint symbols_depth,
    drop column spread_bps,
    drop column maker_fee_bps,
    drop column taker_fee_bps,
    drop column slippage_bps,
    drop column depth_units,
    drop column depth_distance;
