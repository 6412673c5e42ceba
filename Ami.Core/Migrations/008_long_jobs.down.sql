drop table core.long_jobs;
