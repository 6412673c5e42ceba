-- An alert may be about every symbol, as a screen looks through them: how it stands is kept for each.
alter table market.alerts
    alter column symbol drop not null,
    add constraint alerts_about check (symbol is not null or drawing_id is null);

create index alerts_on_all on market.alerts (interval) where symbol is null and enabled;

create table market.alert_symbols (
    user_id     uuid           not null,
    alert_id    uuid           not null,
    symbol      text           not null references market.symbols (symbol),
    armed       boolean,
    fired_price numeric(28,10),
    is_done     boolean        not null,
    primary key (user_id, alert_id, symbol),
    foreign key (user_id, alert_id) references market.alerts (user_id, id) on delete cascade
);

comment on table market.alert_symbols is 'services: select, insert, update (armed, fired_price, is_done), delete';
comment on column market.alerts.symbol is 'Null for every symbol: then armed and fired_price stand in market.alert_symbols.';
comment on column market.alert_symbols.is_done is 'Whether one that fires once has fired at this symbol.';
