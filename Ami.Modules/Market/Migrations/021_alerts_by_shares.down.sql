alter table market.alerts drop column written_at;
comment on table market.alerts is
    'services: select, insert, update (symbol, watchlist_id, interval, name, rule, form, drawing_id, margin, repeat, expires_at, mail, webhook, enabled, version, updated_at, since, armed, fired_price, fired_count, last_fired_at, ended), delete';
