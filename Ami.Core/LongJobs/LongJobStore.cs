using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Ami.Core;

/// <summary>A job that this process took, as of one taking: the fence of all that it writes.</summary>
internal readonly record struct LongJobClaim(Guid Id, int Attempt);

/// <summary>
/// What the silos write to <c>core.long_jobs</c>. Every statement about a job that is being done names the attempt it belongs to, and changes nothing when
/// another process has taken the job since.
/// </summary>
internal sealed class LongJobStore(NpgsqlDataSource dataSource, LongJobOptions options, TimeProvider time)
{
    private const int LongestFault = 4_000;
    private static readonly string Process = $"{Environment.MachineName}:{Environment.ProcessId}";
    private static readonly long ClaimLock = AdvisoryLock.IdOf("long-jobs");

    /// <summary>
    /// Takes jobs that are due, and ends those whose process fell silent and that may not be run again. One process at a time does it, so that a kind's <see
    /// cref="LongJobKind.Concurrency"/> holds in the whole cluster: the batch is one transaction and one message, so the lock is free again whatever becomes
    /// of this process meanwhile.
    /// </summary>
    /// <param name="kinds">Those that this process knows.</param>
    /// <param name="free">How many it can begin now.</param>
    /// <param name="cancellationToken">Gives up; what the server took all the same is free again when its lease is over.</param>
    public async Task<(List<LongJobRow> Ended, List<LongJobRow> Taken)> Claim(IReadOnlyList<LongJobKind> kinds, int free, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var names = kinds.Select(kind => kind.Name).ToArray();
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(Command("select pg_advisory_xact_lock($1)", ClaimLock));
        batch.BatchCommands.Add(
            Command(
                $"""
                with silent as materialized (select id from core.long_jobs where state = 'running' and due_at <= $1 for update skip locked)
                update core.long_jobs j set state = case when j.cancel_requested then 'cancelled' else 'failed' end,
                    error = case when j.cancel_requested then null else $2::jsonb end,
                    setbacks = j.setbacks + 1, ended_at = $1, expires_at = $1 + k.keep, revision = j.revision + 1
                from silent, unnest($3, $4, $5, $6) k(kind, resumable, most, keep)
                where j.id = silent.id and j.kind = k.kind and (j.cancel_requested or not k.resumable or j.setbacks + 1 >= k.most)
                returning {LongJobRow.Columns}
                """,
                now,
                JsonSerializer.Serialize(LongJobErrors.Interrupted, LongJobRow.Json),
                names,
                kinds.Select(kind => kind.Resumable).ToArray(),
                kinds.Select(kind => kind.MostSetbacks).ToArray(),
                kinds.Select(kind => kind.Keep).ToArray()
            )
        );
        batch.BatchCommands.Add(
            Command(
                $"""
                with room as (
                    select k.kind, k.most - (select count(*) from core.long_jobs r where r.kind = k.kind and r.state = 'running' and r.due_at > $1) as free
                    from unnest($2, $3) k(kind, most)),
                ready as (
                    select j.id, row_number() over (partition by j.kind order by j.id) as place, room.free from core.long_jobs j join room using (kind)
                    where j.state in ('queued', 'running') and j.due_at <= $1),
                due as materialized (
                    select id from core.long_jobs where id in (select id from ready where place <= free) order by id limit $4 for update skip locked)
                update core.long_jobs j set state = 'running', attempt = j.attempt + 1,
                    setbacks = j.setbacks + case when j.state = 'running' then 1 else 0 end,
                    process = $5, due_at = $6, heard_at = $1, started_at = coalesce(j.started_at, $1), revision = j.revision + 1
                from due where j.id = due.id
                returning {LongJobRow.Columns}
                """,
                now,
                names,
                kinds.Select(kind => kind.Concurrency).ToArray(),
                free,
                Process,
                now + options.Lease
            )
        );
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var ended = await LongJobRow.ReadAll(reader, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return (ended, await LongJobRow.ReadAll(reader, cancellationToken));
    }

    /// <summary>Tells that this process is still there for its jobs.</summary>
    /// <returns>Of those that it still has, whether somebody wishes them to end.</returns>
    public async Task<Dictionary<LongJobClaim, bool>> Beat(IReadOnlyCollection<LongJobClaim> claims, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = dataSource.CreateCommand(
            """
            update core.long_jobs j set due_at = $1, heard_at = $2 from unnest($3, $4) c(id, attempt)
            where j.id = c.id and j.attempt = c.attempt and j.state = 'running' returning j.id, j.attempt, j.cancel_requested
            """
        );
        object[] values = [now + options.Lease, now, claims.Select(claim => claim.Id).ToArray(), claims.Select(claim => claim.Attempt).ToArray()];
        foreach (var value in values)
        {
            command.With(value);
        }

        var held = new Dictionary<LongJobClaim, bool>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            held[new(reader.GetGuid(0), reader.GetInt32(1))] = reader.GetBoolean(2);
        }

        return held;
    }

