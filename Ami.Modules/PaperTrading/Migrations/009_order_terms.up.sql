-- Stop-limits, trailing stops, times in force, several targets and amendments. Orders of before have none of it.
alter table paper_trading.orders
    add column time_in_force    text            not null default 'Gtc' check (time_in_force in ('Gtc', 'Day', 'Gtd', 'Ioc', 'Fok')),
    add column expires_at       timestamptz,
    add column post_only        boolean         not null default false,
    add column trail_distance   numeric(28, 10) check (trail_distance > 0),
    add column is_trailed       boolean         not null default false,
    add column is_triggered     boolean         not null default false,
    add column version          integer         not null default 0 check (version >= 0),
    add column rung             integer         not null default 0 check (rung >= 0),
    add column break_even_price numeric(28, 10) check (break_even_price > 0);

do $$
declare
    outdated text;
begin
    for outdated in
        select conname from pg_constraint
        where conrelid = 'paper_trading.orders'::regclass and contype = 'c'
          and pg_get_constraintdef(oid) ~ '''Market''|limit_price IS NOT NULL|stop_price IS NOT NULL'
    loop
        execute format('alter table paper_trading.orders drop constraint %I', outdated);
    end loop;
end $$;

alter table paper_trading.orders
    add constraint orders_type check (type in ('Market', 'Limit', 'Stop', 'StopLimit', 'TrailingStop')),
    add constraint orders_limit check ((type in ('Limit', 'StopLimit')) = (limit_price is not null)),
    -- A stop that is to be measured from its entry has no price until then.
    add constraint orders_stop check (
        case when type in ('Market', 'Limit') then stop_price is null
             else stop_price is not null or (trail_distance is not null and status in ('Pending', 'Cancelled')) end),
    add constraint orders_trail check (type <> 'TrailingStop' or trail_distance is not null),
    add constraint orders_rung check (rung = 0 or role = 'TakeProfit');

-- Who looks for orders that have expired looks at those few.
create index orders_expiring on paper_trading.orders (expires_at) where status = 'Working' and expires_at is not null;

-- One exit of a bracket fills, or each of its several targets once and then its stop.
drop index paper_trading.orders_one_exit;
create unique index orders_one_exit on paper_trading.orders (parent_id, rung) where status = 'Filled' and parent_id is not null;

-- What an order's terms were before each amendment and after it.
create table paper_trading.order_amendments (
    order_id        uuid            not null references paper_trading.orders (id),
    version         integer         not null check (version > 0),
    account_id      uuid            not null references paper_trading.accounts (id),
    user_id         uuid            not null,
    at              timestamptz     not null,
    quantity_before numeric(28, 10) not null,
    quantity        numeric(28, 10) not null,
    limit_before    numeric(28, 10),
    limit_price     numeric(28, 10),
    stop_before     numeric(28, 10),
    stop_price      numeric(28, 10),
    trail_before    numeric(28, 10),
    trail_distance  numeric(28, 10),
    primary key (order_id, version)
);
create index order_amendments_by_account on paper_trading.order_amendments (account_id);
comment on table paper_trading.order_amendments is 'services: select, insert, delete';

do $$
declare
    body text := pg_get_functiondef('paper_trading.reconcile(uuid)'::regprocedure);
    filled_exits text := 'from orders o where o.status = ''Filled'' and o.parent_id is not null';
    following text := 'select o.account_id, ''exit-too-large''';
begin
    if position(filled_exits in body) = 0 or position(following in body) = 0 then
        raise exception 'paper_trading.reconcile() is not what it was';
    end if;
    body := replace(body, filled_exits, filled_exits || ' and o.rung = 0');
    body := replace(body, following, $new$select e.account_id, 'bracket-too-large', format('exits of bracket %s closed %s of %s', e.id, sum(o.filled_quantity), e.filled_quantity)
    from orders o join paper_trading.orders e on e.id = o.parent_id
    group by e.account_id, e.id, e.filled_quantity having sum(o.filled_quantity) > e.filled_quantity
union all
select o.account_id, 'expired', format('order %s was filled at %s, after it had expired', o.id, max(f.at))
    from orders o join fills f on f.order_id = o.id where o.expires_at is not null
    group by o.account_id, o.id, o.expires_at having max(f.at) >= o.expires_at
union all
select o.account_id, 'amendment', format('order %s is at version %s and was amended to version %s', o.id, o.version, max(m.version))
    from orders o join paper_trading.order_amendments m on m.order_id = o.id
    group by o.account_id, o.id, o.version having max(m.version) > o.version
union all
$new$ || following);
    execute body;
end $$;
