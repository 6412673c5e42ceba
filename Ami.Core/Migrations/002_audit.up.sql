-- Acts that bear on security, and writes over the internal API, chained by hashes so that tampering shows. See docs/adr/0006-audit-chain.md.
-- Services call the functions below and read; nobody changes a row, not even the owner by accident.

-- The chain has several lanes, so that commits which append do not wait for one another. A lane's row is its newest entry.
create table core.audit_lanes (
    lane smallint primary key,
    seq  bigint   not null,
    hash bytea    not null check (length(hash) = 32)
);

insert into core.audit_lanes select lane, 0, decode(repeat('00', 32), 'hex') from generate_series(0, 7) lane;

create table core.audit_chain (
    lane         smallint    not null references core.audit_lanes (lane),
    seq          bigint      not null check (seq > 0),
    id           uuid        not null unique,
    at           timestamptz not null,
    actor_id     uuid,
    action       text        not null,
    subject_type text        not null,
    subject_id   text,
    succeeded    boolean     not null,
    trace_id     text,
    details_hash bytea       not null,
    hash         bytea       not null,
    primary key (lane, seq)
);

create index audit_chain_at on core.audit_chain (at desc, id desc);
create index audit_chain_actor on core.audit_chain (actor_id, at desc, id desc) where actor_id is not null;
create index audit_chain_subject on core.audit_chain (subject_id, at desc, id desc) where subject_id is not null;
create index audit_chain_action on core.audit_chain (action, at desc, id desc);

-- What may be personal. Only its salted hash is in the chain, so it can be erased and the chain still verifies.
create table core.audit_details (
    entry_id   uuid  primary key,
    salt       bytea not null,
    address    inet,
    user_agent text,
    before     json,
    after      json
);

create index audit_details_address on core.audit_details (address) where address is not null;

create view core.audit_entries as
    select c.id, c.at, c.actor_id, c.action, c.subject_type, c.subject_id, c.succeeded, d.address, d.user_agent, d.before, d.after, c.trace_id,
           d.entry_id is null as erased
    from core.audit_chain c left join core.audit_details d on d.entry_id = c.id;

-- The newest entry of every lane at a moment, authenticated with a key that the database does not have. A checkpoint is an anchor at
-- which older entries were given up: the chain begins after it.
create table core.audit_anchors (
    number     bigint      primary key,
    at         timestamptz not null,
    checkpoint boolean     not null,
    seqs       bigint[]    not null,
    hashes     bytea[]     not null,
    previous   bytea       not null,
    mac        bytea       not null
);

-- How long entries are kept.
create table core.audit_retention (
    single    boolean primary key default true check (single),
    keep_days integer not null check (keep_days between 90 and 3650)
);

insert into core.audit_retention (keep_days) values (730);

comment on table core.audit_lanes is 'services: select';
comment on table core.audit_chain is 'services: select';
comment on table core.audit_details is 'services: select';
comment on view core.audit_entries is 'services: select';
comment on table core.audit_anchors is 'services: select, insert';
comment on table core.audit_retention is 'services: select, update';

-- Fields as netstrings: no two lists of fields have the same text.
create function core.audit_text(fields text[]) returns bytea language sql stable as $$
    select convert_to(string_agg(coalesce(octet_length(f) || ':' || f, '-'), ',' order by n), 'UTF8') from unnest(fields) with ordinality u (f, n)
$$;

create function core.audit_append(
    entry_id uuid, happened_at timestamptz, actor uuid, act text, subject_kind text, subject text, success boolean, trace text,
    caller inet, agent text, was json, is_now json) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    head core.audit_lanes;
    salted bytea := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
    details bytea := sha256(salted || core.audit_text(array[host(caller), agent, was::text, is_now::text]));
    link bytea;
begin
    -- The first lane that is free, beginning with the connection's own; only when none is free does a commit wait for another.
    select * into head from core.audit_lanes order by (lane + pg_backend_pid()) % 8 limit 1 for update skip locked;
    if not found then
        select * into head from core.audit_lanes order by (lane + pg_backend_pid()) % 8 limit 1 for update;
    end if;
    link := sha256(head.hash || core.audit_text(array[
        head.lane::text, (head.seq + 1)::text, entry_id::text, trunc(extract(epoch from happened_at) * 1000000)::bigint::text, actor::text,
        act, subject_kind, subject, success::text, trace, encode(details, 'hex')]));
    insert into core.audit_chain (lane, seq, id, at, actor_id, action, subject_type, subject_id, succeeded, trace_id, details_hash, hash)
    values (head.lane, head.seq + 1, entry_id, happened_at, actor, act, subject_kind, subject, success, trace, details, link);
    insert into core.audit_details (entry_id, salt, address, user_agent, before, after) values (entry_id, salted, caller, agent, was, is_now);
    update core.audit_lanes set seq = head.seq + 1, hash = link where lane = head.lane;
end $$;

-- Erases what entries hold of a person's data, and says so in the chain.
create function core.audit_forget(person uuid, entry_id uuid, happened_at timestamptz, actor uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform set_config('core.audit_giving_up', 'on', true);
    delete from core.audit_details d using core.audit_chain c
    where d.entry_id = c.id and (c.actor_id = person or c.subject_type = 'user' and c.subject_id = person::text);
    perform set_config('core.audit_giving_up', 'off', true);
    perform core.audit_append(entry_id, happened_at, actor, 'audit.personal-data-erased', 'user', person::text, true, null, null, null, null, null);
end $$;

-- Gives up what is older than a checkpoint, which must be no younger than the retention.
create function core.audit_give_up(checkpoint_number bigint) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    kept timestamptz := now() - make_interval(days => (select keep_days from core.audit_retention));
    given_up bigint;
begin
    if exists (
        select from core.audit_anchors a, unnest(a.seqs) with ordinality s (seq, lane)
        join core.audit_chain c on c.lane = s.lane - 1 and c.seq <= s.seq
        where a.number = checkpoint_number and c.at >= kept) then
        raise exception 'entries younger than the retention are kept' using errcode = 'restrict_violation';
    end if;
    perform set_config('core.audit_giving_up', 'on', true);
    delete from core.audit_details d using core.audit_chain c, core.audit_anchors a
    where a.number = checkpoint_number and a.checkpoint and d.entry_id = c.id and c.seq <= a.seqs[c.lane + 1];
    delete from core.audit_chain c using core.audit_anchors a where a.number = checkpoint_number and a.checkpoint and c.seq <= a.seqs[c.lane + 1];
    get diagnostics given_up = row_count;
    delete from core.audit_anchors where number < checkpoint_number and exists (select from core.audit_anchors where number = checkpoint_number and checkpoint);
    perform set_config('core.audit_giving_up', 'off', true);
    return given_up;
end $$;

revoke execute on function core.audit_append, core.audit_forget, core.audit_give_up from public;

create function core.audit_refuse_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('core.audit_giving_up', true) = 'on' then
        return old;
    end if;
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger audit_chain_append_only before update or delete on core.audit_chain for each row execute function core.audit_refuse_change();
create trigger audit_chain_not_emptied before truncate on core.audit_chain for each statement execute function core.audit_refuse_change();
create trigger audit_details_append_only before update or delete on core.audit_details for each row execute function core.audit_refuse_change();
create trigger audit_details_not_emptied before truncate on core.audit_details for each statement execute function core.audit_refuse_change();
create trigger audit_anchors_append_only before update or delete on core.audit_anchors for each row execute function core.audit_refuse_change();
create trigger audit_anchors_not_emptied before truncate on core.audit_anchors for each statement execute function core.audit_refuse_change();
