-- One row for every stored figure that other rows do not explain; empty when all is well. Null means all accounts.
create or replace function paper_trading.reconcile(only_account uuid default null)
returns table (account_id uuid, check_name text, detail text) language sql stable as $$
with accounts as (
    select a.* from paper_trading.accounts a where only_account is null or a.id = only_account
), fills as (
    select f.*, case f.side when 'Buy' then 1 else -1 end as sign
    from paper_trading.fills f join accounts a on a.id = f.account_id
), fill_sums as (
    select f.account_id, f.generation, sum(-f.sign * f.notional - f.fee) as cash, sum(f.realised_pnl) as pnl, sum(f.fee) as fees
    from fills f group by f.account_id, f.generation
), current_sums as (
    select a.*, coalesce(s.cash, 0) as moved, coalesce(s.pnl, 0) as pnl, coalesce(s.fees, 0) as fees,
           coalesce((select sum(p.cost_basis) from paper_trading.positions p where p.account_id = a.id and p.closed_at is null), 0) as cost
    from accounts a left join fill_sums s on s.account_id = a.id and s.generation = a.generation
), orders as (
    select o.* from paper_trading.orders o join accounts a on a.id = o.account_id
), fills_of_order as (
    select f.order_id, sum(f.quantity) as quantity, sum(f.fee) as fees, min(f.price) as lowest, max(f.price) as highest,
           min(f.side) as least_side, max(f.side) as most_side
    from fills f group by f.order_id
), positions as (
    select p.* from paper_trading.positions p join accounts a on a.id = p.account_id
), fills_of_position as (
    select f.position_id, sum(f.sign * f.quantity) as quantity, sum(f.sign * f.notional + f.realised_pnl) as cost,
           sum(f.realised_pnl) as pnl, sum(f.fee) as fees
    from fills f group by f.position_id
), books as (
    select l.id, l.owner_id, l.kind, l.balance from core.ledger_accounts l join accounts a on a.id = l.owner_id
), transfers as (
    select t.id, t.kind, t.reference_id, t.amount, f.owner_id, f.kind as from_kind, g.kind as to_kind
    from core.ledger_transfers t join books f on f.id = t.from_account join core.ledger_accounts g on g.id = t.to_account
), transfer_moves as (
    select reference_id, to_kind as kind, amount from transfers
    union all
    select reference_id, from_kind, -amount from transfers
)
select a.id, 'cash', format('cash is %s; starting cash and fills give %s', a.cash, a.starting_cash + a.moved)
    from current_sums a where a.cash <> a.starting_cash + a.moved
union all
select a.id, 'results', format('results %s and fees %s; fills give %s and %s', a.realised_pnl, a.fees_paid, a.pnl, a.fees)
    from current_sums a where a.realised_pnl <> a.pnl or a.fees_paid <> a.fees
union all
select a.id, 'conservation', format('cash %s and cost %s are not %s + %s - %s', a.cash, a.cost, a.starting_cash, a.realised_pnl, a.fees_paid)
    from current_sums a where a.cash + a.cost <> a.starting_cash + a.realised_pnl - a.fees_paid
union all
select a.id, 'ledger', format('book %s is %s, the account says %s', e.kind, b.balance, e.amount)
    from current_sums a
    cross join lateral (values ('cash', a.cash), ('positions', a.cost), ('fees', a.fees_paid), ('pnl', -a.realised_pnl), ('funding', -a.starting_cash)) e (kind, amount)
    left join books b on b.owner_id = a.id and b.kind = e.kind
    where b.balance is distinct from e.amount
union all
select b.owner_id, 'ledger-balance', r.detail from core.ledger_reconcile() r join books b on b.id = r.account_id
union all
select f.account_id, 'fill-transfers', format('fill %s moved %s in book %s instead of %s', f.id, coalesce(m.amount, 0), e.kind, e.amount)
    from fills f
    cross join lateral (values
        ('cash', -f.sign * f.notional - f.fee), ('positions', f.sign * f.notional + f.realised_pnl), ('fees', f.fee), ('pnl', -f.realised_pnl), ('funding', 0)) e (kind, amount)
    left join (select reference_id, kind, sum(amount) as amount from transfer_moves group by reference_id, kind) m on m.reference_id = f.id and m.kind = e.kind
    where coalesce(m.amount, 0) <> e.amount
