-- The rules that somebody set for an account, one row for each change; the latest says what is in force. What is null is no rule.
-- Until wanted_from, the columns "..._at_once" are in force: of what was and what is wanted, the tighter.
create table paper_trading.rule_changes (
    account_id                 uuid            not null references paper_trading.accounts (id),
    number                     integer         not null check (number > 0),
    user_id                    uuid            not null,
    at                         timestamptz     not null,
    risk_per_trade             numeric(28, 10) check (risk_per_trade > 0 and risk_per_trade <= 100),
    risk_per_day               numeric(28, 10) check (risk_per_day > 0 and risk_per_day <= 100),
    cool_down_losses           integer         check (cool_down_losses > 0),
    cool_down_minutes          integer         check (cool_down_minutes > 0),
    most_positions             integer         check (most_positions > 0),
    needs_stop                 boolean         not null,
    risk_per_trade_at_once     numeric(28, 10),
    risk_per_day_at_once       numeric(28, 10),
    cool_down_losses_at_once   integer,
    cool_down_minutes_at_once  integer,
    most_positions_at_once     integer,
    needs_stop_at_once         boolean         not null,
    wanted_from                timestamptz,
    primary key (account_id, number),
    check ((cool_down_losses is null) = (cool_down_minutes is null))
);
comment on table paper_trading.rule_changes is 'services: select, insert, delete';

-- Orders, amendments and cancellations that a rule refused.
create table paper_trading.rule_breaches (
    id          uuid            primary key,
    account_id  uuid            not null references paper_trading.accounts (id),
    user_id     uuid            not null,
    generation  integer         not null,
    at          timestamptz     not null,
    symbol      text            not null,
    rule        text            not null check (rule in ('Stop', 'RiskPerTrade', 'RiskPerDay', 'CoolDown', 'MostPositions')),
    limit_value numeric(28, 10) not null,
    figure      numeric(28, 10) not null
);
create index rule_breaches_by_account on paper_trading.rule_breaches (account_id, at);
comment on table paper_trading.rule_breaches is 'services: select, insert, delete';

-- Losses in a row are counted from the latest trade back.
create index positions_closed on paper_trading.positions (account_id, closed_at) where close_reason = 'fill';
