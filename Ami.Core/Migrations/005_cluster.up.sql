-- The first statement of every commit of a grain: moved is how many rows its version check changed. A grain whose state is stale changes none, and nothing of the commit stays.
create function core.fence(moved bigint) returns void language plpgsql as $$
begin
    if moved <> 1 then
        raise exception 'the state of this grain is stale' using errcode = 'AM001';
    end if;
end $$;

-- An answer is rendered anew from its body when a request is repeated; status, type and location follow from the endpoint.
alter table core.idempotency_keys drop column status, drop column content_type, drop column location;

-- Who belongs to the Orleans cluster. Column names, query keys and parameters are what the ADO.NET provider of version 10.4 asks for.
create table core.clusters (
    deployment_id text        primary key,
    version       integer     not null default 0,
    changed_at    timestamptz not null default now()
);

create table core.silos (
    deployment_id text        not null references core.clusters (deployment_id) on delete cascade,
    address       text        not null,
    port          integer     not null,
    generation    integer     not null,
    silo_name     text        not null,
    host_name     text        not null,
    status        integer     not null,
    proxy_port    integer     not null,
    suspect_times text,
    started_at    timestamptz not null,
    alive_at      timestamptz not null,
    primary key (deployment_id, address, port, generation)
);

create table core.orleansquery (
    querykey  text primary key,
    querytext text not null
);

comment on table core.orleansquery is 'services: select';

insert into core.orleansquery (querykey, querytext) values
('UpdateIAmAlivetimeKey', $$
    update core.silos set alive_at = @IAmAliveTime
    where deployment_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation
$$),
('InsertMembershipVersionKey', $$
    with made as (insert into core.clusters (deployment_id) values (@DeploymentId) on conflict do nothing returning 1)
    select count(*)::integer from made
$$),
-- A change of the table counts only for who has seen the newest version of it.
('InsertMembershipKey', $$
    with moved as (
        update core.clusters c set version = c.version + 1, changed_at = now()
        where c.deployment_id = @DeploymentId and c.version = @Version and not exists (
            select from core.silos s where s.deployment_id = @DeploymentId and s.address = @Address and s.port = @Port and s.generation = @Generation)
        returning 1),
    added as (
        insert into core.silos (deployment_id, address, port, generation, silo_name, host_name, status, proxy_port, started_at, alive_at)
        select @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime from moved
        returning 1)
    select count(*)::integer from added
$$),
('UpdateMembershipKey', $$
    with moved as (
        update core.clusters c set version = c.version + 1, changed_at = now()
        where c.deployment_id = @DeploymentId and c.version = @Version and exists (
            select from core.silos s where s.deployment_id = @DeploymentId and s.address = @Address and s.port = @Port and s.generation = @Generation)
        returning 1),
    changed as (
        update core.silos s set status = @Status, suspect_times = @SuspectTimes, alive_at = @IAmAliveTime from moved
        where s.deployment_id = @DeploymentId and s.address = @Address and s.port = @Port and s.generation = @Generation
        returning 1)
    select count(*)::integer from changed
$$),
('MembershipReadRowKey', $$
    select c.deployment_id as DeploymentId, s.address as Address, s.port as Port, s.generation as Generation, s.silo_name as SiloName, s.host_name as HostName,
           s.status as Status, s.proxy_port as ProxyPort, s.suspect_times as SuspectTimes, s.started_at as StartTime, s.alive_at as IAmAliveTime, c.version as Version
    from core.clusters c
    left join core.silos s on s.deployment_id = c.deployment_id and s.address = @Address and s.port = @Port and s.generation = @Generation
    where c.deployment_id = @DeploymentId
$$),
('MembershipReadAllKey', $$
    select c.deployment_id as DeploymentId, s.address as Address, s.port as Port, s.generation as Generation, s.silo_name as SiloName, s.host_name as HostName,
           s.status as Status, s.proxy_port as ProxyPort, s.suspect_times as SuspectTimes, s.started_at as StartTime, s.alive_at as IAmAliveTime, c.version as Version
    from core.clusters c left join core.silos s using (deployment_id)
    where c.deployment_id = @DeploymentId
$$),
('DeleteMembershipTableEntriesKey', $$
    delete from core.clusters where deployment_id = @DeploymentId
$$),
('GatewaysQueryKey', $$
    select address as Address, proxy_port as ProxyPort, generation as Generation from core.silos
    where deployment_id = @DeploymentId and status = @Status and proxy_port > 0
$$),
-- 6 is "dead". Clusters of earlier runs go with their last silos.
('CleanupDefunctSiloEntriesKey', $$
    with silent as (select deployment_id from core.silos group by deployment_id having max(alive_at) < @IAmAliveTime),
         gone as (delete from core.clusters where deployment_id in (select deployment_id from silent) and deployment_id <> @DeploymentId)
    delete from core.silos where deployment_id = @DeploymentId and alive_at < @IAmAliveTime and started_at < @IAmAliveTime and suspect_times is null and status = 6
$$),
('CleanupDefunctSiloEntryKey', $$
    delete from core.silos
    where deployment_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation and status = 6
      and alive_at = @IAmAliveTime and started_at = @StartTime and suspect_times is not distinct from @SuspectTimes
$$);
