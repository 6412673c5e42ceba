do $$
begin
    if exists (select from paper_trading.action_effects) or exists (select from paper_trading.order_amendments where action is not null) then
        raise exception 'Corporate actions are part of positions, orders and results of accounts: there is no way back once one was applied.';
    end if;
end $$;

do $$
declare
    body text := pg_get_functiondef('paper_trading.reconcile(uuid)'::regprocedure);
    changed text;
    change text[];
begin
    foreach change slice 1 in array array[
        array['from orders o join paper_trading.orders e on e.id = o.parent_id
    where not exists (select from paper_trading.order_amendments m where m.order_id = o.id and m.action is not null)
    group by e.account_id, e.id, e.filled_quantity having',
              'from orders o join paper_trading.orders e on e.id = o.parent_id
    group by e.account_id, e.id, e.filled_quantity having'],
        array['left join (select order_id, max(limit_before) as most, min(limit_before) as least from paper_trading.order_amendments group by order_id) t on t.order_id = o.id
    where o.side = ''Buy'' and f.highest > greatest(o.limit_price, t.most) or o.side = ''Sell'' and f.lowest < least(o.limit_price, t.least)',
              'where o.side = ''Buy'' and f.highest > o.limit_price or o.side = ''Sell'' and f.lowest < o.limit_price'],
        array['select e.account_id, ''action'', format(''action %s of position %s moved %s in the book of cash'', e.id, e.position_id, coalesce(m.amount, 0))
    from effects e
    left join (select reference_id, sum(amount) as amount from transfer_moves where kind = ''cash'' group by reference_id) m on m.reference_id = e.id
    where coalesce(m.amount, 0) <> e.cash_in_lieu + e.paid
       or abs(e.cash_in_lieu * e.old_shares - (e.quantity_before * e.new_shares - e.quantity_after * e.old_shares) * e.price) > 0.00000001 * e.old_shares or abs(e.paid - e.quantity_before * e.dividend) > 0.00000001
union all
select o.account_id, ''exit-too-large''',
              'select o.account_id, ''exit-too-large'''],
        array['left join (select e.position_id, sum(e.quantity_after - e.quantity_before) as quantity, sum(e.released) as released, sum(e.cash_in_lieu - e.released + e.paid) as pnl
               from effects e group by e.position_id) e on e.position_id = p.id
    where p.quantity <> coalesce(f.quantity, 0) + coalesce(e.quantity, 0) or p.cost_basis <> coalesce(f.cost, 0) - coalesce(e.released, 0)
       or p.realised_pnl <> coalesce(f.pnl, 0) + coalesce(e.pnl, 0) - coalesce(',
              'where p.quantity <> coalesce(f.quantity, 0) or p.cost_basis <> coalesce(f.cost, 0) or p.realised_pnl <> coalesce(f.pnl, 0) - coalesce('],
        array['and not exists (select from paper_trading.carry_charges c where c.id = t.reference_id and c.account_id = t.owner_id and abs(c.amount) = t.amount)
      and not exists (select from effects e where e.id = t.reference_id and e.account_id = t.owner_id)',
              'and not exists (select from paper_trading.carry_charges c where c.id = t.reference_id and c.account_id = t.owner_id and abs(c.amount) = t.amount)'],
        array['effects as (
    select e.* from paper_trading.action_effects e join paper_trading.accounts a on a.id = e.account_id where only_account is null or a.id = only_account
), fill_sums as (',
              'fill_sums as ('],
        array['select c.account_id, c.generation, -c.amount, -c.amount, 0 from paper_trading.carry_charges c join accounts a on a.id = c.account_id
        union all
        select e.account_id, e.generation, e.cash_in_lieu + e.paid, e.cash_in_lieu - e.released + e.paid, 0 from effects e) m',
              'select c.account_id, c.generation, -c.amount, -c.amount, 0 from paper_trading.carry_charges c join accounts a on a.id = c.account_id) m']]
    loop
        changed := replace(body, change[1], change[2]);
        if changed = body then
            raise exception 'paper_trading.reconcile() is not what it was: %', change[1];
        end if;
        body := changed;
    end loop;
    execute body;
end $$;

drop table paper_trading.action_effects;
alter table paper_trading.order_amendments drop column action;
alter table paper_trading.carry_prices drop column began;
alter table paper_trading.replays drop column bar_began;
alter table paper_trading.marks drop column began;
alter table paper_trading.orders drop column acted_to;
alter table paper_trading.positions drop column acted_to;
