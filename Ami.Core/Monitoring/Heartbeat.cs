using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ami.Core;

/// <summary>Tells of this process every <see cref="Processes.Beat"/>, and once more when it stops.</summary>
public sealed class Heartbeat : BackgroundService
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);
    private readonly Processes _processes;
    private readonly IReadOnlyList<IProcessFigure> _figures;
    private readonly Func<IReadOnlyDictionary<string, double>> _vitals;
    private readonly TimeProvider _time;
    private readonly ILogger<Heartbeat> _logger;
    private readonly string _name;
    private readonly Guid _id;
    private readonly DateTimeOffset _startedAt;

    internal Heartbeat(string name, Func<IReadOnlyDictionary<string, double>> vitals, IServiceProvider services)
    {
        (_name, _vitals) = (name, vitals);
        (_processes, _time, _logger) = (
            services.GetRequiredService<Processes>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<Heartbeat>>()
        );
        _figures = [.. services.GetServices<IProcessFigure>()];
        _startedAt = _time.GetUtcNow();
        _id = TimeOrderedId.New(_startedAt);
    }

    /// <summary>Tells of this process now.</summary>
    public Task Note(bool stopping, CancellationToken cancellationToken)
    {
        var all = new Dictionary<string, double>(_vitals());
        foreach (var figure in _figures)
        {
            if (figure.Value is { } value && double.IsFinite(value))
            {
                all[figure.Name] = value;
            }
        }

        return _processes.Note(
            new ProcessReport(_id, _name, Version, Environment.MachineName, Environment.ProcessId, _startedAt, all),
            stopping,
            cancellationToken
        );
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var patience = new CancellationTokenSource(LastWords, _time);
        try
        {
            await Note(stopping: true, patience.Token);
        }
        catch (Exception e)
        {
            _logger.LogDebug(e, "The last heartbeat was not heard");
        }
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new Periodic(Processes.Beat).Repeat(
            ct => Note(stopping: false, ct),
            (failure, _) => _logger.LogDebug(failure, "A heartbeat was lost: the database is away"),
            _time,
            stoppingToken
        );

    private static string Version { get; } =
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
