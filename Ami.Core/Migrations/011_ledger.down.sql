-- Only a ledger that the earlier form can hold goes back to it.
do $$ begin
    if exists (select from core.ledger_accounts where realm <> 'practice') or exists (select from core.ledger_transfers where step <> 'posted') then
        raise exception 'there is real money or a two-phase transfer, which the earlier ledger cannot hold';
    end if;
end $$;

drop function core.ledger_reconcile(uuid);
drop function core.ledger_lock(uuid[], uuid[]);
drop function core.ledger_post(uuid, uuid, uuid, numeric, text, text, uuid, timestamptz, text, uuid, timestamptz);
drop table core.ledger_pending;
drop trigger ledger_transfers_kept on core.ledger_transfers;

alter table core.ledger_transfers
    drop constraint ledger_transfers_debit,
    drop constraint ledger_transfers_credit,
    drop column seq,
    drop column step,
    drop column realm,
    drop column pending_id,
    drop column expires_at,
    drop column debit_balance_before,
    drop column debit_balance_after,
    drop column debit_pending_before,
    drop column debit_pending_after,
    drop column credit_balance_before,
    drop column credit_balance_after,
    drop column credit_pending_before,
    drop column credit_pending_after,
    add constraint ledger_transfers_from_account_fkey foreign key (from_account) references core.ledger_accounts (id),
    add constraint ledger_transfers_to_account_fkey foreign key (to_account) references core.ledger_accounts (id);

alter table core.ledger_accounts
    drop constraint ledger_accounts_chart,
    drop constraint ledger_accounts_realm,
    drop constraint ledger_accounts_not_negative;

alter table core.ledger_accounts
    alter column balance drop expression;

alter table core.ledger_accounts
    alter column balance set default 0,
    drop column realm,
    drop column debits_posted,
    drop column credits_posted,
    drop column debits_pending,
    drop column credits_pending,
    add constraint ledger_accounts_not_negative check (allow_negative or balance >= 0);

drop table core.ledger_chart;

comment on table core.ledger_accounts is 'services: select, insert (id, owner_id, kind, currency, allow_negative)';
comment on table core.ledger_transfers is 'services: select, insert';

create function core.ledger_apply_transfer() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
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
