drop table market.rollups;
drop table market.sessions;
