using Npgsql;

namespace Ami.Core;

/// <summary>What waits: events, reminders, dead letters; and what failed in the last hour, as the processes tell.</summary>
internal sealed class QueueFigures(NpgsqlDataSource dataSource, TimeProvider time) : IFigures
{
    private static readonly TimeSpan LongWait = TimeSpan.FromMinutes(1);

    public async Task<IReadOnlyList<Figure>> Read(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select (select count(*) from core.outbox_deliveries where state = 'pending'),
                   (select coalesce(greatest(0, extract(epoch from $1 - min(due_at))), 0)::float8 from core.outbox_deliveries where state = 'pending'),
                   (select count(*) from core.outbox_deliveries where state = 'dead'),
                   (select count(*) from core.reminders where due_at < $1),
                   (select coalesce(sum((figures->>'requests')::float8), 0) from core.processes where seen_at > $2 and name <> 'ami-web'),
                   (select coalesce(sum((figures->>'failures')::float8), 0) from core.processes where seen_at > $2 and name <> 'ami-web')
            """
        );
        var now = time.GetUtcNow();
        command.With(now).With(now - Processes.StaleAfter);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var (pending, lag, dead, reminders, requests, failures) = (
            reader.GetInt64(0),
            reader.GetDouble(1),
            reader.GetInt64(2),
            reader.GetInt64(3),
            reader.GetDouble(4),
            reader.GetDouble(5)
        );
        return
        [
            new("core.requests", requests),
            new("core.failures", failures, failures > 0),
            new("core.outbox_pending", pending),
            new("core.outbox_lag", lag, lag > LongWait.TotalSeconds),
            new("core.dead_letters", dead, dead > 0),
            new("core.reminders_due", reminders),
        ];
    }
}
