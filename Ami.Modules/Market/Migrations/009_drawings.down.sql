drop table market.drawing_templates;
drop table market.drawings;
