drop table market.alert_symbols;
delete from market.alert_firings f using market.alerts a where a.user_id = f.user_id and a.id = f.alert_id and a.symbol is null;
delete from market.alerts where symbol is null;
drop index market.alerts_on_all;
alter table market.alerts
    drop constraint alerts_about,
    alter column symbol set not null;
