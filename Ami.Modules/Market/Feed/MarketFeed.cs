using Ami.Modules.Market.History;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Market.Feed;

/// <summary>
/// The market's heart, beating in one silo at a time: publishes quotes, hands ticks to consumers, writes closed candles, ends replays. These do not wait for each
/// other, and each begins again after a failure, with growing pauses.
/// </summary>
internal sealed class MarketFeed(Leadership leadership, IServiceProvider services, FeedMetrics metrics, TimeProvider time, ILogger<MarketFeed> logger) : BackgroundService
{
    /// <summary>Name under which silos compete.</summary>
    public const string LeaderName = "market-feed";

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => leadership.RunWhileLeader(LeaderName, Lead, stoppingToken);

    private async Task Lead(CancellationToken cancellationToken)
    {
        await services.GetRequiredService<SimulatedListing>().Ensure(cancellationToken);
        metrics.Leads = true;
        try
        {
            await Task.WhenAll(
                Steadily("publishing quotes", services.GetRequiredService<QuotePublisher>().Publish, cancellationToken),
                Steadily("handing over ticks", services.GetRequiredService<TickDelivery>().Deliver, cancellationToken),
                Steadily("writing candles", services.GetRequiredService<SimulatedHistory>().Keep, cancellationToken),
                Steadily("ending replays", services.GetRequiredService<Replays>().StopFinished, cancellationToken));
        }
        finally
        {
            metrics.Leads = false;
        }
    }

    private async Task Steadily(string what, Func<CancellationToken, Task> loop, CancellationToken cancellationToken)
    {
        var pause = TimeSpan.FromMilliseconds(250);
        while (!cancellationToken.IsCancellationRequested)
        {
            var started = time.GetTimestamp();
            try
            {
                await loop(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                if (time.GetElapsedTime(started) > LongestPause) pause = TimeSpan.FromMilliseconds(250);
                logger.LogWarning(e, "The feed failed at {What}; it begins again in {Pause}", what, pause);
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }
}
