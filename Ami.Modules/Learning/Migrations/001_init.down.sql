drop table learning.completions;
drop table learning.enrolments;
drop table learning.lessons;
drop table learning.course_prices;
drop table learning.courses;
