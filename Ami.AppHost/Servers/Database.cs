using System.Globalization;
using Ami.AppHost.Lifecycle;
using Ami.AppHost.Model;
using Ami.AppHost.Setup;

namespace Ami.AppHost.Servers;

#pragma warning disable ASPIRECERTIFICATES001 // A developer's certificate would turn the container's Redis into one behind TLS, which our connection string does not say.

/// <param name="Server">What to wait for.</param>
/// <param name="App">Role that owns nothing: for services.</param>
/// <param name="Owner">Role that owns the database: for migrations alone.</param>
internal sealed record Database(
    IResourceBuilder<IResource> Server,
    IResourceBuilder<IResourceWithConnectionString> App,
    IResourceBuilder<IResourceWithConnectionString> Owner
);

/// <summary>The servers of the system: a given one, a container, or an embedded one, in this order.</summary>
internal static class Databases
{
    private const string PostgresVersion = "18";
    private const string RedisVersion = "8.6";
    private const string OwnerConnection = $"{PostgresRoles.Database}-owner";

    public static Database AddPostgres(this AmiSystem system, string name)
    {
        if (!system.IsPublished && system.GivenDatabase() is { } given)
        {
            return given;
        }

        var (superuser, owner, app) = (
            system.AddSecret("postgres-password", kept => kept.Superuser),
            system.AddSecret("postgres-owner-password", kept => kept.Owner),
            system.AddSecret("postgres-app-password", kept => kept.App)
        );
        IResourceBuilder<IResourceWithEndpoints> server = system.UsesContainers
            ? system.AddPostgresContainer(name, superuser, owner, app)
            : system.Embedded.AddPostgres(name);
        return new Database(server, Connection(PostgresRoles.Database, PostgresRoles.App, app), Connection(OwnerConnection, PostgresRoles.Owner, owner));

        IResourceBuilder<IResourceWithConnectionString> Connection(string connection, string role, IResourceBuilder<ParameterResource> password)
        {
            var endpoint = server.GetEndpoint("tcp");
            return system
                .Application.AddResource(
                    new ConnectionResource(
                        connection,
                        server.Resource,
                        ReferenceExpression.Create(
                            $"Host={endpoint.Property(EndpointProperty.Host)};Port={endpoint.Property(EndpointProperty.Port)};Database={PostgresRoles.Database};Username={role};Password={password.Resource};Maximum Pool Size={PostgresRoles.PoolSize.ToString(CultureInfo.InvariantCulture)}"
                        )
                    )
                )
                // It has no state of its own that a dashboard could show.
                .WithInitialState(
                    new CustomResourceSnapshot
                    {
                        ResourceType = "Role",
                        Properties = [],
                        IsHidden = true,
                    }
                );
        }
    }

    public static IResourceBuilder<IResourceWithConnectionString> AddRedis(this AmiSystem system, string name)
    {
        if (!system.IsPublished && system.Local.Given(name) is { } given)
        {
            var (host, port, secret) = RedisProbe.Parse(given);
            return system.AddGiven(name, given, cancel => RedisProbe.IsReadyAsync(host, port, secret, cancel));
        }

        var password = system.AddSecret("redis-password", kept => kept.Redis);
        if (!system.UsesContainers)
        {
            return system.Embedded.AddGarnet(name, password);
        }

        var redis = system.Application.AddRedis(name, password: password).WithImageTag(RedisVersion).WithoutHttpsCertificate();
        return system.IsPublished ? redis : redis.WithEndpoint("tcp", endpoint => (endpoint.Port, endpoint.IsProxied) = (FreePort.Next(), false));
    }

    private static Database? GivenDatabase(this AmiSystem system)
    {
        var (app, owner) = (system.Local.Given(PostgresRoles.Database), system.Local.Given(OwnerConnection));
        if ((app is null) != (owner is null))
        {
            throw new SetupException(
                $"ConnectionStrings:{(app is null ? OwnerConnection : PostgresRoles.Database)} was given, but not ConnectionStrings:{(app is null ? PostgresRoles.Database : OwnerConnection)}.",
                "Give both: -owner is the role that owns the database, for migrations; the other is the services' role and owns nothing."
            );
        }

        if (app is null || owner is null)
        {
            return null;
        }

        var server = system.AddGiven(PostgresRoles.Database, app, cancel => PostgresRoles.IsReadyAsync(app, cancel));
        return new Database(server, server, system.AddGiven(OwnerConnection, owner, cancel => PostgresRoles.IsReadyAsync(owner, cancel)));
    }

    /// <summary>A server that somebody else runs: it is asked whether it answers, not started.</summary>
    private static IResourceBuilder<IResourceWithConnectionString> AddGiven(
        this AmiSystem system,
        string name,
        string connection,
        Func<CancellationToken, Task<bool>> isReady
    )
    {
        system.Application.Configuration[$"ConnectionStrings:{name}"] = connection;
        return system
            .Application.AddConnectionString(name)
            .WithReadiness(async cancel =>
            {
                try
                {
                    return await isReady(cancel);
                }
                catch (SetupException problem)
                {
                    system.Local.GiveUp(problem);
                    throw;
                }
            });
    }

    private static IResourceBuilder<IResourceWithEndpoints> AddPostgresContainer(
        this AmiSystem system,
        string name,
        IResourceBuilder<ParameterResource> superuser,
        IResourceBuilder<ParameterResource> owner,
        IResourceBuilder<ParameterResource> app
    )
    {
        var postgres = system
            .Application.AddPostgres(name, password: superuser)
            .WithImageTag(PostgresVersion)
            .WithArgs([.. EmbeddedPostgresResource.Tuning.SelectMany(setting => (string[])["-c", $"{setting.Name}={setting.Value}"])]);
        if (system.IsPublished)
        {
            // Nobody else is there to make the roles.
            return postgres
                .WithDataVolume()
                .WithEnvironment("AMI_OWNER_PASSWORD", owner)
                .WithEnvironment("AMI_APP_PASSWORD", app)
                .WithInitFiles("Servers/roles");
        }

        if (!system.Options.Ephemeral)
        {
            postgres.WithVolume(ContainerEngine.NameOfVolume(system.Local.StateFolder), "/var/lib/postgresql");
        }

        postgres.WithEndpoint("tcp", endpoint => (endpoint.Port, endpoint.IsProxied) = (FreePort.Next(), false));
        return postgres.WithReadiness(async cancel =>
            await PostgresRoles.AreReadyAsync($"{await postgres.Resource.GetConnectionStringAsync(cancel)};Database=postgres", system.Local.Secrets, cancel)
        );
    }
}
