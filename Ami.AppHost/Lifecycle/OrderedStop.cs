using Ami.AppHost.Servers;
using Microsoft.Extensions.Hosting;

namespace Ami.AppHost.Lifecycle;

/// <summary>
/// Stops everything the other way round than it was started: what waited for another ends before it. Aspire would stop all at once, and PostgreSQL, told to
/// end by SIGTERM, waits for its clients. Registered last, so it is the first hosted service to be stopped.
/// </summary>
internal sealed class OrderedStop(SystemWatch watch, ResourceCommandService commands, ResourceNotificationService notifications, LocalRun run) : IHostedService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        run.Terminal.Step("stopping");
        foreach (
            var level in watch
                .Processes.Where(process => process.ProcessId is not null)
                .GroupBy(process => Depth(process.Resource))
                .OrderByDescending(level => level.Key)
        )
        {
            await Task.WhenAll(level.Select(process => StopAsync(process, cancellationToken)));
        }
    }

    /// <summary>0 for what waits for nothing, else one more than the deepest of what it waits for.</summary>
    private static int Depth(IResource resource) =>
        resource.Annotations.OfType<WaitAnnotation>().Select(wait => 1 + Depth(wait.Resource)).DefaultIfEmpty(0).Max();

    private async Task StopAsync(WatchedProcess process, CancellationToken cancel)
    {
        var ended = notifications.WaitForResourceAsync(process.Name, KnownResourceStates.TerminalStates, cancel).WaitAsync(Patience, cancel);
        if (process.Resource is EmbeddedPostgresResource && process.ProcessId is { } id)
        {
            await EmbeddedPostgresResource.StopFastAsync(id, cancel);
        }
        else
        {
            await commands.ExecuteCommandAsync(process.Id, KnownResourceCommands.StopCommand, cancel);
        }

        try
        {
            await ended;
        }
        catch (TimeoutException)
        {
            run.Terminal.Step($"{process.Name} does not end; it will be killed");
        }
    }
}
