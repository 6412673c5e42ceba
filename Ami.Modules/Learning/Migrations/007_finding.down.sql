drop table learning.ratings;
drop table learning.bookmarks;
drop table learning.notes;
drop table learning.search_words;
drop index learning.lessons_title_es, learning.lessons_title_en, learning.lessons_headings_es, learning.lessons_headings_en;
alter table learning.lessons drop column search_es, drop column search_en;
drop function learning.headings(text);
