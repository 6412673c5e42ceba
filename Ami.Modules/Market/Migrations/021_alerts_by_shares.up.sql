-- An alert's prices are those of the shares of when its condition was written: a split after that neither fires it nor makes it another.
alter table market.alerts add column written_at timestamptz;

comment on table market.alerts is
    'services: select, insert, update (symbol, watchlist_id, interval, name, rule, form, drawing_id, margin, repeat, expires_at, mail, webhook, enabled, version, updated_at, since, written_at, armed, fired_price, fired_count, last_fired_at, ended), delete';
comment on column market.alerts.written_at is 'When its condition was written; null where that was when it began (since).';
