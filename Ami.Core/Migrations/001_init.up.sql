-- Events written in the publisher's transaction, and what became of each (event, handler) pair.
create table core.outbox_events (
    id           uuid        primary key,
    name         text        not null,
    payload      jsonb       not null,
    user_id      uuid,
    trace_parent text,
    occurred_at  timestamptz not null
);

create table core.outbox_deliveries (
    event_id   uuid        not null references core.outbox_events (id) on delete cascade,
    handler    text        not null,
    state      text        not null default 'pending' check (state in ('pending', 'handled', 'dead')),
    attempts   integer     not null default 0,
    due_at     timestamptz not null,
    handled_at timestamptz,
    last_error text,
    primary key (event_id, handler)
);

create index outbox_deliveries_due on core.outbox_deliveries (due_at) where state = 'pending';
create index outbox_deliveries_dead on core.outbox_deliveries (event_id) where state = 'dead';
create index outbox_events_occurred on core.outbox_events (occurred_at);

-- Calls that grains have asked to receive later.
create table core.reminders (
    grain_type text        not null,
    grain_key  uuid        not null,
    name       text        not null,
    due_at     timestamptz not null,
    period     interval,
    payload    text,
    attempts   integer     not null default 0,
    claimed_until timestamptz,
    last_error text,
    primary key (grain_type, grain_key, name)
);

create index reminders_due on core.reminders (due_at);

-- Responses to requests that must take effect once.
create table core.idempotency_keys (
    user_id      uuid        not null,
    key          text        not null,
    request_hash bytea       not null,
    status       integer,
    content_type text,
    location     text,
    body         bytea,
    created_at   timestamptz not null,
    primary key (user_id, key)
);

create index idempotency_keys_created on core.idempotency_keys (created_at);

-- Double-entry ledger. A transfer moves one positive amount from one account to another, so every transfer sums to zero by construction.
create table core.ledger_accounts (
    id             uuid           primary key,
    owner_id       uuid           not null,
    kind           text           not null,
    currency       text           not null,
    allow_negative boolean        not null,
    balance        numeric(28, 8) not null default 0,
    constraint ledger_accounts_not_negative check (allow_negative or balance >= 0),
    unique (owner_id, kind, currency)
);

create table core.ledger_transfers (
    id           uuid           primary key,
    from_account uuid           not null references core.ledger_accounts (id),
    to_account   uuid           not null references core.ledger_accounts (id),
    amount       numeric(28, 8) not null check (amount > 0),
    currency     text           not null,
    kind         text           not null,
    reference_id uuid           not null,
    occurred_at  timestamptz    not null,
    check (from_account <> to_account)
);

create index ledger_transfers_from on core.ledger_transfers (from_account, id);
create index ledger_transfers_to on core.ledger_transfers (to_account, id);
create index ledger_transfers_reference on core.ledger_transfers (reference_id);

create function core.ledger_apply_transfer() returns trigger language plpgsql as $$
declare
    moved integer;
begin
    -- Both rows are locked in the order of their ids so that two opposite transfers cannot deadlock. NO KEY, because the foreign keys
    -- of both transfers already hold KEY SHARE on both rows.
    perform from core.ledger_accounts where id in (new.from_account, new.to_account) order by id for no key update;
    update core.ledger_accounts
       set balance = balance + case when id = new.to_account then new.amount else -new.amount end
     where id in (new.from_account, new.to_account) and currency = new.currency;
    get diagnostics moved = row_count;
    if moved <> 2 then
        raise exception 'transfer % is not in the currency of both accounts', new.id using errcode = 'check_violation';
    end if;
    return null;
end $$;

create trigger ledger_transfers_apply after insert on core.ledger_transfers
    for each row execute function core.ledger_apply_transfer();

create function core.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% rows are immutable', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger ledger_transfers_immutable before update or delete on core.ledger_transfers
    for each row execute function core.refuse_change();

-- Empty when every balance is what its transfers say.
create function core.ledger_reconcile() returns table (account_id uuid, detail text) language sql stable as $$
    select a.id, format('balance %s but transfers say %s', a.balance, coalesce(s.total, 0))
    from core.ledger_accounts a
    left join (
        select account, sum(amount) as total
        from (select to_account as account, amount from core.ledger_transfers
              union all
              select from_account, -amount from core.ledger_transfers) t
        group by account) s on s.account = a.id
    where a.balance <> coalesce(s.total, 0)
$$;
