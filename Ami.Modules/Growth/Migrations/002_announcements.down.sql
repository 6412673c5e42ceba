drop table growth.announcement_reads, growth.announcements;
