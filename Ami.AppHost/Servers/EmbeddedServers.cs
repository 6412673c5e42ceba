using Ami.AppHost.Running;
using Ami.AppHost.Setup;
using Npgsql;

namespace Ami.AppHost.Servers;

/// <summary>
/// A private PostgreSQL and Redis-protocol server with throw-away data, for tests and benchmarks: the same code that AppHost runs
/// embedded resources with. Any number may run at once; they end with this process, however it ends.
/// </summary>
public sealed class EmbeddedServers : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private readonly ThrowAwayFolder _folder;
    private readonly Secrets _secrets;
    private readonly EmbeddedPostgres _postgres;
    private readonly List<GuardedProcess> _processes;

    private EmbeddedServers(ThrowAwayFolder folder, Secrets secrets, EmbeddedPostgres postgres, EmbeddedGarnet garnet, List<GuardedProcess> processes)
    {
        _folder = folder;
        _secrets = secrets;
        _postgres = postgres;
        _processes = processes;
        Redis = garnet.Connection;
    }

    /// <summary>PostgreSQL's superuser on database <c>postgres</c>.</summary>
    public string Superuser => _postgres.SuperuserConnection;

    /// <summary>Role <c>ami_owner</c> on database <c>ami</c>, which it owns: migrations.</summary>
    public string Owner => OwnerOf(PostgresRoles.Database);

    /// <summary>Role <c>ami_app</c> on database <c>ami</c>: services.</summary>
    public string App => AppOf(PostgresRoles.Database);

    /// <summary>Redis-protocol server, in the form that StackExchange.Redis reads.</summary>
    public string Redis { get; }

    /// <exception cref="SetupException">Something is missing on this machine; its text says what to do.</exception>
    public static async Task<EmbeddedServers> StartAsync(bool durable = false, CancellationToken cancel = default)
    {
        var programs = new EmbeddedPrograms(Repository.Find(), _ => { });
        var postgresProgram = await programs.PostgresAsync(cancel);
        var garnetProgram = await programs.GarnetAsync(cancel);
        var folder = await ThrowAwayFolder.CreateAsync();
        var processes = new List<GuardedProcess>();
        try
        {
            var place = await ServerPlace.FindAsync(folder.Path, cancel);
            var secrets = Secrets.Generate();
            var garnet = await EmbeddedGarnet.PrepareAsync(garnetProgram, place, FreePort.Next(), secrets.Redis, cancel);
            var garnetLog = new List<string>();
            processes.Add(await GuardedProcess.StartAsync(garnet.Launch, garnetLog.Add, cancel));
            var postgres = await EmbeddedPostgres.PrepareAsync(postgresProgram, place, FreePort.Next(), secrets.Superuser, durable, cancel);
            var postgresLog = new List<string>();
            processes.Add(await GuardedProcess.StartAsync(postgres.Launch, postgresLog.Add, cancel));
            await UntilReadyAsync("PostgreSQL", processes[1], postgres.IsReadyAsync, postgresLog, cancel);
            await PostgresRoles.EnsureAsync(postgres.SuperuserConnection, secrets, cancel);
            await UntilReadyAsync("Garnet", processes[0], garnet.IsReadyAsync, garnetLog, cancel);
            return new EmbeddedServers(folder, secrets, postgres, garnet, processes);
        }
        catch
        {
            await EndAsync(processes, folder);
            throw;
        }
    }

    /// <summary>
    /// Creates a database owned by <c>ami_owner</c>. With <paramref name="template"/> it is a copy of that database, to which nobody
    /// may be connected: migrate one, then give each test class its copy in some tens of milliseconds.
    /// </summary>
    public async Task<(string Owner, string App)> CreateDatabaseAsync(string name, string? template = null, CancellationToken cancel = default)
    {
        await PostgresRoles.EnsureDatabaseAsync(Superuser, name, template, cancel);
        return (OwnerOf(name), AppOf(name));
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await EndAsync(_processes, _folder);
    }

    private string OwnerOf(string database) =>
        PostgresRoles.Connection("127.0.0.1", _postgres.Port, database, PostgresRoles.Owner, _secrets.Owner);

    private string AppOf(string database) =>
        PostgresRoles.Connection("127.0.0.1", _postgres.Port, database, PostgresRoles.App, _secrets.App);

    private static async Task UntilReadyAsync(
        string name, GuardedProcess process, Func<CancellationToken, Task<bool>> ready, List<string> log, CancellationToken cancel)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await ready(cancel))
        {
            if (process.Exited.IsCompleted || TimeProvider.System.GetElapsedTime(started) > Patience)
                throw new SetupException($"{name} did not start:", "Read its output above.", string.Join('\n', log.ToArray()));
            await Task.Delay(Poll, TimeProvider.System, cancel);
        }
    }

    private static async Task EndAsync(IReadOnlyList<GuardedProcess> processes, ThrowAwayFolder folder)
    {
        await Task.WhenAll(processes.Select(process => process.DisposeAsync().AsTask()));
        await folder.DisposeAsync();
    }
}
