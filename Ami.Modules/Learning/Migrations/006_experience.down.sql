drop table learning.friendships;
drop table learning.players;
drop table learning.achievements;
drop table learning.experience_weeks;
drop table learning.experience;
drop table learning.study_days;
