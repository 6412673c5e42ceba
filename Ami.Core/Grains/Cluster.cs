using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Configuration;
using Orleans.Serialization;

namespace Ami.Core;

/// <summary>
/// The Orleans cluster: silos host grains, clients call them. Who belongs to it stands in PostgreSQL (tables and queries of ours in schema <c>core</c>), so
/// nothing that may be lost decides about it.
/// </summary>
public static class Cluster
{
    private const string Service = "ami";

    /// <summary>Hosts grains in this process.</summary>
    public static void AddClusterSilo(this IHostApplicationBuilder builder)
    {
        var options = Options(builder.Configuration);
        TellOfEveryException(builder.Services);
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.Id, Service));
            silo.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = ("Npgsql", Membership(builder.Configuration)));
            var address = IPAddress.Parse(options.Address);
            silo.ConfigureEndpoints(
                address,
                options.SiloPort == 0 ? FreePort.Next() : options.SiloPort,
                options.GatewayPort == 0 ? FreePort.Next() : options.GatewayPort,
                listenOnAnyHostAddress: !IPAddress.IsLoopback(address)
            );
            silo.Configure<ClusterMembershipOptions>(membership =>
            {
                // A silo whose connections are gone is declared dead after about two seconds. One that is only silent gets as long as it misses probes of the
                // longest kind: about four.
                membership.ProbeTimeout = options.ProbeTimeout;
                membership.MaxProbeTimeout = options.ProbeTimeout * 2;
                membership.NumMissedProbesLimit = 3;
                membership.TableRefreshTimeout = TimeSpan.FromSeconds(2);
                membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
                membership.DefunctSiloExpiration = TimeSpan.FromHours(1);
                membership.DefunctSiloCleanupPeriod = TimeSpan.FromMinutes(10);
            });
            silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = messaging.SystemResponseTimeout = options.ResponseTimeout);
            // Where grains of other silos are. Room for all of it is taken at the start, for a million by default.
            silo.Configure<GrainDirectoryOptions>(directory => directory.CacheSize = 100_000);
            silo.AddActivityPropagation();
        });
    }

    /// <summary>Calls grains from this process. Its start waits for a silo.</summary>
    public static void AddClusterClient(this IHostApplicationBuilder builder)
    {
        var options = Options(builder.Configuration);
        if (options.Embedded)
        {
            builder.AddClusterSilo();
            return;
        }

        TellOfEveryException(builder.Services);
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.Id, Service));
            client.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = ("Npgsql", Membership(builder.Configuration)));
            client.Configure<GatewayOptions>(gateway => gateway.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2));
            client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = options.ResponseTimeout);
            client.UseConnectionRetryFilter(
                async (_, cancellationToken) =>
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
                    return true;
                }
            );
            client.AddActivityPropagation();
        });
    }

    /// <summary>
    /// By default Orleans passes on the exceptions of Microsoft's namespaces, and for a database's the caller hears only that there is no codec for it.
    /// </summary>
    internal static IServiceCollection TellOfEveryException(IServiceCollection services) =>
        services.Configure<ExceptionSerializationOptions>(exceptions => exceptions.SupportedExceptionTypeFilter = _ => true);

    private static ClusterSettings Options(IConfiguration configuration) => configuration.GetSection("Cluster").Get<ClusterSettings>() ?? new ClusterSettings();

    /// <summary>The provider's queries name its tables without a schema.</summary>
    private static string Membership(IConfiguration configuration) =>
        new NpgsqlConnectionStringBuilder(configuration.GetConnectionString(CoreServices.Database) ?? "")
        {
            SearchPath = "core",
            ApplicationName = "ami-membership",
            MaxPoolSize = 4,
        }.ConnectionString;
}

/// <summary>Section <c>Cluster</c> of the configuration.</summary>
public sealed class ClusterSettings
{
    /// <summary>Silos and clients with the same id belong together. <c>ami</c> by default; the AppHost makes one for each run.</summary>
    public string Id { get; set; } = "ami";

    /// <summary>A process that would call grains of a silo hosts them itself: for tests. False by default.</summary>
    public bool Embedded { get; set; }

    /// <summary>The address under which other silos and clients reach this silo. Loopback by default: set it where they run on other machines.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Port for other silos; 0 takes a free one. 11111 by default.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>Port for clients; 0 takes a free one. 30000 by default.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>How long a silo may take to answer another's probe; after three missed ones it is declared dead. 0.7 seconds by default.</summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(0.7);

    /// <summary>How long a call waits for its answer before it is made again; five seconds by default.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
