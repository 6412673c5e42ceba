using Ami.AppHost.Servers;
using Ami.Modules;
using Npgsql;

namespace Ami.TestKit;

/// <summary>A database of its own for one test class: migrated, empty, owned as in production.</summary>
/// <param name="Owner">Connection string of the role that owns the schemas.</param>
/// <param name="App">Connection string of the services' role.</param>
/// <param name="Redis">Connection string of the Redis-protocol server, shared by all tests: use channels and keys of your own.</param>
public sealed record TestDatabase(string Owner, string App, string Redis)
{
    /// <summary>For a host that does what only the role that owns the schemas may.</summary>
    public TestDatabase AsOwner() => this with { App = Owner };
}

/// <summary>
/// One PostgreSQL and one Redis-protocol server for the whole test run, started when the first test asks, by the same code that AppHost runs.
/// Databases are copies of one that was migrated once, so a test class gets a fresh one in some tens of milliseconds.
/// </summary>
public static class TestServers
{
    private const string Template = "ami_template";
    private static readonly Lazy<Task<EmbeddedServers>> Started = new(() => EmbeddedServers.StartAsync());
    private static readonly Lazy<Task> Migrated = new(Migrate);
    private static readonly SemaphoreSlim Copying = new(1);
    private static int _databases;

    /// <summary>The servers themselves.</summary>
    public static Task<EmbeddedServers> Get() => Started.Value;

    /// <summary>A new database with every module's schema.</summary>
    public static async Task<TestDatabase> CreateDatabase()
    {
        await Migrated.Value;
        return await Create(Template);
    }

    /// <summary>A new database without any schema.</summary>
    public static Task<TestDatabase> CreateEmptyDatabase() => Create(null);

    /// <summary>For the end of a test run: stops these, and the whole system and the browser where a test asked for them.</summary>
    public static async Task Stop()
    {
        await WholeSystem.Stop();
        await Browsers.Stop();
        if (Started.IsValueCreated)
        {
            await (await Started.Value).DisposeAsync();
        }
    }

    private static async Task<TestDatabase> Create(string? template)
    {
        var servers = await Get();
        var name = $"test_{Interlocked.Increment(ref _databases)}";

        // PostgreSQL copies a template for one session at a time.
        await Copying.WaitAsync();
        try
        {
            var (owner, app) = await servers.CreateDatabaseAsync(name, template);
            return new TestDatabase(Brief(owner), Brief(app), servers.Redis);
        }
        finally
        {
            Copying.Release();
        }
    }

    /// <summary>Connections that are given back soon: some hundred databases share one server's.</summary>
    private static string Brief(string connection) =>
        new NpgsqlConnectionStringBuilder(connection)
        {
            MaxPoolSize = 30,
            ConnectionIdleLifetime = 4,
            ConnectionPruningInterval = 2,
        }.ConnectionString;

    private static async Task Migrate()
    {
        var servers = await Get();
        var (owner, _) = await servers.CreateDatabaseAsync(Template);

        // Without a pool: nobody may be connected to a template while it is copied.
        await using var dataSource = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(owner) { Pooling = false });
        var scripts = AllModules.All.Migrations();
        var result = await new Migrator(dataSource, scripts).Up(_ => { });
        result.IsOk.ShouldBeTrue();
    }
}
