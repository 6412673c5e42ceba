drop table core.share_links;
