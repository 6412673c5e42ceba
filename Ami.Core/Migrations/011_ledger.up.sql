-- The ledger with pending transfers, realms and a history of balances (docs/adr/0031). Rewrites core.ledger_transfers: some 40 seconds for a million rows, during which
-- nothing is posted.
do $$ begin
    if exists (select from core.ledger_reconcile()) then
        raise exception 'balances are not what the transfers say: select * from core.ledger_reconcile() and find out why before this migration';
    end if;
end $$;

drop function core.ledger_reconcile();
drop trigger ledger_transfers_apply on core.ledger_transfers;
drop function core.ledger_apply_transfer();

-- The chart of accounts: which kinds there are, in which realm, and whether they may go below zero. Ami.Core/Ledger/ChartOfAccounts.cs says the same, and a test compares.
create table core.ledger_chart (
    kind           text    primary key,
    realm          text    not null check (realm in ('practice', 'real')),
    allow_negative boolean not null,
    unique (kind, realm, allow_negative)
);

insert into core.ledger_chart (kind, realm, allow_negative) values
    ('cash', 'practice', true),
    ('positions', 'practice', true),
    ('fees', 'practice', true),
    ('pnl', 'practice', true),
    ('funding', 'practice', true),
    ('practice.liquidity', 'practice', true),
    ('real.cash', 'real', false),
    ('real.outside', 'real', true),
    ('real.liquidity', 'real', false),
    ('real.fees', 'real', false),
    ('real.commissions', 'real', false);

comment on table core.ledger_chart is 'services: select';

-- Accounts: posted and pending sums apart. The balance is what is posted; what is pending out is gone already, what is pending in cannot be spent yet.
alter table core.ledger_accounts
    add column realm           text           not null default 'practice',
    add column debits_posted   numeric(28, 8) not null default 0 check (debits_posted >= 0),
    add column credits_posted  numeric(28, 8) not null default 0 check (credits_posted >= 0),
    add column debits_pending  numeric(28, 8) not null default 0 check (debits_pending >= 0),
    add column credits_pending numeric(28, 8) not null default 0 check (credits_pending >= 0);

update core.ledger_accounts a
   set debits_posted = coalesce((select sum(amount) from core.ledger_transfers where from_account = a.id), 0),
       credits_posted = coalesce((select sum(amount) from core.ledger_transfers where to_account = a.id), 0);

alter table core.ledger_accounts
    alter column realm drop default,
    drop constraint ledger_accounts_not_negative,
    drop column balance;

alter table core.ledger_accounts
    add column balance numeric(28, 8) not null generated always as (credits_posted - debits_posted) stored;

alter table core.ledger_accounts
    add constraint ledger_accounts_not_negative check (allow_negative or balance - debits_pending >= 0),
    add constraint ledger_accounts_realm unique (id, realm, currency),
    add constraint ledger_accounts_chart foreign key (kind, realm, allow_negative) references core.ledger_chart (kind, realm, allow_negative);

comment on table core.ledger_accounts is 'services: select, insert (id, owner_id, kind, currency, realm, allow_negative)';

-- Transfers: each row is one step. Rows of one account are in the order of seq, and say what the account had before and after.
alter table core.ledger_transfers disable trigger ledger_transfers_immutable;

alter table core.ledger_transfers
    drop constraint ledger_transfers_from_account_fkey,
    drop constraint ledger_transfers_to_account_fkey,
    add column seq                   bigint         generated always as identity,
    add column step                  text           not null default 'posted' check (step in ('posted', 'pending', 'post_pending', 'void_pending')),
    add column realm                 text           not null default 'practice',
    add column pending_id            uuid,
    add column expires_at            timestamptz,
    add column debit_balance_before  numeric(28, 8) not null default 0,
    add column debit_balance_after   numeric(28, 8) not null default 0,
    add column debit_pending_before  numeric(28, 8) not null default 0,
    add column debit_pending_after   numeric(28, 8) not null default 0,
    add column credit_balance_before numeric(28, 8) not null default 0,
    add column credit_balance_after  numeric(28, 8) not null default 0,
    add column credit_pending_before numeric(28, 8) not null default 0,
    add column credit_pending_after  numeric(28, 8) not null default 0;

