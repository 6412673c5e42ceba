using Ami.Modules.Market.Sources.Binance;
using Ami.Modules.Market.Sources.Polygon;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Market.Sources;

/// <summary>Follows the sources that are switched on, in the silo that leads the feed.</summary>
internal sealed class SourceRuns(
    BinanceFeed binance,
    PolygonFeed polygon,
    SourceHistory history,
    SourceStates states,
    JobLog log,
    TimeProvider time,
    ILogger<PeriodicJob> logger
)
{
    private static readonly Backoff AfterFailure = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    private static readonly Periodic EverySecond = new(TimeSpan.FromSeconds(1), AfterFailure);
    private static readonly Periodic EveryHalfMinute = new(TimeSpan.FromSeconds(30), AfterFailure);

    /// <summary>Until cancelled; ends at once when no source is switched on.</summary>
    public async Task Run(CancellationToken cancellationToken)
    {
        if (!binance.IsEnabled && !polygon.IsEnabled)
        {
            return;
        }

        var running = new List<Task> { Job("market.save-sources", EveryHalfMinute, (_, ct) => states.Save(ct), cancellationToken) };
        if (binance.IsEnabled)
        {
            running.Add(Follow(cancellationToken));
        }

        if (polygon.IsEnabled)
        {
            running.Add(Job("market.follow-polygon", EveryHalfMinute, polygon.Keep, cancellationToken));
        }

        try
        {
            await Task.WhenAll(running);
        }
        finally
        {
            binance.Stop();
            history.Stop();
        }
    }

    /// <summary>Until cancelled; begins anew when other symbols are Binance's.</summary>
    private async Task Follow(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            using var round = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await Task.WhenAll(
                Job("market.follow-binance", EverySecond, (run, ct) => Tend(begun, round, run, ct), round.Token),
                Job("market.keep-binance", EverySecond, binance.Keep, round.Token),
                Listen(begun.Task, round.Token)
            );
            binance.Stop();
        }
    }

    private async Task Tend(TaskCompletionSource begun, CancellationTokenSource round, JobRun run, CancellationToken cancellationToken)
    {
        if (begun.Task.IsCompleted)
        {
            await binance.Tend(run, cancellationToken);
            if (await binance.IsOutdated(cancellationToken))
            {
                await round.CancelAsync();
            }
        }
        else if (await binance.Begin(cancellationToken) is null)
        {
            begun.SetResult();
        }
    }

    private async Task Listen(Task begun, CancellationToken cancellationToken)
    {
        await begun.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!cancellationToken.IsCancellationRequested)
        {
            await binance.Listen(cancellationToken);
        }
    }

    private Task Job(string name, Periodic periodic, Func<JobRun, CancellationToken, Task> work, CancellationToken cancellationToken) =>
        new PeriodicJob(name, periodic, work, log, time, logger).Run(cancellationToken);
}
