using Ami.AppHost.Lifecycle;
using Ami.AppHost.Setup;

namespace Ami.AppHost.Servers;

/// <summary>The two embedded servers as Aspire resources: on the same port after every restart, without a proxy before it.</summary>
internal sealed record Embedded(IDistributedApplicationBuilder Application, EmbeddedPrograms Programs, string DataFolder, Secrets Secrets, bool Durable)
{
    /// <summary>Told of what keeps a server from being started.</summary>
    public required Action<SetupException> GiveUp { get; init; }

    public IResourceBuilder<EmbeddedPostgresResource> AddPostgres(string name)
    {
        var postgres = new EmbeddedPostgresResource(name, FreePort.Next());
        return Add(postgres, postgres.Port, cancel => postgres.PrepareAsync(Programs, DataFolder, Secrets.Superuser, Durable, cancel))
            .WithEnvironment("LC_ALL", "C")
            .WithEnvironment("TZ", "UTC")
            .WithReadiness(cancel => PostgresRoles.AreReadyAsync(postgres.SuperuserConnection(Secrets.Superuser), Secrets, cancel));
    }

    public IResourceBuilder<EmbeddedGarnetResource> AddGarnet(string name) =>
        AddGarnet(name, Application.AddParameter($"{name}-password", () => Secrets.Redis, secret: true));

    public IResourceBuilder<EmbeddedGarnetResource> AddGarnet(string name, IResourceBuilder<ParameterResource> password)
    {
        var garnet = new EmbeddedGarnetResource(name, FreePort.Next(), password.Resource);
        return Add(garnet, garnet.Port, cancel => garnet.PrepareAsync(Programs, DataFolder, Secrets.Redis, cancel))
            .WithQuickStart()
            .WithReadiness(cancel => RedisProbe.IsReadyAsync("127.0.0.1", garnet.Port, Secrets.Redis, cancel));
    }

    private IResourceBuilder<T> Add<T>(T server, int port, Func<CancellationToken, Task<IReadOnlyList<string>>> prepare)
        where T : ExecutableResource
    {
        IReadOnlyList<string> commandLine = [];
        return Application
            .AddResource(server)
            .WithCertificateTrustScope(CertificateTrustScope.None)
            .WithEndpoint(port, name: "tcp", scheme: "tcp", isProxied: false)
            .WithEndpoint("tcp", endpoint => endpoint.TargetHost = "127.0.0.1")
            .OnBeforeResourceStarted(
                async (_, _, cancel) =>
                {
                    try
                    {
                        commandLine = await prepare(cancel);
                    }
                    catch (SetupException problem)
                    {
                        GiveUp(problem);
                        throw;
                    }
                }
            )
            .WithArgs(context =>
            {
                foreach (var word in commandLine)
                {
                    context.Args.Add(word);
                }
            });
    }
}
