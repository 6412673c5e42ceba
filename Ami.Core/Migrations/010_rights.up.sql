-- What the services may do to each table. What is not said here they may not (docs/adr/0030).
comment on table core.clusters is 'services: select, insert, update';
comment on table core.silos is 'services: select, insert, update, delete';
comment on table core.feature_flags is 'services: select, insert, update';
comment on table core.feature_flag_users is 'services: select, insert, update, delete';
comment on table core.idempotency_keys is 'services: select, insert, delete';
comment on table core.job_runs is 'services: select, insert, update, delete';
comment on table core.ledger_accounts is 'services: select, insert (id, owner_id, kind, currency, allow_negative)';
comment on table core.ledger_transfers is 'services: select, insert';
comment on table core.long_jobs is 'services: select, insert, update, delete';
comment on table core.outbox_deliveries is 'services: select, insert, update';
comment on table core.outbox_events is 'services: select, insert, delete';
comment on table core.processes is 'services: select, insert, update, delete';
comment on table core.reminders is 'services: select, insert, update, delete';
comment on table core.jobs is 'services: select, insert, update, delete';
comment on table core.share_links is 'services: select, insert, update, delete';

-- Balances are what transfers make of them: whoever may post one may not write the other.
alter function core.ledger_apply_transfer() security definer set search_path = pg_catalog, pg_temp;
