comment on table core.clusters is null;
comment on table core.silos is null;
comment on table core.feature_flags is null;
comment on table core.feature_flag_users is null;
comment on table core.idempotency_keys is null;
comment on table core.job_runs is null;
comment on table core.ledger_accounts is null;
comment on table core.ledger_transfers is null;
comment on table core.long_jobs is null;
comment on table core.outbox_deliveries is null;
comment on table core.outbox_events is null;
comment on table core.processes is null;
comment on table core.reminders is null;
comment on table core.jobs is null;
comment on table core.share_links is null;

alter function core.ledger_apply_transfer() security invoker reset search_path;
