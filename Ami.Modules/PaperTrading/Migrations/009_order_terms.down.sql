do $$
declare
    body text := pg_get_functiondef('paper_trading.reconcile(uuid)'::regprocedure);
    added int := position('select e.account_id, ''bracket-too-large''' in body);
    following int := position('select o.account_id, ''exit-too-large''' in body);
begin
    if added = 0 or following = 0 then
        raise exception 'paper_trading.reconcile() is not what it was';
    end if;
    body := overlay(body placing '' from added for following - added);
    body := replace(body, 'from orders o where o.status = ''Filled'' and o.parent_id is not null and o.rung = 0', 'from orders o where o.status = ''Filled'' and o.parent_id is not null');
    execute body;
end $$;

drop table paper_trading.order_amendments;

-- What was not known before cannot work any more: open orders of it end, with what waits for them; the rest of history stays as what it was nearest to.
update paper_trading.orders set status = 'Cancelled', reason = 'reset', updated_at = now()
where status in ('Pending', 'Working')
  and (type in ('StopLimit', 'TrailingStop') or time_in_force <> 'Gtc' or rung > 0 or stop_price is null and type = 'Stop');
update paper_trading.orders o set status = 'Cancelled', reason = 'entry_cancelled', updated_at = now()
from paper_trading.orders e where e.id = o.parent_id and o.status = 'Pending' and e.status = 'Cancelled';
update paper_trading.orders set parent_id = null where rung > 0;

drop index paper_trading.orders_one_exit, paper_trading.orders_expiring;
create unique index orders_one_exit on paper_trading.orders (parent_id) where status = 'Filled' and parent_id is not null;

alter table paper_trading.orders
    drop constraint orders_type,
    drop constraint orders_limit,
    drop constraint orders_stop,
    drop constraint orders_trail,
    drop constraint orders_rung;
update paper_trading.orders set type = 'Limit', stop_price = null where type = 'StopLimit';
update paper_trading.orders set type = 'Stop' where type = 'TrailingStop';
update paper_trading.orders set stop_price = reference_price where type = 'Stop' and stop_price is null;
alter table paper_trading.orders
    add check (type in ('Market', 'Limit', 'Stop')),
    add check ((type = 'Limit') = (limit_price is not null)),
    add check ((type = 'Stop') = (stop_price is not null));

alter table paper_trading.orders
    drop column time_in_force,
    drop column expires_at,
    drop column post_only,
    drop column trail_distance,
    drop column is_trailed,
    drop column is_triggered,
    drop column version,
    drop column rung,
    drop column break_even_price;
