-- By whose clocks bars open; null: UTC. Also kept of bars that are made of shorter ones, which open when the market does.
alter table market.sessions add column zone text;
alter table market.sessions drop constraint sessions_check;
alter table market.sessions add constraint sessions_offset check (offset_seconds >= 0 and offset_seconds < interval_seconds);
comment on table market.sessions is 'services: select, insert, update';
