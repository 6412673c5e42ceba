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
        try
        {
            await Note(stopping: true, patience.Token);
        }
        catch (Exception e)
        {
            logger.LogDebug(e, "The last heartbeat was not heard");
        }
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => new Periodic(Processes.Beat).Repeat(
        ct => Note(stopping: false, ct), (failure, _) => logger.LogDebug(failure, "A heartbeat was lost: the database is away"), time, stoppingToken);

    private static string Version { get; } =
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
