do $$
begin
    if exists (select from paper_trading.carry_charges) then
        raise exception 'What holding cost is part of the results of accounts: there is no way back once something was charged.';
    end if;
end $$;

do $$
declare
    body text := pg_get_functiondef('paper_trading.reconcile(uuid)'::regprocedure);
    changed text;
    change text[];
begin
    foreach change slice 1 in array array[
        array['select m.account_id, m.generation, sum(m.cash) as cash, sum(m.pnl) as pnl, sum(m.fee) as fees from (
        select f.account_id, f.generation, -f.sign * f.notional - f.fee as cash, f.realised_pnl as pnl, f.fee from fills f
        union all
        select c.account_id, c.generation, -c.amount, -c.amount, 0 from paper_trading.carry_charges c join accounts a on a.id = c.account_id) m
    group by m.account_id, m.generation',
              'select f.account_id, f.generation, sum(-f.sign * f.notional - f.fee) as cash, sum(f.realised_pnl) as pnl, sum(f.fee) as fees
    from fills f group by f.account_id, f.generation'],
        array['where not exists (select from fills f where f.id = t.reference_id)
      and not exists (select from paper_trading.carry_charges c where c.id = t.reference_id and c.account_id = t.owner_id and abs(c.amount) = t.amount)',
              'where not exists (select from fills f where f.id = t.reference_id)'],
        array['p.realised_pnl <> coalesce(f.pnl, 0) - coalesce((select sum(c.amount) from paper_trading.carry_charges c where c.position_id = p.id), 0) or',
              'p.realised_pnl <> coalesce(f.pnl, 0) or'],
        array['select c.account_id, ''carry'', format(''charge %s of %s for %s at %s moved %s in the book of cash'', c.id, c.amount, c.quantity, c.price, coalesce(m.amount, 0))
    from paper_trading.carry_charges c join accounts a on a.id = c.account_id
    left join (select reference_id, sum(amount) as amount from transfer_moves where kind = ''cash'' group by reference_id) m on m.reference_id = c.id
    where coalesce(m.amount, 0) <> -c.amount
       or abs(c.amount - case c.kind when ''Borrow'' then abs(c.quantity) else c.quantity end * c.price * c.rate) > 0.00000001
union all
select c.account_id, ''carry-moment'', format(''charge %s is for %s, which position %s was not charged for'', c.id, c.moment, c.position_id)
    from paper_trading.carry_charges c join positions p on p.id = c.position_id
    where c.moment <= p.opened_at or p.carried_to is null or c.moment > p.carried_to
union all
select o.account_id, ''exit-too-large''',
              'select o.account_id, ''exit-too-large''']]
    loop
        changed := replace(body, change[1], change[2]);
        if changed = body then
            raise exception 'paper_trading.reconcile() is not what it was: %', change[1];
        end if;
        body := changed;
    end loop;
    execute body;
end $$;

drop table paper_trading.carry_prices;
drop table paper_trading.carry_charges;
drop index paper_trading.positions_carried;
alter table paper_trading.positions drop column carried_to;
