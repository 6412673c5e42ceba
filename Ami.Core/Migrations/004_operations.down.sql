drop table core.feature_flags, core.feature_flag_users, core.processes;
