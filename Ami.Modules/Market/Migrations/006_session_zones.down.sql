delete from market.sessions where offset_seconds = 0;
alter table market.sessions drop constraint sessions_offset;
alter table market.sessions add constraint sessions_check check (offset_seconds > 0 and offset_seconds < interval_seconds);
alter table market.sessions drop column zone;
comment on table market.sessions is 'services: select, insert';