with legs as (
    select id, seq, from_account as account, -amount as change, true as is_debit from core.ledger_transfers
    union all
    select id, seq, to_account, amount, false from core.ledger_transfers
), balances as (
    select id, is_debit, change, sum(change) over (partition by account order by seq) as after from legs
)
update core.ledger_transfers t
   set debit_balance_before = d.after - d.change, debit_balance_after = d.after,
       credit_balance_before = c.after - c.change, credit_balance_after = c.after
  from balances d join balances c on c.id = d.id and not c.is_debit
 where d.id = t.id and d.is_debit;

alter table core.ledger_transfers enable trigger ledger_transfers_immutable;

alter table core.ledger_transfers
    alter column step drop default,
    alter column realm drop default,
    alter column debit_balance_before drop default,
    alter column debit_balance_after drop default,
    alter column debit_pending_before drop default,
    alter column debit_pending_after drop default,
    alter column credit_balance_before drop default,
    alter column credit_balance_after drop default,
    alter column credit_pending_before drop default,
    alter column credit_pending_after drop default,
    add foreign key (pending_id) references core.ledger_transfers (id),
    -- Both accounts are in the transfer's realm and currency, whoever wrote the row.
    add constraint ledger_transfers_debit foreign key (from_account, realm, currency) references core.ledger_accounts (id, realm, currency),
    add constraint ledger_transfers_credit foreign key (to_account, realm, currency) references core.ledger_accounts (id, realm, currency),
    add constraint ledger_transfers_phase check ((step in ('post_pending', 'void_pending')) = (pending_id is not null)),
    add constraint ledger_transfers_expiry check (expires_at is null or step = 'pending' and expires_at > occurred_at),
    add constraint ledger_transfers_balances check (
        debit_balance_before - debit_balance_after = case when step in ('posted', 'post_pending') then amount else 0 end
        and credit_balance_after - credit_balance_before = debit_balance_before - debit_balance_after
        and credit_pending_after - credit_pending_before = debit_pending_after - debit_pending_before);

create unique index ledger_transfers_settled_once on core.ledger_transfers (pending_id) where pending_id is not null;

create trigger ledger_transfers_kept before truncate on core.ledger_transfers for each statement execute function core.refuse_change();

comment on table core.ledger_transfers is 'services: select';

-- Pending transfers that nobody has settled yet.
create table core.ledger_pending (
    transfer_id uuid        primary key references core.ledger_transfers (id),
    expires_at  timestamptz
);

create index ledger_pending_expires on core.ledger_pending (expires_at) where expires_at is not null;

comment on table core.ledger_pending is 'services: select';

-- The only way in: posts one transfer, or one phase of a two-phase one. The same again changes nothing; refusals carry the name of a constraint.
create function core.ledger_post(
    p_id uuid, p_debit uuid, p_credit uuid, p_amount numeric, p_currency text, p_kind text, p_reference uuid, p_at timestamptz,
    p_step text default 'posted', p_pending uuid default null, p_expires timestamptz default null) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    held    core.ledger_transfers;
    known   core.ledger_transfers;
    debit   core.ledger_accounts;
    credit  core.ledger_accounts;
    is_open boolean;
    moved   numeric := 0;
    pended  numeric := 0;
