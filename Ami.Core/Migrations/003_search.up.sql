-- Search that ignores case and accents; see Ami.Core/Paging/SearchText.cs.
create extension pg_trgm with schema core;

create function core.plain(text) returns text language sql immutable strict parallel safe
return lower(regexp_replace(normalize($1, nfd), '[\u0300-\u036f]+', '', 'g'));
