-- What holding cost: one row for each position and moment, taken from the cash as a result of the position.
alter table paper_trading.positions add column carried_to timestamptz;
create index positions_carried on paper_trading.positions (symbol, coalesce(carried_to, opened_at)) where closed_at is null;

create table paper_trading.carry_charges (
    id          uuid            primary key,
    account_id  uuid            not null references paper_trading.accounts (id),
    user_id     uuid            not null,
    generation  integer         not null,
    position_id uuid            not null references paper_trading.positions (id),
    symbol      text            not null,
    kind        text            not null check (kind in ('Borrow', 'Funding')),
    moment      timestamptz     not null,
    quantity    numeric(28, 10) not null check (quantity <> 0),
    price       numeric(28, 10) not null check (price > 0),
    rate        numeric(28, 20) not null,
    amount      numeric(28, 10) not null check (amount <> 0),
    charged_at  timestamptz     not null,
    -- No moment is charged twice.
    unique (position_id, kind, moment)
);
create index carry_charges_by_account on paper_trading.carry_charges (account_id, generation, id);
create index carry_charges_by_time on paper_trading.carry_charges (charged_at);
comment on table paper_trading.carry_charges is 'services: select, insert, delete';

-- What a symbol cost at a moment: whoever charges first keeps it, so that all accounts are charged at one price.
create table paper_trading.carry_prices (
    symbol text            not null,
    moment timestamptz     not null,
    price  numeric(28, 10) not null check (price > 0),
    primary key (symbol, moment)
);
comment on table paper_trading.carry_prices is 'services: select, insert';

do $$
declare
    body text := pg_get_functiondef('paper_trading.reconcile(uuid)'::regprocedure);
    changed text;
    change text[];
begin
    foreach change slice 1 in array array[
        array['select f.account_id, f.generation, sum(-f.sign * f.notional - f.fee) as cash, sum(f.realised_pnl) as pnl, sum(f.fee) as fees
    from fills f group by f.account_id, f.generation',
              'select m.account_id, m.generation, sum(m.cash) as cash, sum(m.pnl) as pnl, sum(m.fee) as fees from (
        select f.account_id, f.generation, -f.sign * f.notional - f.fee as cash, f.realised_pnl as pnl, f.fee from fills f
        union all
        select c.account_id, c.generation, -c.amount, -c.amount, 0 from paper_trading.carry_charges c join accounts a on a.id = c.account_id) m
    group by m.account_id, m.generation'],
        array['where not exists (select from fills f where f.id = t.reference_id)',
              'where not exists (select from fills f where f.id = t.reference_id)
      and not exists (select from paper_trading.carry_charges c where c.id = t.reference_id and c.account_id = t.owner_id and abs(c.amount) = t.amount)'],
        array['p.realised_pnl <> coalesce(f.pnl, 0) or',
              'p.realised_pnl <> coalesce(f.pnl, 0) - coalesce((select sum(c.amount) from paper_trading.carry_charges c where c.position_id = p.id), 0) or'],
        array['select o.account_id, ''exit-too-large''',
              'select c.account_id, ''carry'', format(''charge %s of %s for %s at %s moved %s in the book of cash'', c.id, c.amount, c.quantity, c.price, coalesce(m.amount, 0))
    from paper_trading.carry_charges c join accounts a on a.id = c.account_id
    left join (select reference_id, sum(amount) as amount from transfer_moves where kind = ''cash'' group by reference_id) m on m.reference_id = c.id
    where coalesce(m.amount, 0) <> -c.amount
       or abs(c.amount - case c.kind when ''Borrow'' then abs(c.quantity) else c.quantity end * c.price * c.rate) > 0.00000001
union all
select c.account_id, ''carry-moment'', format(''charge %s is for %s, which position %s was not charged for'', c.id, c.moment, c.position_id)
    from paper_trading.carry_charges c join positions p on p.id = c.position_id
    where c.moment <= p.opened_at or p.carried_to is null or c.moment > p.carried_to
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
