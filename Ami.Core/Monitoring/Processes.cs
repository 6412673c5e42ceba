using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Ami.Core;

/// <summary>What a process tells of itself.</summary>
/// <param name="Id">Of this run of it.</param>
/// <param name="Name">Which program, for example <c>ami-silo</c>.</param>
/// <param name="Version">As built.</param>
/// <param name="Host">Name of the machine.</param>
/// <param name="ProcessId">Number at the machine.</param>
/// <param name="StartedAt">When it started, UTC.</param>
/// <param name="Figures">Numbers: <c>cpu</c> (cores in use), <c>memory</c> (bytes), <c>requests</c> and <c>failures</c> (answers 5xx) of the last hour, and
/// what modules add.</param>
public sealed record ProcessReport(
    Guid Id,
    string Name,
    string Version,
    string Host,
    int ProcessId,
    DateTimeOffset StartedAt,
    IReadOnlyDictionary<string, double> Figures
);

/// <summary>A process as it was last heard of.</summary>
/// <param name="Report">What it told.</param>
/// <param name="SeenAt">When, UTC.</param>
/// <param name="StoppedAt">When it said that it stops; null when it did not.</param>
public sealed record ProcessSighting(ProcessReport Report, DateTimeOffset SeenAt, DateTimeOffset? StoppedAt);

/// <summary>Every process of the system, as it last told of itself.</summary>
public sealed class Processes(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>How often a process tells of itself.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    /// <summary>A process that was not heard of for this long is probably gone.</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromSeconds(35);

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    /// <summary>Notes what a process tells, and forgets those not heard of for a day.</summary>
    /// <param name="report">What it tells.</param>
    /// <param name="stopping">True with its last words.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task Note(ProcessReport report, bool stopping = false, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(
            new(
                """
                insert into core.processes (id, name, version, host, process_id, started_at, seen_at, stopped_at, figures) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                on conflict (id) do update set seen_at = excluded.seen_at, stopped_at = excluded.stopped_at, figures = excluded.figures
                """
            )
            {
                Parameters =
                {
                    new() { Value = report.Id },
                    new() { Value = report.Name },
                    new() { Value = report.Version },
                    new() { Value = report.Host },
                    new() { Value = report.ProcessId },
                    new() { Value = report.StartedAt.ToUniversalTime() },
                    new() { Value = now },
                    new() { Value = stopping ? now : DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                    new() { Value = JsonSerializer.Serialize(report.Figures), NpgsqlDbType = NpgsqlDbType.Jsonb },
                },
            }
        );
        batch.BatchCommands.Add(new NpgsqlBatchCommand("delete from core.processes where seen_at < $1").With(now - Remembered));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>All that were heard of within a day, by name and start.</summary>
    public async Task<IReadOnlyList<ProcessSighting>> All(CancellationToken cancellationToken = default)
    {
        await using var command = dataSource.CreateCommand(
            "select id, name, version, host, process_id, started_at, figures::text, seen_at, stopped_at from core.processes order by name, started_at desc limit 500"
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var sightings = new List<ProcessSighting>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var figures = JsonSerializer.Deserialize<Dictionary<string, double>>(reader.GetString(6)) ?? [];
            var report = new ProcessReport(
                reader.GetGuid(0),
                reader.GetString(1),
                reader.GetString(2),
                reader.GetString(3),
                reader.GetInt32(4),
                reader.GetFieldValue<DateTimeOffset>(5),
                figures
            );
            sightings.Add(
                new ProcessSighting(
                    report,
                    reader.GetFieldValue<DateTimeOffset>(7),
                    await reader.IsDBNullAsync(8, cancellationToken) ? null : reader.GetFieldValue<DateTimeOffset>(8)
                )
            );
        }

        return sightings;
    }
}
