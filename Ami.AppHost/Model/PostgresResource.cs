using Ami.AppHost.Containers;
using Ami.AppHost.Running;
using Ami.AppHost.Servers;
using Ami.AppHost.Setup;
using Npgsql;

namespace Ami.AppHost.Model;

/// <summary>PostgreSQL: a given one, a container, or an embedded one, in this order.</summary>
public sealed class PostgresResource : Resource
{
    private string? _app;
    private string? _owner;

    internal PostgresResource(string name) : base(name)
    {
    }

    public DatabaseResource AddDatabase(string name) => new(
        new ConnectionReference(name, this, () => _app),
        new ConnectionReference($"{name}-owner", this, () => _owner));

    internal override IReadOnlyList<PlannedInstance> Plan(RunContext context)
    {
        var (app, owner) = (context.Given(PostgresRoles.Database), context.Given($"{PostgresRoles.Database}-owner"));
        if ((app is null) != (owner is null))
            throw new SetupException(
                $"ConnectionStrings:{PostgresRoles.Database}{(app is null ? "-owner" : "")} was given, but not ConnectionStrings:{PostgresRoles.Database}{(app is null ? "" : "-owner")}.",
                "Give both: -owner is the role that owns the database, for migrations; the other is the services' role and owns nothing.");
        if (app is not null && owner is not null)
            return [Planned(Address(app), _ => Task.FromResult(Watch(app, owner)))];
        var port = FreePort.Next();
        return [Planned($"127.0.0.1:{port}", cancel =>
            context.Options.Containers ? ContainerAsync(context, port, cancel) : EmbeddedAsync(context, port, cancel))];
    }

    private PlannedInstance Planned(string address, Func<CancellationToken, Task<Launch>> prepare) => new(Name, [address], prepare);

    private static string Address(string connection)
    {
        var parts = new NpgsqlConnectionStringBuilder(connection);
        return $"{parts.Host}:{parts.Port}";
    }

    private Launch Watch(string app, string owner)
    {
        (_app, _owner) = (app, owner);
        return new Launch(Spec: null, cancel => PostgresRoles.IsReadyAsync(app, cancel));
    }

    private async Task<Launch> EmbeddedAsync(RunContext context, int port, CancellationToken cancel)
    {
        var program = await new EmbeddedPrograms(context.Repository, context.Progress).PostgresAsync(cancel);
        var place = await ServerPlace.FindAsync(context.DataFolder, cancel);
        var server = await EmbeddedPostgres.PrepareAsync(
            program, place, port, context.Secrets.Superuser, durable: !context.Options.Ephemeral, cancel);
        Grant(port, context.Secrets);
        return new Launch(server.Launch, server.IsReadyAsync)
        {
            BeforeStart = stop => StalePostmaster.ClearAsync(server.Data, stop),
            Complete = stop => PostgresRoles.EnsureAsync(server.SuperuserConnection, context.Secrets, stop),
        };
    }

    private async Task<Launch> ContainerAsync(RunContext context, int port, CancellationToken cancel)
    {
        var engine = await ContainerEngine.FindAsync(context.ContainerPrograms, cancel);
        var superuser = PostgresRoles.Connection("127.0.0.1", port, "postgres", "postgres", context.Secrets.Superuser);
        Grant(port, context.Secrets);
        var launch = await engine.PrepareAsync(ContainerImages.Postgres(context, port), context.Progress, cancel);
        return launch with
        {
            IsReady = stop => PostgresRoles.IsReadyAsync(superuser, stop),
            Complete = stop => PostgresRoles.EnsureAsync(superuser, context.Secrets, stop),
        };
    }

    private void Grant(int port, Secrets secrets)
    {
        _app = PostgresRoles.Connection("127.0.0.1", port, PostgresRoles.Database, PostgresRoles.App, secrets.App);
        _owner = PostgresRoles.Connection("127.0.0.1", port, PostgresRoles.Database, PostgresRoles.Owner, secrets.Owner);
    }
}

/// <param name="Services">Role that owns nothing.</param>
/// <param name="Owner">Role that owns the database: for migrations alone.</param>
public sealed record DatabaseResource(ConnectionReference Services, ConnectionReference Owner);
