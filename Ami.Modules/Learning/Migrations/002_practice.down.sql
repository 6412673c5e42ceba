drop table learning.card_reviews;
drop table learning.card_states;
drop table learning.cards;
