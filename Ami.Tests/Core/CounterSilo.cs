using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ami.Tests.Core;

/// <summary>
/// A silo that hosts counters, on a test database. Silos with the same cluster id know each other; two ids on one database are what a cluster is whose halves
/// do not see each other: both believe that they are alone.
/// </summary>
internal sealed class CounterSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private CounterSilo(IHost host) => _host = host;

    internal IServiceProvider Services => _host.Services;

    internal static async Task<CounterSilo> Start(string connection, string cluster = "together", TimeProvider? time = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings:ami"] = connection,
                ["Cluster:Id"] = cluster,
                ["Cluster:SiloPort"] = "0",
                ["Cluster:GatewayPort"] = "0",
            }
        );
        builder.ConfigureContainer(new DefaultServiceProviderFactory(new ServiceProviderOptions { ValidateScopes = true }));
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddSingleton(new Counter.ListenerMood(0));
        builder.Services.AddSingleton(new OutboxOptions());
        builder.Services.AddSingleton<OutboxDispatcher>();
        builder.Services.AddSingleton<ReminderService>();
        builder.AddAmiCore();
        Counter.AddTo(builder.Services);
        builder.AddClusterSilo();
        var host = builder.Build();
        await host.StartAsync();
        return new CounterSilo(host);
    }

    internal ICounter Grain(Guid id) => Services.GetRequiredService<IGrainFactory>().GetGrain<ICounter>(id);

    /// <summary>Increments as a caller does that must not count twice: repeated with the same key until there is an answer.</summary>
    internal async Task<int> Increment(Guid counter, Guid? operation = null) => (await Ask(counter, NewKey(), operation ?? Guid.CreateVersion7())).Result.Value;

    internal Task<Answer<int>> Ask(Guid counter, RequestKey key, Guid operation, int most = int.MaxValue) =>
        Grain(counter).Ask(g => g.Increment(key, operation, most));

    /// <summary>The counters that are in this cluster's memory.</summary>
    internal async Task<IReadOnlyList<Guid>> Active() =>
        [
            .. from grain in await Services
                .GetRequiredService<IGrainFactory>()
                .GetGrain<IManagementGrain>(0)
                .GetActiveGrains(GrainType.Create(Counter.GrainType))
            select grain.GetGuidKey(),
        ];

    internal static RequestKey NewKey() => new(Guid.CreateVersion7(), "k", RandomNumberGenerator.GetBytes(32));

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