union all
select t.owner_id, 'transfer-unexplained', format('transfer %s (%s) refers to nothing known', t.id, t.kind)
    from transfers t
    where not exists (select from fills f where f.id = t.reference_id)
      and not exists (select from paper_trading.generations g where g.opening_id = t.reference_id and g.account_id = t.owner_id)
union all
select o.account_id, 'order', format('order %s is %s with %s of %s filled; its fills give %s', o.id, o.status, o.filled_quantity, o.quantity, coalesce(f.quantity, 0))
    from orders o left join fills_of_order f on f.order_id = o.id
    where o.filled_quantity <> coalesce(f.quantity, 0) or o.fees <> coalesce(f.fees, 0)
       or (o.status = 'Filled' and (o.quantity <> f.quantity or o.average_fill_price <> f.lowest or o.average_fill_price <> f.highest
                                    or o.side <> f.least_side or o.side <> f.most_side))
union all
select o.account_id, 'limit', format('order %s with limit %s filled at %s', o.id, o.limit_price, o.average_fill_price)
    from orders o
    where o.status = 'Filled' and (o.side = 'Buy' and o.average_fill_price > o.limit_price or o.side = 'Sell' and o.average_fill_price < o.limit_price)
union all
select o.account_id, 'bracket', format('order %s is %s while its entry is %s', o.id, o.status, e.status)
    from orders o join paper_trading.orders e on e.id = o.parent_id
    where (o.status = 'Pending' and e.status <> 'Working') or (o.status in ('Working', 'Filled') and e.status <> 'Filled')
union all
select o.account_id, 'bracket-both', format('bracket %s has an exit that is filled and one that still works', o.parent_id)
    from orders o where o.status = 'Filled' and o.parent_id is not null
    and exists (select from paper_trading.orders s where s.parent_id = o.parent_id and s.status in ('Pending', 'Working'))
union all
select o.account_id, 'exit-too-large', format('order %s would do more than close the position', o.id)
    from orders o left join positions p on p.account_id = o.account_id and p.symbol = o.symbol and p.closed_at is null
    where o.status = 'Working' and o.role <> 'Entry'
      and (p.id is null or o.quantity > abs(p.quantity) or sign(p.quantity) = case o.side when 'Buy' then 1 else -1 end)
union all
select o.account_id, 'generation', format('order %s of generation %s is still open', o.id, o.generation)
    from orders o join accounts a on a.id = o.account_id where o.generation <> a.generation and o.status in ('Pending', 'Working')
union all
select p.account_id, 'position', format('position %s is %s at cost %s; its fills give %s at %s', p.id, p.quantity, p.cost_basis, coalesce(f.quantity, 0), coalesce(f.cost, 0))
    from positions p left join fills_of_position f on f.position_id = p.id
    where p.quantity <> coalesce(f.quantity, 0) or p.cost_basis <> coalesce(f.cost, 0) or p.realised_pnl <> coalesce(f.pnl, 0) or p.fees <> coalesce(f.fees, 0)
union all
select g.account_id, 'history', format('generation %s ended with %s and %s; its fills do not give that', g.number, g.ending_cash, g.ending_cost)
    from paper_trading.generations g join accounts a on a.id = g.account_id
    left join fill_sums s on s.account_id = g.account_id and s.generation = g.number
    where g.ended_at is not null
      and (g.ending_cash <> g.starting_cash + coalesce(s.cash, 0) or g.realised_pnl <> coalesce(s.pnl, 0) or g.fees_paid <> coalesce(s.fees, 0)
           or g.ending_cash + g.ending_cost <> g.starting_cash + g.realised_pnl - g.fees_paid)
union all
select a.id, 'generations', format('the account is in generation %s and has %s rows, %s of them open', a.generation, count(g.number), count(g.number) filter (where g.ended_at is null))
    from accounts a left join paper_trading.generations g on g.account_id = a.id
    group by a.id, a.generation
    having count(g.number) <> a.generation + 1 or count(g.number) filter (where g.ended_at is null) <> 1
$$;

drop table paper_trading.debt_reliefs;
