using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ami.Core;

/// <summary>Drops anchors while there is something new, and once a day gives up what is older than the retention. Silos that do it at once do no harm.</summary>
internal sealed class AuditWorker(AuditAnchors anchors, AuditRetention retention, TimeProvider time, ILogger<AuditWorker> logger) : BackgroundService
{
    private static readonly TimeSpan AnchorEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(AnchorEvery, time);
        var nextSweep = time.GetUtcNow();
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    if (await anchors.Drop(stoppingToken) is { } anchor)
                    {
                        logger.LogInformation("Audit anchor {Anchor}", anchor);
                    }

                    if (time.GetUtcNow() >= nextSweep)
                    {
                        var givenUp = await retention.Sweep(stoppingToken);
                        nextSweep = time.GetUtcNow() + SweepEvery;
                        logger.LogInformation("{Count} audit entries were older than the retention", givenUp);
                    }
                }
                catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
                {
                    logger.LogWarning(e, "The audit log could not be anchored; next try in {Pause}", AnchorEvery);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping; the next silo anchors what is new.
        }
    }
}
