using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Ami.Modules.Operations.Features;

/// <summary>Every process with its version, and what they all depend on.</summary>
internal static class GetHealth
{
    /// <summary>How a process is.</summary>
    internal enum ProcessState
    {
        /// <summary>Heard of just now.</summary>
        Running,

        /// <summary>Not heard of for a while, without having said that it stops.</summary>
        Stale,

        /// <summary>It said that it stops.</summary>
        Stopped,
    }

    internal sealed record ProcessView(
        Guid Id,
        string Name,
        string Version,
        string Host,
        int ProcessId,
        ProcessState State,
        DateTimeOffset StartedAt,
        DateTimeOffset SeenAt,
        IReadOnlyDictionary<string, double> Figures
    );

    /// <param name="Version">Of the server.</param>
    /// <param name="Milliseconds">Time of a round trip from the process that answers.</param>
    /// <param name="Connections">In use by everybody.</param>
    /// <param name="MaxConnections">That the server allows.</param>
    /// <param name="SizeBytes">Of the database.</param>
    internal sealed record DatabaseView(string Version, double Milliseconds, int Connections, int MaxConnections, long SizeBytes);

    /// <param name="At">When this was read.</param>
    /// <param name="Processes">By name, newest first.</param>
    /// <param name="Versions">Versions that run now; more than one only while a new one is rolled out.</param>
    /// <param name="Database">PostgreSQL.</param>
    /// <param name="LiveConnected">Whether the process that answers reaches the Redis-protocol server.</param>
    internal sealed record SystemHealth(
        DateTimeOffset At,
        IReadOnlyList<ProcessView> Processes,
        IReadOnlyList<string> Versions,
        DatabaseView Database,
        bool LiveConnected
    );

    public static void Map(IEndpointRouteBuilder admin) =>
        admin
            .MapGet("/health", Handle)
            .RequirePermission(OperationsPermissions.ReadSystem)
            .WithName("GetSystemHealth")
            .WithSummary("Processes, database, live bus.");

    private static async Task<Ok<SystemHealth>> Handle(
        Processes processes,
        NpgsqlDataSource dataSource,
        LiveBus bus,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var views = (await processes.All(cancellationToken))
            .Select(seen => new ProcessView(
                Id: seen.Report.Id,
                Name: seen.Report.Name,
                Version: seen.Report.Version,
                Host: seen.Report.Host,
                ProcessId: seen.Report.ProcessId,
                State: StateOf(seen, now),
                StartedAt: seen.Report.StartedAt,
                SeenAt: seen.SeenAt,
                Figures: seen.Report.Figures
            ))
            .ToList();
        var versions = views.Where(v => v.State == ProcessState.Running).Select(v => v.Version).Distinct().Order(StringComparer.Ordinal).ToList();
        return TypedResults.Ok(new SystemHealth(now, views, versions, await Read(dataSource, cancellationToken), bus.IsConnected));
    }

    private static ProcessState StateOf(ProcessSighting seen, DateTimeOffset now) =>
        seen.StoppedAt is not null ? ProcessState.Stopped
        : now - seen.SeenAt > Processes.StaleAfter ? ProcessState.Stale
        : ProcessState.Running;

    private static async Task<DatabaseView> Read(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var ping = new NpgsqlCommand("select 1", connection);
        var started = Stopwatch.GetTimestamp();
        await ping.ExecuteScalarAsync(cancellationToken);
        var milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        await using var command = new NpgsqlCommand(
            """
            select current_setting('server_version'), (select sum(numbackends)::int from pg_stat_database), current_setting('max_connections')::int,
                   pg_database_size(current_database())
            """,
            connection
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new DatabaseView(reader.GetString(0).Split(' ')[0], Math.Round(milliseconds, 2), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt64(3));
    }
}
