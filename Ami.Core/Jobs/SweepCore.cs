using Npgsql;

namespace Ami.Core;

/// <summary>
/// Once an hour removes handled events and idempotent answers after a week, and records of jobs and links that have ended after a month. Dead letters stay until
/// somebody decides.
/// </summary>
internal sealed class SweepCore(NpgsqlDataSource dataSource, JobLog log, TimeProvider time)
{
    internal static readonly TimeSpan KeepEvents = TimeSpan.FromDays(7);
    internal static readonly TimeSpan KeepEndedLinks = TimeSpan.FromDays(30);

    public async Task Sweep(JobRun run, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(
                """
                delete from core.outbox_events e where e.occurred_at < $1
                and not exists (select from core.outbox_deliveries d where d.event_id = e.id and d.state <> 'handled')
                """
            ).With(now - KeepEvents)
        );
        batch.BatchCommands.Add(new NpgsqlBatchCommand("delete from core.idempotency_keys where created_at < $1").With(now - Idempotency.Retention));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("delete from core.share_links where least(expires_at, ended_at) < $1").With(now - KeepEndedLinks));
        run.Did(await batch.ExecuteNonQueryAsync(cancellationToken));
        run.Did(await log.Sweep(cancellationToken));
    }
}
