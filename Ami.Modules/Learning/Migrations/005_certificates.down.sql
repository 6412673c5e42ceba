drop table learning.badge_keys;
drop table learning.withdrawn_badges;
drop table learning.certificates;
