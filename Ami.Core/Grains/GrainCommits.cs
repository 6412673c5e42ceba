using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Core;

/// <summary>
/// Writes what fenced grains decide: a batch without an explicit transaction, which PostgreSQL runs as one (a single Sync ends it), so a commit is one round
/// trip.
/// </summary>
public sealed class GrainCommits(NpgsqlDataSource dataSource, Outbox outbox, TimeProvider time, ILogger<GrainCommits> logger)
{
    /// <summary>What <c>core.fence</c> raises.</summary>
    private const string Stale = "AM001";

    internal async Task<CommitOutcome> Write<T>(
        NpgsqlBatchCommand fence,
        IReadOnlyList<NpgsqlBatchCommand> rows,
        IReadOnlyList<IEvent> events,
        RequestKey? request,
        Result<T> answer
    )
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(fence);
        if (request is not null)
        {
            // Before the rows: a repeat is known by its key, whatever else of it is there already.
            batch.BatchCommands.Add(IdempotencyRecord.Insert(request, answer.Value, time.GetUtcNow()));
        }

        foreach (var row in rows)
        {
            batch.BatchCommands.Add(row);
        }

        var wakes = outbox.Append(batch, events);
        try
        {
            await batch.ExecuteNonQueryAsync();
        }
        catch (PostgresException e) when (e.SqlState == Stale)
        {
            return CommitOutcome.Stale;
        }
        catch (PostgresException e) when (IdempotencyRecord.IsDuplicate(e))
        {
            return CommitOutcome.Repeated;
        }

        if (wakes)
        {
            outbox.Wake();
        }

        return CommitOutcome.Committed;
    }

    internal void TellOfStale(GrainId grain)
    {
        logger.LogWarning("A stale commit of {Grain} was refused: another process committed meanwhile", grain);
        Telemetry.StaleCommits.Add(1, new KeyValuePair<string, object?>("grain", grain.Type.ToString()));
    }

    /// <summary>The answer that was stored under a key; null for a new key; an error for a key that was used for another request.</summary>
    internal async Task<Answer<T>?> Known<T>(RequestKey request)
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(IdempotencyRecord.Select(request));
        await using var reader = await batch.ExecuteReaderAsync();
        return await reader.ReadAsync() ? IdempotencyRecord.Read<T>(request, reader) : null;
    }
}

internal enum CommitOutcome
{
    Committed,

    /// <summary>Somebody else moved the version; nothing was written.</summary>
    Stale,

    /// <summary>The idempotency key is taken; nothing was written.</summary>
    Repeated,
}
