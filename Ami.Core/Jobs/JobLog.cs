using Npgsql;

namespace Ami.Core;

/// <summary>What jobs did, in the database.</summary>
/// <param name="Id">Sorts by time.</param>
/// <param name="Job">The job's name.</param>
/// <param name="Process">Machine and process id of the silo.</param>
/// <param name="StartedAt">Of the first run that this tells of, UTC.</param>
/// <param name="EndedAt">Of the last one; null while it runs, and for ever when it was cut off.</param>
/// <param name="CutOff">It did not end, and its process is gone: it said goodbye, or was not heard of for 35 seconds.</param>
/// <param name="Runs">How many runs this tells of: one for what runs by the calendar.</param>
/// <param name="Items">What they did.</param>
/// <param name="Errors">How many of them failed.</param>
/// <param name="Error">The last failure, shortened.</param>
/// <param name="Log">What they had to say.</param>
public sealed record JobRecord(
    Guid Id,
    string Job,
    string Process,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    bool CutOff,
    int Runs,
    long Items,
    int Errors,
    string? Error,
    string Log
);

/// <param name="Name">Stable, <c>area.what-it-does</c>.</param>
/// <param name="Timing">A cron expression in UTC, or <c>every</c> and a time span.</param>
/// <param name="Last">The newest record; null when it never ran.</param>
public sealed record KnownJob(string Name, string Timing, JobRecord? Last);

/// <summary>Writes and reads what jobs did.</summary>
public sealed class JobLog(NpgsqlDataSource dataSource, TimeProvider time)
{
    private const string Columns = "r.id, r.job, r.process, r.started_at, r.ended_at, r.runs, r.items, r.errors, r.error, r.log, r.cut_off";

    /// <summary>
    /// Records, with $1 the moment before which a process that lives was heard of. A number of a process is given out again, so one that started after the
    /// run is another. A process may begin a run before it was first heard of.
    /// </summary>
    private const string Records = """
        (select *, ended_at is null and started_at < $1 and not exists (
            select from core.processes p
            where p.host || ':' || p.process_id = j.process and p.started_at <= j.started_at and p.stopped_at is null and p.seen_at >= $1) as cut_off
        from core.job_runs j)
        """;

    private const int LongestError = 4_000;
    private static readonly TimeSpan Keep = TimeSpan.FromDays(30);
    private static readonly string Process = $"{Environment.MachineName}:{Environment.ProcessId}";

    private sealed record Key(Guid Id);

    /// <summary>Makes a job known to staff, before it first runs.</summary>
    public async Task Register(string name, string timing, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "insert into core.jobs as j (name, timing) values ($1, $2) on conflict (name) do update set timing = excluded.timing where j.timing <> excluded.timing"
        );
        command.With(name).With(timing);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>A record of runs of this process that began then.</summary>
    internal JobRecord Begin(string job)
    {
        var now = time.GetUtcNow();
        return new(
            Id: TimeOrderedId.New(now),
            Job: job,
            Process: Process,
            StartedAt: now,
            EndedAt: null,
            CutOff: false,
            Runs: 0,
            Items: 0,
            Errors: 0,
            Error: null,
            Log: ""
        );
    }

    /// <summary>The record after one more run.</summary>
    internal JobRecord Add(JobRecord record, JobRun run, Exception? failure) =>
        record with
        {
            EndedAt = time.GetUtcNow(),
            Runs = record.Runs + 1,
            Items = record.Items + run.Items,
            Errors = record.Errors + (failure is null ? 0 : 1),
            Error =
                failure is null ? record.Error
                : failure.ToString() is { Length: > LongestError } text ? text[..LongestError]
                : failure.ToString(),
            Log = record.Log.Length == 0 ? run.Log : record.Log,
        };

    /// <summary>Writes a record, or what it has become.</summary>
    internal async Task Write(JobRecord record, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            insert into core.job_runs (id, job, process, started_at, ended_at, runs, items, errors, error, log) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict (id) do update set ended_at = excluded.ended_at, runs = excluded.runs, items = excluded.items, errors = excluded.errors, error = excluded.error, log = excluded.log
            """
        );
        foreach (
            var value in (object?[])
                [record.Id, record.Job, record.Process, record.StartedAt, record.EndedAt, record.Runs, record.Items, record.Errors, record.Error, record.Log]
        )
        {
            command.With(value);
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>All jobs that a silo ever registered, by name.</summary>
    public async Task<IReadOnlyList<KnownJob>> All(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            $"""
            select {Columns}, j.name, j.timing from core.jobs j
            left join lateral (select * from {Records} r where r.job = j.name order by r.id desc limit 1) r on true
            order by j.name
            """
        );
        command.With(time.GetUtcNow() - Processes.StaleAfter);
        var jobs = new List<KnownJob>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            jobs.Add(
                new(reader.GetString(11), reader.GetString(12), await reader.IsDBNullAsync(0, cancellationToken) ? null : await Read(reader, cancellationToken))
            );
        }

        return jobs;
    }

    /// <summary>A page of a job's records, newest first.</summary>
    /// <param name="job">Its name.</param>
    /// <param name="onlyFailed">Only those with errors and those that were cut off.</param>
    /// <param name="cursor">As the page before gave it; null for the first.</param>
    /// <param name="limit">Records per page; see <see cref="Cursor.Limit"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The page, or <c>cursor.malformed</c>.</returns>
    public async Task<Result<Page<JobRecord>>> Runs(string job, bool onlyFailed, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        if (!Cursor.Decode<Key>(cursor).Try(out var after, out var malformed))
        {
            return malformed;
        }

        var size = Cursor.Limit(limit);
        await using var command = dataSource.CreateCommand(
            $"""
            select {Columns} from {Records} r
            where r.job = $2 and ($3 = false or r.errors > 0 or r.cut_off) and ($4::uuid is null or r.id < $4) order by r.id desc limit $5
            """
        );
        command.With(time.GetUtcNow() - Processes.StaleAfter).With(job).With(onlyFailed).With(after?.Id, NpgsqlTypes.NpgsqlDbType.Uuid).With(size + 1);
        var records = new List<JobRecord>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            records.Add(await Read(reader, cancellationToken));
        }

        return Page<JobRecord>.Of(records, size, r => new Key(r.Id));
    }

    /// <summary>Removes what is older than thirty days.</summary>
    /// <returns>How many records.</returns>
    internal async Task<int> Sweep(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("delete from core.job_runs where started_at < $1");
        command.With(time.GetUtcNow() - Keep);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<JobRecord> Read(NpgsqlDataReader reader, CancellationToken cancellationToken) =>
        new(
            Id: reader.GetGuid(0),
            Job: reader.GetString(1),
            Process: reader.GetString(2),
            StartedAt: reader.GetFieldValue<DateTimeOffset>(3),
            EndedAt: await reader.IsDBNullAsync(4, cancellationToken) ? null : reader.GetFieldValue<DateTimeOffset>(4),
            CutOff: reader.GetBoolean(10),
            Runs: reader.GetInt32(5),
            Items: reader.GetInt64(6),
            Errors: reader.GetInt32(7),
            Error: await reader.IsDBNullAsync(8, cancellationToken) ? null : reader.GetString(8),
            Log: reader.GetString(9)
        );
}