begin
    if p_step in ('post_pending', 'void_pending') then
        select * into held from core.ledger_transfers where id = p_pending and step = 'pending';
        if not found then
            raise check_violation using constraint = 'ledger_pending_missing', message = format('there is no pending transfer %s', p_pending);
        end if;
        -- Whoever deletes this row settles; everybody else waits here until that one has committed.
        delete from core.ledger_pending where transfer_id = p_pending;
        is_open := found;
        p_debit := held.from_account;
        p_credit := held.to_account;
        p_currency := held.currency;
        p_amount := case p_step when 'post_pending' then coalesce(p_amount, held.amount) else held.amount end;
    end if;
    if p_amount <> round(p_amount, 8) then
        raise check_violation using constraint = 'ledger_transfers_amount_check', message = format('%s has more than eight digits after the point', p_amount);
    end if;

    -- In the order of their ids, so that two opposite transfers cannot deadlock.
    if p_debit < p_credit then
        select * into debit from core.ledger_accounts where id = p_debit for no key update;
        select * into credit from core.ledger_accounts where id = p_credit for no key update;
    else
        select * into credit from core.ledger_accounts where id = p_credit for no key update;
        select * into debit from core.ledger_accounts where id = p_debit for no key update;
    end if;

    -- Behind the locks: of two that post the same at once, the second sees the first.
    select * into known from core.ledger_transfers where id = p_id;
    if found then
        if (known.step, known.from_account, known.to_account, known.amount, known.currency, known.kind, known.reference_id, known.pending_id, known.expires_at - known.occurred_at)
            is distinct from (p_step, p_debit, p_credit, p_amount, p_currency, p_kind, p_reference, p_pending, p_expires - p_at)
        then
            raise unique_violation using constraint = 'ledger_transfers_pkey', message = format('transfer %s was another one', p_id);
        end if;
        return;
    end if;

    if debit.id is null or credit.id is null then
        raise foreign_key_violation using constraint = 'ledger_account_missing', message = format('transfer %s names an account that is not open', p_id);
    elsif debit.realm <> credit.realm then
        raise foreign_key_violation using constraint = 'ledger_realms_apart', message = format('transfer %s is between practice and real money', p_id);
    elsif debit.currency <> p_currency or credit.currency <> p_currency then
        raise foreign_key_violation using constraint = 'ledger_currency_mismatch', message = format('transfer %s is not in the currency of both accounts', p_id);
    elsif not is_open then
        raise unique_violation using constraint = 'ledger_transfers_settled_once', message = format('pending transfer %s is settled', p_pending);
    elsif p_step = 'post_pending' and held.expires_at <= p_at then
        raise check_violation using constraint = 'ledger_pending_expired', message = format('pending transfer %s expired at %s', p_pending, held.expires_at);
    elsif p_amount > held.amount then
        raise check_violation using constraint = 'ledger_amount_exceeds_pending', message = format('pending transfer %s holds %s, not %s', p_pending, held.amount, p_amount);
    end if;

    if p_step in ('posted', 'post_pending') then
        moved := p_amount;
    end if;
    if p_step <> 'posted' then
        pended := coalesce(-held.amount, p_amount);
    end if;
    update core.ledger_accounts set debits_posted = debits_posted + moved, debits_pending = debits_pending + pended where id = p_debit;
    update core.ledger_accounts set credits_posted = credits_posted + moved, credits_pending = credits_pending + pended where id = p_credit;
    insert into core.ledger_transfers (
        id, from_account, to_account, amount, currency, kind, reference_id, occurred_at, step, realm, pending_id, expires_at,
        debit_balance_before, debit_balance_after, debit_pending_before, debit_pending_after,
        credit_balance_before, credit_balance_after, credit_pending_before, credit_pending_after)
    values (
        p_id, p_debit, p_credit, p_amount, p_currency, p_kind, p_reference, p_at, p_step, debit.realm, p_pending, p_expires,
        debit.balance, debit.balance - moved, debit.debits_pending, debit.debits_pending + pended,
        credit.balance, credit.balance + moved, credit.credits_pending, credit.credits_pending + pended);
    if p_step = 'pending' then
        insert into core.ledger_pending (transfer_id, expires_at) values (p_id, p_expires);
    end if;
end $$;

