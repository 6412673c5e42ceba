using Ami.AppHost.Setup;
using Npgsql;

namespace Ami.AppHost.Servers;

/// <summary>
/// A private PostgreSQL and Redis-protocol server with throw-away data, for tests and benchmarks: the resources that
/// AppHost runs. Any number may run at once; they end with this process, however it ends.
/// </summary>
public sealed class EmbeddedServers : IAsyncDisposable
{
    private readonly EmbeddedApplication _application;
    private readonly EmbeddedPostgresResource _postgres;
    private readonly Secrets _secrets;

    private EmbeddedServers(EmbeddedApplication application, EmbeddedPostgresResource postgres, Secrets secrets, string redis) =>
        (_application, _postgres, _secrets, Redis) = (application, postgres, secrets, redis);

    /// <summary>PostgreSQL's superuser on database <c>postgres</c>.</summary>
    public string Superuser => _postgres.SuperuserConnection(_secrets.Superuser);

    /// <summary>Role <c>ami_owner</c> on database <c>ami</c>, which it owns: migrations.</summary>
    public string Owner => OwnerOf(PostgresRoles.Database);

    /// <summary>Role <c>ami_app</c> on database <c>ami</c>: services.</summary>
    public string App => AppOf(PostgresRoles.Database);

    /// <summary>Redis-protocol server, in the form that StackExchange.Redis reads.</summary>
    public string Redis { get; }

    /// <exception cref="SetupException">Something is missing on this machine; its text says what to do.</exception>
    public static async Task<EmbeddedServers> StartAsync(bool durable = false, CancellationToken cancel = default)
    {
        EmbeddedPostgresResource? postgres = null;
        EmbeddedGarnetResource? garnet = null;
        Secrets? secrets = null;
        var application = await EmbeddedApplication.StartAsync(
            embedded =>
            {
                secrets = embedded.Secrets;
                postgres = embedded.AddPostgres("postgres").Resource;
                garnet = embedded.AddGarnet("redis").Resource;
            },
            durable,
            cancel
        );
        return new EmbeddedServers(application, postgres!, secrets!, await garnet!.ConnectionStringExpression.GetValueAsync(cancel) ?? "");
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

    /// <summary>Kills PostgreSQL with SIGKILL, as a power cut would.</summary>
    public Task KillPostgresAsync() => _application.KillAsync(_postgres);

    /// <summary>Starts PostgreSQL again after it was killed: the same port, the same data.</summary>
    public Task RestartPostgresAsync(CancellationToken cancel = default) => _application.RestartAsync(_postgres, cancel);

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await _application.DisposeAsync();
    }

    private string OwnerOf(string database) => PostgresRoles.Connection("127.0.0.1", _postgres.Port, database, PostgresRoles.Owner, _secrets.Owner);

    private string AppOf(string database) => PostgresRoles.Connection("127.0.0.1", _postgres.Port, database, PostgresRoles.App, _secrets.App);
}
