drop table core.schedules;
