-- Orders that are executed in parts: what is filled of one that works or was withdrawn, and the depth from which it took what it could.
alter table paper_trading.orders add column depth_at timestamptz;

do $$
declare
    outdated text;
begin
    for outdated in
        select conname from pg_constraint where conrelid = 'paper_trading.orders'::regclass and contype = 'c' and pg_get_constraintdef(oid) ~ 'filled_quantity'
    loop
        execute format('alter table paper_trading.orders drop constraint %I', outdated);
    end loop;
end $$;

alter table paper_trading.orders add constraint orders_filled check (
    case status when 'Filled' then filled_quantity = quantity
                when 'Working' then filled_quantity >= 0 and filled_quantity < quantity
                when 'Cancelled' then filled_quantity >= 0 and filled_quantity < quantity
                else filled_quantity = 0 end);

do $$
declare
    body text := pg_get_functiondef('paper_trading.reconcile(uuid)'::regprocedure);
    changed text;
    change text[];
begin
    foreach change slice 1 in array array[
        array['min(f.price) as lowest, max(f.price) as highest,', 'min(f.price) as lowest, max(f.price) as highest, sum(f.quantity * f.price) as value,'],
        array['(o.status = ''Filled'' and (o.quantity <> f.quantity or o.average_fill_price <> f.lowest or o.average_fill_price <> f.highest',
              '(o.filled_quantity > 0 and (o.average_fill_price is null or o.average_fill_price < f.lowest or o.average_fill_price > f.highest
                                    or abs(o.average_fill_price * f.quantity - f.value) > f.quantity * 0.00000001'],
        array['from orders o
    where o.status = ''Filled'' and (o.side = ''Buy'' and o.average_fill_price > o.limit_price or o.side = ''Sell'' and o.average_fill_price < o.limit_price)',
              'from orders o join fills_of_order f on f.order_id = o.id
    where o.side = ''Buy'' and f.highest > o.limit_price or o.side = ''Sell'' and f.lowest < o.limit_price'],
        array['(o.status in (''Working'', ''Filled'') and e.status <> ''Filled'')', '(o.status in (''Working'', ''Filled'') and e.filled_quantity = 0)'],
        array['o.quantity > abs(p.quantity)', 'o.quantity - o.filled_quantity > abs(p.quantity)']]
    loop
        changed := replace(body, change[1], change[2]);
        if changed = body then
            raise exception 'paper_trading.reconcile() is not what it was: %', change[1];
        end if;
        body := changed;
    end loop;
    execute body;
end $$;
