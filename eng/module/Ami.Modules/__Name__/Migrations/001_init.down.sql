drop table __snake_name__.entries;
