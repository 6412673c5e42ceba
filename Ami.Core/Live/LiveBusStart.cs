using Microsoft.Extensions.Hosting;

namespace Ami.Core;

/// <summary>
/// Connects to the Redis-protocol server before the first request comes. Connecting blocks; if many first requests did it at once, they would take
/// the very threads that it needs to finish.
/// </summary>
internal sealed class LiveBusStart(LiveBus bus) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.Run(() => bus.IsConnected, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
