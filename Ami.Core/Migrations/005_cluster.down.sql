drop table core.orleansquery, core.silos, core.clusters;
alter table core.idempotency_keys add column status integer, add column content_type text, add column location text;
drop function core.fence;
