drop table growth.feedback_votes, growth.feedback_posts;
