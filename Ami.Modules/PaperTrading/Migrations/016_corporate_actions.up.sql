-- Splits and dividends: what each did to a position, once.
alter table paper_trading.positions add column acted_to timestamptz;
alter table paper_trading.orders add column acted_to timestamptz;
alter table paper_trading.order_amendments add column action timestamptz;
-- When a price began: of a bar, when that did. A price that is told after an action may be from before it.
alter table paper_trading.marks add column began timestamptz;
alter table paper_trading.replays add column bar_began timestamptz;
alter table paper_trading.carry_prices add column began timestamptz;

-- What is open already is of shares as they were when it was traded last, or ordered or amended: an action of before that is no longer for it.
update paper_trading.positions p
set acted_to = greatest(p.opened_at, (select max(f.at) from paper_trading.fills f where f.position_id = p.id))
where p.closed_at is null;
update paper_trading.orders o
set acted_to = greatest(o.placed_at, case when o.is_trailed then o.updated_at end, (select max(m.at) from paper_trading.order_amendments m where m.order_id = o.id))
where o.status in ('Pending', 'Working');

-- Who looks for what is still of old shares looks at that alone.
create index orders_open_by_symbol on paper_trading.orders (symbol, coalesce(acted_to, placed_at)) where status in ('Pending', 'Working');

create table paper_trading.action_effects (
    id              uuid            primary key,
    account_id      uuid            not null references paper_trading.accounts (id),
    user_id         uuid            not null,
    generation      integer         not null,
    position_id     uuid            not null references paper_trading.positions (id),
    symbol          text            not null,
    moment          timestamptz     not null,
    -- Two whole numbers: a third is no decimal.
    new_shares      integer         not null check (new_shares > 0),
    old_shares      integer         not null check (old_shares > 0),
    dividend        numeric(28, 10) not null check (dividend >= 0),
    quantity_before numeric(28, 10) not null check (quantity_before <> 0),
    quantity_after  numeric(28, 10) not null,
    price           numeric(28, 10) not null check (price > 0),
    cash_in_lieu    numeric(28, 10) not null,
    released        numeric(28, 10) not null,
    paid            numeric(28, 10) not null,
    applied_at      timestamptz     not null,
    -- No action is applied twice.
    unique (position_id, moment)
);
create index action_effects_by_account on paper_trading.action_effects (account_id, generation, id);
create index action_effects_by_time on paper_trading.action_effects (applied_at);
comment on table paper_trading.action_effects is 'services: select, insert, delete';

do $$
declare
    body text := pg_get_functiondef('paper_trading.reconcile(uuid)'::regprocedure);
    changed text;
    change text[];
begin
    foreach change slice 1 in array array[
        -- Exits that followed a split close new shares of what was entered in old ones.
        array['from orders o join paper_trading.orders e on e.id = o.parent_id
    group by e.account_id, e.id, e.filled_quantity having',
              'from orders o join paper_trading.orders e on e.id = o.parent_id
    where not exists (select from paper_trading.order_amendments m where m.order_id = o.id and m.action is not null)
    group by e.account_id, e.id, e.filled_quantity having'],
        -- What is filled was filled at the terms of then.
        array['where o.side = ''Buy'' and f.highest > o.limit_price or o.side = ''Sell'' and f.lowest < o.limit_price',
              'left join (select order_id, max(limit_before) as most, min(limit_before) as least from paper_trading.order_amendments group by order_id) t on t.order_id = o.id
    where o.side = ''Buy'' and f.highest > greatest(o.limit_price, t.most) or o.side = ''Sell'' and f.lowest < least(o.limit_price, t.least)'],
        array['select c.account_id, c.generation, -c.amount, -c.amount, 0 from paper_trading.carry_charges c join accounts a on a.id = c.account_id) m',
              'select c.account_id, c.generation, -c.amount, -c.amount, 0 from paper_trading.carry_charges c join accounts a on a.id = c.account_id
        union all
        select e.account_id, e.generation, e.cash_in_lieu + e.paid, e.cash_in_lieu - e.released + e.paid, 0 from effects e) m'],
        array['fill_sums as (',
              'effects as (
    select e.* from paper_trading.action_effects e join paper_trading.accounts a on a.id = e.account_id where only_account is null or a.id = only_account
), fill_sums as ('],
        array['and not exists (select from paper_trading.carry_charges c where c.id = t.reference_id and c.account_id = t.owner_id and abs(c.amount) = t.amount)',
              'and not exists (select from paper_trading.carry_charges c where c.id = t.reference_id and c.account_id = t.owner_id and abs(c.amount) = t.amount)
      and not exists (select from effects e where e.id = t.reference_id and e.account_id = t.owner_id)'],
        array['where p.quantity <> coalesce(f.quantity, 0) or p.cost_basis <> coalesce(f.cost, 0) or p.realised_pnl <> coalesce(f.pnl, 0) - coalesce(',
              'left join (select e.position_id, sum(e.quantity_after - e.quantity_before) as quantity, sum(e.released) as released, sum(e.cash_in_lieu - e.released + e.paid) as pnl
               from effects e group by e.position_id) e on e.position_id = p.id
    where p.quantity <> coalesce(f.quantity, 0) + coalesce(e.quantity, 0) or p.cost_basis <> coalesce(f.cost, 0) - coalesce(e.released, 0)
       or p.realised_pnl <> coalesce(f.pnl, 0) + coalesce(e.pnl, 0) - coalesce('],
        array['select o.account_id, ''exit-too-large''',
              'select e.account_id, ''action'', format(''action %s of position %s moved %s in the book of cash'', e.id, e.position_id, coalesce(m.amount, 0))
    from effects e
    left join (select reference_id, sum(amount) as amount from transfer_moves where kind = ''cash'' group by reference_id) m on m.reference_id = e.id
    where coalesce(m.amount, 0) <> e.cash_in_lieu + e.paid
       or abs(e.cash_in_lieu * e.old_shares - (e.quantity_before * e.new_shares - e.quantity_after * e.old_shares) * e.price) > 0.00000001 * e.old_shares or abs(e.paid - e.quantity_before * e.dividend) > 0.00000001
union all
select o.account_id, ''exit-too-large''']]
    loop
        changed := replace(body, change[1], change[2]);
        if changed = body then
            raise exception 'paper_trading.reconcile() is not what it was: %', change[1];
        end if;
        body := changed;
    end loop;
    execute body;
end $$;
