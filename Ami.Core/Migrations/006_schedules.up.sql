-- What runs by the calendar, and the latest occurrence that a silo took upon itself: of several silos one runs it.
create table core.schedules (
    name   text        primary key,
    due_at timestamptz not null
);
