drop function core.plain(text);
drop extension pg_trgm;
