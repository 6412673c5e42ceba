drop table learning.post_reports;
drop table learning.post_votes;
drop table learning.posts;