    /// <returns>The job, or null when it is another's now.</returns>
    public Task<LongJobRow?> Report(LongJobClaim claim, LongJobProgress progress, CancellationToken cancellationToken) =>
        Write(claim, "progress = $3", cancellationToken, Json(JsonSerializer.Serialize(progress, LongJobRow.Json)));

    /// <returns>The job, or null when it is another's now.</returns>
    public Task<LongJobRow?> Save(LongJobClaim claim, string checkpoint, CancellationToken cancellationToken) =>
        Write(claim, "checkpoint = $3", cancellationToken, Json(checkpoint));

    /// <summary>As <see cref="Save"/>, in the job's own transaction, which nobody can take the job from before it ends.</summary>
    /// <returns>False when it is another's now, or somebody wishes it to end.</returns>
    public async Task<bool> Hold(UnitOfWork unitOfWork, LongJobClaim claim, string checkpoint, CancellationToken cancellationToken)
    {
        await using var batch = unitOfWork.Batch();
        // The lock of a process that is frozen here must not outlive its lease for long.
        batch.BatchCommands.Add(Command("select set_config('idle_in_transaction_session_timeout', $1, true)", $"{(long)options.Lease.TotalMilliseconds}ms"));
        batch.BatchCommands.Add(
            Command(
                """
                update core.long_jobs set checkpoint = $3::jsonb, revision = revision + 1
                where id = $1 and attempt = $2 and state = 'running' and not cancel_requested
                """,
                claim.Id,
                claim.Attempt,
                checkpoint
            )
        );
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return batch.BatchCommands[1].RecordsAffected == 1;
    }

    /// <summary>Ends a job.</summary>
    /// <returns>The job, or null when it is another's now.</returns>
    public Task<LongJobRow?> End(LongJobClaim claim, LongJobKind kind, LongJobEnd end, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return Write(
            claim,
            """
            state = $3, result = $4, error = $5, fault = coalesce($6, fault), result_file = $7, result_name = $8, result_type = $9, ended_at = $10, expires_at = $11
            """,
            cancellationToken,
            Text(end.State.ToString().ToLowerInvariant()),
            Json(end.Result),
            Json(end.Error is null ? null : JsonSerializer.Serialize(end.Error, LongJobRow.Json)),
            Text(Short(end.Fault)),
            Text(end.File?.Key.Value),
            Text(end.File?.Name),
            Text(end.File?.Type),
            new() { Value = now },
            new() { Value = now + kind.Keep }
        );
    }

    /// <summary>Puts a job back, to be run again from its checkpoint.</summary>
    /// <param name="claim">Whose it is.</param>
    /// <param name="wait">For how long at least it is left alone.</param>
    /// <param name="fault">What ended this run; null when its process merely stops.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The job, or null when it is another's now.</returns>
    public Task<LongJobRow?> HandBack(LongJobClaim claim, TimeSpan wait, Exception? fault, CancellationToken cancellationToken) =>
        Write(
            claim,
            "state = 'queued', due_at = $3, fault = coalesce($4, fault), setbacks = setbacks + $5",
            cancellationToken,
            new() { Value = time.GetUtcNow() + wait },
            Text(Short(fault)),
            new() { Value = fault is null ? 0 : 1 }
        );

    private async Task<LongJobRow?> Write(LongJobClaim claim, string changes, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = dataSource.CreateCommand(
            $"update core.long_jobs j set {changes}, revision = j.revision + 1 "
                + $"where id = $1 and attempt = $2 and state = 'running' returning {LongJobRow.Columns}"
        );
        command.With(claim.Id).With(claim.Attempt);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return (await LongJobRow.ReadAll(reader, cancellationToken)) is [var row] ? row : null;
    }

    private static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.With(value);
        }

        return command;
    }

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter Json(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Jsonb };

    private static string? Short(Exception? fault) =>
        fault?.ToString() is { } text
            ? text.Length > LongestFault
                ? text[..LongestFault]
                : text
            : null;
}
