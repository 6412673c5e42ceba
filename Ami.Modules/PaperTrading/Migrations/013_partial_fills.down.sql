do $$
declare
    body text := pg_get_functiondef('paper_trading.reconcile(uuid)'::regprocedure);
    changed text;
    change text[];
begin
    foreach change slice 1 in array array[
        array['min(f.price) as lowest, max(f.price) as highest, sum(f.quantity * f.price) as value,', 'min(f.price) as lowest, max(f.price) as highest,'],
        array['(o.filled_quantity > 0 and (o.average_fill_price is null or o.average_fill_price < f.lowest or o.average_fill_price > f.highest
                                    or abs(o.average_fill_price * f.quantity - f.value) > f.quantity * 0.00000001',
              '(o.status = ''Filled'' and (o.quantity <> f.quantity or o.average_fill_price <> f.lowest or o.average_fill_price <> f.highest'],
        array['from orders o join fills_of_order f on f.order_id = o.id
    where o.side = ''Buy'' and f.highest > o.limit_price or o.side = ''Sell'' and f.lowest < o.limit_price',
              'from orders o
    where o.status = ''Filled'' and (o.side = ''Buy'' and o.average_fill_price > o.limit_price or o.side = ''Sell'' and o.average_fill_price < o.limit_price)'],
        array['(o.status in (''Working'', ''Filled'') and e.filled_quantity = 0)', '(o.status in (''Working'', ''Filled'') and e.status <> ''Filled'')'],
        array['o.quantity - o.filled_quantity > abs(p.quantity)', 'o.quantity > abs(p.quantity)']]
    loop
        changed := replace(body, change[1], change[2]);
        if changed = body then
            raise exception 'paper_trading.reconcile() is not what it was: %', change[1];
        end if;
        body := changed;
    end loop;
    execute body;
end $$;

-- What was executed in part was executed; its rest, and whatever was not known before, goes. What waits for a rest that goes goes with it.
update paper_trading.orders set status = 'Filled', quantity = filled_quantity, updated_at = now()
where filled_quantity > 0 and filled_quantity < quantity
  and (parent_id is null or not exists (
      select from paper_trading.orders s where s.parent_id = orders.parent_id and s.rung = orders.rung and s.id <> orders.id and s.status = 'Filled'));
alter table paper_trading.orders drop constraint orders_filled;
update paper_trading.orders o set status = 'Cancelled', reason = 'entry_cancelled', updated_at = now()
from paper_trading.orders e where e.id = o.parent_id and o.status = 'Pending' and e.status = 'Filled';
-- A target that was reached in part before its stop was: history of before knows one exit of a bracket.
update paper_trading.orders set parent_id = null, status = 'Filled', quantity = filled_quantity where filled_quantity > 0 and filled_quantity < quantity;
alter table paper_trading.orders add check (filled_quantity = case status when 'Filled' then quantity else 0 end);
alter table paper_trading.orders drop column depth_at;
