using System.Diagnostics;
using System.Globalization;
using Ami.AppHost.Lifecycle;
using Ami.AppHost.Setup;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ami.AppHost.Servers;

/// <summary>
/// Embedded servers with throw-away data and nothing else, for tests and benchmarks: the resources that AppHost runs, under the same orchestrator, which ends
/// them with this process, however that ends.
/// </summary>
internal sealed class EmbeddedApplication : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ThrowAwayFolder _folder;
    private readonly DistributedApplication _application;
    private readonly IReadOnlyList<IResource> _servers;

    private EmbeddedApplication(ThrowAwayFolder folder, DistributedApplication application, IReadOnlyList<IResource> servers) =>
        (_folder, _application, _servers) = (folder, application, servers);

    /// <param name="describe">Adds the servers.</param>
    /// <param name="durable">False: commits are not flushed to disk.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="SetupException">Something is missing on this machine; its text says what to do.</exception>
    public static async Task<EmbeddedApplication> StartAsync(Action<Embedded> describe, bool durable, CancellationToken cancel)
    {
        await Orchestrator.CheckAsync(cancel);
        var folder = await ThrowAwayFolder.CreateAsync();
        var builder = DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions { AssemblyName = typeof(EmbeddedApplication).Assembly.GetName().Name, DisableDashboard = true }
        );
        Orchestrator.Configure(builder, dashboardPort: 0);
        builder.Services.AddLogging(logging => logging.ClearProviders());
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var programs = new EmbeddedPrograms(Repository.Find(), _ => { });
        describe(new Embedded(builder, programs, folder.Path, Secrets.Generate(), durable) { GiveUp = problem => failed.TrySetException(problem) });
        var servers = new EmbeddedApplication(folder, builder.Build(), [.. builder.Resources.OfType<ExecutableResource>()]);
        try
        {
            var started = servers.ReadyAsync(cancel);
            await await Task.WhenAny(started, failed.Task);
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills a server with SIGKILL, and waits until it is gone.</summary>
    public async Task KillAsync(IResource server)
    {
        if (ProcessIdOf(server) is not { } id)
        {
            return;
        }

        var gone = Notifications.WaitForResourceAsync(server.Name, KnownResourceStates.TerminalStates);
        using (var process = Process.GetProcessById(id))
        {
            process.Kill();
        }

        await gone.WaitAsync(Patience);
    }

    /// <summary>Starts one again that was killed, on the same port.</summary>
    public async Task RestartAsync(IResource server, CancellationToken cancel)
    {
        await _application.ResourceCommands.ExecuteCommandAsync(server, KnownResourceCommands.StartCommand, cancel);
        await Notifications.WaitForResourceHealthyAsync(server.Name, cancel).WaitAsync(Patience, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_servers.Select(StopAsync));
        await _application.DisposeAsync();
        await _folder.DisposeAsync();
    }

    private ResourceNotificationService Notifications => _application.ResourceNotifications;

    private async Task ReadyAsync(CancellationToken cancel)
    {
        await _application.StartAsync(cancel);
        foreach (var server in _servers)
        {
            try
            {
                await Notifications.WaitForResourceHealthyAsync(server.Name, WaitBehavior.StopOnResourceUnavailable, cancel).WaitAsync(Patience, cancel);
            }
            catch (Exception error) when (error is TimeoutException or DistributedApplicationException)
            {
                throw new SetupException($"{server.Name} did not start: {error.Message}", "Read its output above.", await OutputAsync(server));
            }
        }
    }

    private async Task<string> OutputAsync(IResource server)
    {
        List<string> lines = [];
        await foreach (var batch in _application.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(server))
        {
            lines.AddRange(batch.Select(line => LogFiles.WithoutTime(line.Content)));
        }

        return string.Join('\n', lines);
    }

    /// <summary>At once: what they hold is thrown away.</summary>
    private async Task StopAsync(IResource server)
    {
        if (ProcessIdOf(server) is not { } id)
        {
            return;
        }

        var gone = Notifications.WaitForResourceAsync(server.Name, KnownResourceStates.TerminalStates);
        await Command.TryAsync("kill", ["-INT", id.ToString(CultureInfo.InvariantCulture)], "/", CancellationToken.None);
        await gone.WaitAsync(Patience);
    }

    private int? ProcessIdOf(IResource server) =>
        Notifications.TryGetCurrentState(server.Name, out var news) && !KnownResourceStates.TerminalStates.Contains(news.Snapshot.State?.Text)
            ? SystemWatch.ProcessIdIn(news.Snapshot)
            : null;
}
