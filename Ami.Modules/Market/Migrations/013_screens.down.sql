drop table market.screens;
