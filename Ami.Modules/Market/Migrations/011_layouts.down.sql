drop table market.layouts;
