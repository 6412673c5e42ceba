drop table core.audit_entries;
