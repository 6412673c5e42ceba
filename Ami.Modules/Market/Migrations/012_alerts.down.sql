drop table market.alert_secrets;
drop table market.alert_firings;
drop table market.alert_groups;
drop table market.alerts;
