using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ami.Core;

/// <summary>Keeps a silo firing reminders, every quarter of a second, and outlives restarts of the database.</summary>
internal sealed class ReminderWorker(ReminderService reminders, TimeProvider time, ILogger<ReminderWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    while (await reminders.FireDue(stoppingToken) == 100)
                    {
                    }
                }
                catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
                {
                    logger.LogWarning(e, "Reminders are waiting for the database");
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping; what was not fired stays due.
        }
    }
}
