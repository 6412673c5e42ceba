-- Hours in which a market trades, by the clocks of its zone. Hours: [{"day": 1 (Monday) to 7, "opens": "09:30", "closes": "16:00"}]; exceptions are days with
-- other hours: [{"date": "2026-11-27", "name": "Day after Thanksgiving", "closes": "13:00"}], closed all day where closes is null.
create table market.calendars (
    code       text    primary key check (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    name       text    not null check (name <> ''),
    zone       text    not null check (zone <> ''),
    hours      jsonb   not null check (jsonb_typeof(hours) = 'array' and jsonb_array_length(hours) between 1 and 28),
    exceptions jsonb   not null check (jsonb_typeof(exceptions) = 'array' and jsonb_array_length(exceptions) <= 400),
    version    integer not null
);

comment on table market.calendars is 'services: select, insert, update, delete';

insert into market.calendars (code, name, zone, hours, exceptions, version) values (
    'us-equities', 'US stock exchanges', 'America/New_York',
    '[{"day": 1, "opens": "09:30", "closes": "16:00"}, {"day": 2, "opens": "09:30", "closes": "16:00"}, {"day": 3, "opens": "09:30", "closes": "16:00"},
      {"day": 4, "opens": "09:30", "closes": "16:00"}, {"day": 5, "opens": "09:30", "closes": "16:00"}]',
    '[{"date": "2026-01-01", "name": "New Year''s Day", "closes": null}, {"date": "2026-01-19", "name": "Martin Luther King Day", "closes": null},
      {"date": "2026-02-16", "name": "Presidents'' Day", "closes": null}, {"date": "2026-04-03", "name": "Good Friday", "closes": null},
      {"date": "2026-05-25", "name": "Memorial Day", "closes": null}, {"date": "2026-06-19", "name": "Juneteenth", "closes": null},
      {"date": "2026-07-03", "name": "Independence Day", "closes": null}, {"date": "2026-09-07", "name": "Labor Day", "closes": null},
      {"date": "2026-11-26", "name": "Thanksgiving", "closes": null}, {"date": "2026-11-27", "name": "Day after Thanksgiving", "closes": "13:00"},
      {"date": "2026-12-24", "name": "Christmas Eve", "closes": "13:00"}, {"date": "2026-12-25", "name": "Christmas", "closes": null},
      {"date": "2027-01-01", "name": "New Year''s Day", "closes": null}, {"date": "2027-01-18", "name": "Martin Luther King Day", "closes": null},
      {"date": "2027-02-15", "name": "Presidents'' Day", "closes": null}, {"date": "2027-03-26", "name": "Good Friday", "closes": null},
      {"date": "2027-05-31", "name": "Memorial Day", "closes": null}, {"date": "2027-06-18", "name": "Juneteenth", "closes": null},
      {"date": "2027-07-05", "name": "Independence Day", "closes": null}, {"date": "2027-09-06", "name": "Labor Day", "closes": null},
      {"date": "2027-11-25", "name": "Thanksgiving", "closes": null}, {"date": "2027-11-26", "name": "Day after Thanksgiving", "closes": "13:00"},
      {"date": "2027-12-24", "name": "Christmas", "closes": null}]',
    1);

alter table market.symbols
    add column version            integer not null default 1,
    -- Since when nothing new is opened of it.
    add column paused_at          timestamptz,
    -- Staff decided on the least order; sources and imports leave it alone.
    add column minimums_by_staff  boolean not null default false,
    -- When it trades; null is around the clock.
    add column calendar           text references market.calendars (code),
    -- The terms before the last change by staff.
    add column previous           jsonb,
    add column changed_at         timestamptz,
    add constraint symbols_name check (name <> ''),
    add constraint symbols_most check (min_quantity <= 1000000000000 and min_notional <= 1000000000000),
    add constraint symbols_minimums check (not minimums_by_staff or round(min_quantity, quantity_digits) = min_quantity),
    add constraint symbols_changed check ((previous is null) = (changed_at is null));

update market.symbols set calendar = 'us-equities' where source = 'Polygon';

create index symbols_by_calendar on market.symbols (calendar) where calendar is not null;

-- Whatever lay on a grid stays on it, whoever writes.
create function market.keep_grids() returns trigger language plpgsql as $$
begin
    if new.price_digits < old.price_digits or new.quantity_digits < old.quantity_digits then
        raise exception 'digits of % never shrink', old.symbol using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create trigger symbols_keep_grids before update on market.symbols for each row execute function market.keep_grids();
