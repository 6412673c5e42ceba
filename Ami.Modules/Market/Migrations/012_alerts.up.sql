-- What people want to be told of: a condition over the bars of a symbol, and each time that it came to hold.
create table market.alerts (
    user_id       uuid           not null,
    id            uuid           not null,
    symbol        text           not null references market.symbols (symbol),
    interval      text           not null,
    name          text           not null check (length(name) between 1 and 60),
    rule          text           not null check (length(rule) between 1 and 4000),
    form          jsonb          check (jsonb_typeof(form) = 'object'),
    drawing_id    uuid,
    margin        numeric(28,10) not null check (margin between 0 and 50),
    repeat        text           not null check (repeat in ('Once', 'Bar', 'Always')),
    expires_at    timestamptz,
    mail          boolean        not null,
    webhook       text           check (length(webhook) between 1 and 500),
    enabled       boolean        not null,
    version       integer        not null check (version > 0),
    created_at    timestamptz    not null,
    updated_at    timestamptz    not null,
    since         timestamptz    not null,
    armed         boolean,
    fired_price   numeric(28,10),
    fired_count   integer        not null check (fired_count >= 0),
    last_fired_at timestamptz,
    ended         text           check (ended in ('Fired', 'Expired', 'DrawingGone', 'Broken')),
    primary key (user_id, id),
    check (not enabled or ended is null)
);

create index alerts_enabled on market.alerts (symbol, interval) where enabled;

comment on table market.alerts is
    'services: select, insert, update (symbol, interval, name, rule, form, drawing_id, margin, repeat, expires_at, mail, webhook, enabled, version, updated_at, since, armed, fired_price, fired_count, last_fired_at, ended), delete';
comment on column market.alerts.id is 'The client''s, so that sending it again changes nothing.';
comment on column market.alerts.rule is 'In the rules'' canonical form (docs/rules-language.md).';
comment on column market.alerts.form is 'What the client made the rule with; null when it was written.';
comment on column market.alerts.margin is 'Percent that the price must go away from where it fired before the alert is armed again.';
comment on column market.alerts.version is 'Grows with each change of the person''s, and when the alert ends; who changes says which one they saw.';
comment on column market.alerts.since is 'Bars that close later count: when it was made, switched on, or its condition or drawing changed.';
comment on column market.alerts.armed is 'Whether it fires where the condition holds; null until the first bar after since is looked at.';
comment on column market.alerts.fired_price is 'Close of the bar at which it fired last; null since it was changed.';
comment on column market.alerts.ended is 'Why it was switched off by itself.';

-- Alerts are looked at together, per symbol and interval.
create table market.alert_groups (
    symbol       text        not null references market.symbols (symbol),
    interval     text        not null,
    run          bigint      not null,
    evaluated_to timestamptz not null,
    changes      bigint      not null,
    primary key (symbol, interval)
);

comment on table market.alert_groups is 'services: select, insert, update (run, evaluated_to, changes)';
comment on column market.alert_groups.run is 'When the replay that is looked at was started, Unix milliseconds; 0 outside of replays.';
comment on column market.alert_groups.evaluated_to is 'By the market''s clock: every bar that closed at or before it was looked at.';
comment on column market.alert_groups.changes is 'Grows with every change of the group''s alerts, and of drawings that they are about.';

create table market.alert_firings (
    id            uuid           not null primary key,
    user_id       uuid           not null,
    alert_id      uuid           not null,
    symbol        text           not null,
    interval      text           not null,
    run           bigint         not null,
    bar           timestamptz    not null,
    name          text           not null,
    rule          text           not null,
    price         numeric(28,10) not null,
    fired_at      timestamptz    not null,
    webhook       text           check (webhook in ('Pending', 'Sent', 'Failed')),
    attempts      integer        not null check (attempts >= 0),
    due_at        timestamptz,
    webhook_error text,
    foreign key (user_id, alert_id) references market.alerts (user_id, id) on delete cascade,
    unique (user_id, alert_id, symbol, interval, run, bar)
);

create index alert_firings_due on market.alert_firings (due_at) where webhook = 'Pending';
create index alert_firings_newest on market.alert_firings (user_id, fired_at);
create index alert_firings_age on market.alert_firings (fired_at);

comment on table market.alert_firings is 'services: select, insert, update (webhook, attempts, due_at, webhook_error), delete';
comment on column market.alert_firings.bar is 'When the bar opened at whose close the alert fired, by the market''s clock. Once per alert and bar.';
comment on column market.alert_firings.webhook is 'What became of the call of the alert''s address; null when it had none.';
comment on column market.alert_firings.due_at is 'When the address is called next.';

create table market.alert_secrets (
    user_id uuid        not null primary key,
    secret  bytea       not null,
    made_at timestamptz not null
);

comment on table market.alert_secrets is 'services: select, insert, update (secret, made_at), delete';
comment on column market.alert_secrets.secret is 'What calls of the person''s addresses are signed with, sealed under the master key.';