-- Takes beforehand, in one order, all that several transfers of one transaction will touch.
create function core.ledger_lock(p_accounts uuid[], p_pending uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform from core.ledger_pending where transfer_id = any (p_pending) order by transfer_id for update;
    perform from core.ledger_accounts
      where id = any (p_accounts || array(select unnest(array[from_account, to_account]) from core.ledger_transfers where id = any (p_pending)))
      order by id for no key update;
end $$;

-- Plays the transfers again in their order. Empty when every stored figure, of each transfer and of each account, is what comes out, and none was below its limit at any time.
-- Null means all accounts.
create function core.ledger_reconcile(only_owner uuid default null) returns table (account_id uuid, detail text) language sql stable as $$
with accounts as not materialized (
    select * from core.ledger_accounts a where only_owner is null or a.owner_id = only_owner
), steps as not materialized (
    select t.*, p.amount as held,
           case when t.step in ('posted', 'post_pending') then t.amount else 0 end as moved,
           case t.step when 'posted' then 0 when 'pending' then t.amount else -p.amount end as pended
    from core.ledger_transfers t left join core.ledger_transfers p on p.id = t.pending_id
), legs as (
    select s.id, s.seq, s.step, s.amount, s.held, a.id as account, a.allow_negative, true as is_debit, -s.moved as moved, s.pended,
           s.debit_balance_before as balance_before, s.debit_balance_after as balance_after, s.debit_pending_before as pending_before, s.debit_pending_after as pending_after
    from steps s join accounts a on a.id = s.from_account
    union all
    select s.id, s.seq, s.step, s.amount, s.held, a.id, a.allow_negative, false, s.moved, s.pended,
           s.credit_balance_before, s.credit_balance_after, s.credit_pending_before, s.credit_pending_after
    from steps s join accounts a on a.id = s.to_account
), replay as (
    select l.*, sum(moved) over (partition by account order by seq) as balance, sum(pended) over (partition by account, is_debit order by seq) as pending,
           sum(case when is_debit then pended else 0 end) over (partition by account order by seq) as pending_out
    from legs l
), sums as (
    select account, sum(-moved) filter (where is_debit) as debits_posted, sum(moved) filter (where not is_debit) as credits_posted,
           sum(pended) filter (where is_debit) as debits_pending, sum(pended) filter (where not is_debit) as credits_pending
    from legs group by account
)
select a.id, format('posted %s - %s, pending %s - %s, but transfers say %s - %s, %s - %s', a.credits_posted, a.debits_posted, a.credits_pending, a.debits_pending,
                    coalesce(s.credits_posted, 0), coalesce(s.debits_posted, 0), coalesce(s.credits_pending, 0), coalesce(s.debits_pending, 0))
    from accounts a left join sums s on s.account = a.id
    where (a.credits_posted, a.debits_posted, a.credits_pending, a.debits_pending)
          <> (coalesce(s.credits_posted, 0), coalesce(s.debits_posted, 0), coalesce(s.credits_pending, 0), coalesce(s.debits_pending, 0))
union all
select r.account, format('transfer %s says %s to %s, pending %s to %s, but the replay comes to %s, %s', r.id, r.balance_before, r.balance_after, r.pending_before, r.pending_after,
                         r.balance, r.pending)
    from replay r
    where (r.balance_before, r.balance_after, r.pending_before, r.pending_after) <> (r.balance - r.moved, r.balance, r.pending - r.pended, r.pending)
union all
select r.account, format('transfer %s left %s with %s pending out', r.id, r.balance, r.pending_out)
    from replay r where not r.allow_negative and r.balance < r.pending_out
union all
select l.account, format('transfer %s posts %s of %s pending', l.id, l.amount, l.held) from legs l where l.amount > l.held
union all
select l.account, format('transfer %s is pending and not in the list, or in it and settled', l.id)
    from legs l
    where l.step = 'pending'
      and exists (select from core.ledger_transfers t where t.pending_id = l.id) = exists (select from core.ledger_pending o where o.transfer_id = l.id)
$$;
