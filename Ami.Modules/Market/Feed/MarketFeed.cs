using Ami.Modules.Market.Alerts;
using Ami.Modules.Market.History;
using Ami.Modules.Market.Sources;
using Ami.Quant.Simulation;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Market.Feed;

/// <summary>
/// The market's heart, beating in one silo at a time: publishes quotes, hands ticks to consumers, writes closed candles, looks at alerts, follows sources, ends
/// replays. These do not wait for
/// each other, and each goes on after a failure, with growing pauses.
/// </summary>
internal sealed class MarketFeed(
    Leadership leadership,
    SimulatedListing listing,
    QuotePublisher quotes,
    TickDelivery delivery,
    SimulatedHistory history,
    EvaluateAlerts alerts,
    Replays replays,
    SourceRuns sources,
    FeedMetrics metrics,
    JobLog log,
    TimeProvider time,
    ILogger<PeriodicJob> logger
) : BackgroundService
{
    /// <summary>Name under which silos compete.</summary>
    public const string LeaderName = "market-feed";

    private static readonly Backoff AfterFailure = new(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(10));

    /// <summary>Just after each tick of the simulated market.</summary>
    private static readonly Periodic EveryTick = new(TimeSpan.FromMilliseconds(SimulatedMarket.TickMilliseconds), AfterFailure) { ByTheClock = true };

    private static readonly Periodic EveryMinute = new(TimeSpan.FromMinutes(1), AfterFailure) { ByTheClock = true };

    private readonly PeriodicJob[] _jobs =
    [
        new("market.publish-quotes", EveryTick, async (run, ct) => run.Did(await quotes.Publish(ct)), log, time, logger),
        new("market.deliver-ticks", EveryTick, delivery.Deliver, log, time, logger),
        new("market.write-candles", EveryMinute, history.Keep, log, time, logger),
        new("market.evaluate-alerts", EveryTick, alerts.Evaluate, log, time, logger),
        new("market.end-replays", new(TimeSpan.FromSeconds(10), AfterFailure), async (run, ct) => run.Did(await replays.StopFinished(ct)), log, time, logger),
    ];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => leadership.RunWhileLeader(LeaderName, Lead, stoppingToken);

    private async Task Lead(CancellationToken cancellationToken)
    {
        await listing.Ensure(cancellationToken);
        metrics.Leads = true;
        try
        {
            await Task.WhenAll([.. _jobs.Select(job => job.Run(cancellationToken)), sources.Run(cancellationToken)]);
        }
        finally
        {
            metrics.Leads = false;
            history.Stop();
            alerts.Stop();
            await delivery.Stop();
        }
    }
}
