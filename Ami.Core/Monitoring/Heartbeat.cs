using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ami.Core;

/// <summary>Tells of this process every <see cref="Processes.Beat"/>, and once more when it stops.</summary>
public sealed class Heartbeat : BackgroundService
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);
    private readonly Processes processes;
    private readonly IReadOnlyList<IProcessFigure> figures;
    private readonly Func<IReadOnlyDictionary<string, double>> vitals;
    private readonly TimeProvider time;
    private readonly ILogger<Heartbeat> logger;
    private readonly string name;
    private readonly Guid id;
    private readonly DateTimeOffset startedAt;

    internal Heartbeat(string name, Func<IReadOnlyDictionary<string, double>> vitals, IServiceProvider services)
    {
        (this.name, this.vitals) = (name, vitals);
        (processes, time, logger) = (services.GetRequiredService<Processes>(), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<Heartbeat>>());
        figures = [.. services.GetServices<IProcessFigure>()];
        startedAt = time.GetUtcNow();
        id = Guid.CreateVersion7(startedAt);
    }

    /// <summary>Tells of this process now.</summary>
    public Task Note(bool stopping, CancellationToken cancellationToken)
    {
        var all = new Dictionary<string, double>(vitals());
        foreach (var figure in figures)
        {
            if (figure.Value is { } value && double.IsFinite(value))
            {
                all[figure.Name] = value;
            }
        }

        return processes.Note(new ProcessReport(id, name, Version, Environment.MachineName, Environment.ProcessId, startedAt, all), stopping, cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var patience = new CancellationTokenSource(LastWords, time);
        await Try(stopping: true, patience.Token);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Processes.Beat, time);
        try
        {
            do
            {
                await Try(stopping: false, stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping, and says so in StopAsync.
        }
    }

    private static string Version { get; } =
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    private async Task Try(bool stopping, CancellationToken cancellationToken)
    {
        try
        {
            await Note(stopping, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            logger.LogDebug(e, "A heartbeat was lost: the database is away");
        }
        catch (OperationCanceledException) when (stopping)
        {
            logger.LogDebug("The last heartbeat was not heard in time");
        }
    }
}
