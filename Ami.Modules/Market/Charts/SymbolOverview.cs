using System.Collections.Concurrent;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Live;
using Ami.Quant.Series;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Market.Charts;

/// <summary>What a list shows of a symbol besides its last price; null where there is no bar at all.</summary>
/// <param name="Close">Newest close.</param>
/// <param name="AsOf">End of the newest bar, Unix milliseconds.</param>
/// <param name="Before">Price 24 hours earlier, or the close of the day before.</param>
/// <param name="High">Highest price since then.</param>
/// <param name="Low">Lowest price since then.</param>
/// <param name="Volume">Quantity traded since then.</param>
/// <param name="Spark">Newest closes, at most 48, oldest first.</param>
internal sealed record DaySummary(decimal Close, long AsOf, decimal Before, decimal High, decimal Low, decimal Volume, decimal[] Spark);

/// <summary>The last day of each symbol, read again every few seconds.</summary>
internal sealed class SymbolOverview(ChartReader reader, StoredIntervals stored, LiveTicks live, TimeProvider time, ILogger<SymbolOverview> logger)
{
    private const int SparkLength = 48;
    private static readonly TimeSpan KeepFor = TimeSpan.FromSeconds(10);

    // Of a symbol that nobody has looked at for longer the day is read before it is shown.
    private static readonly TimeSpan StaleFor = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<int, Known> _known = new();

    /// <summary>The day of a symbol; null when it has no bars.</summary>
    public ValueTask<DaySummary?> Of(SymbolSpec spec, CancellationToken cancellationToken)
    {
        var (generation, factors) = (stored.Generation(spec), PriceFactors.Of(spec.Actions, spec.ClockAt(time.GetUtcNow().ToUnixTimeMilliseconds())));
        return _known
            .AddOrUpdate(
                spec.Id,
                _ => Begin(spec, generation, factors),
                (_, found) =>
                    found.Generation == generation && found.Replay == spec.Replay && found.Factors.Equals(factors) ? found : Begin(spec, generation, factors)
            )
            .Day.Get(cancellationToken);
    }

    private Known Begin(SymbolSpec spec, int generation, PriceFactors factors) =>
        new(spec.Replay, generation, factors, new(ct => Read(spec, factors, ct), KeepFor, time, logger) { StaleFor = StaleFor });

    private async Task<DaySummary?> Read(SymbolSpec spec, PriceFactors factors, CancellationToken cancellationToken)
    {
        var intervals = await stored.Of(spec, cancellationToken);
        if (intervals.Count == 0)
        {
            return null;
        }

        var interval = intervals.Any(layer => layer.Interval <= BarInterval.OneHour) ? BarInterval.OneHour : BarInterval.OneDay;
        var clock = spec.ClockAt(time.GetUtcNow().ToUnixTimeMilliseconds());
        var closedLately = spec.Source == PriceSource.Imported ? [] : (await live.Ready(spec.Symbol)).Closed;
        var part = await reader.Read(spec, interval, BarLimits.Earliest, long.MaxValue, SparkLength + 1, clock, null, closedLately, factors, cancellationToken);
        List<Candle> bars = [.. part.Closed];
        if (part.Partial is { } open)
        {
            bars.Add(open);
        }

        if (bars.Count == 0)
        {
            return null;
        }

        var since = bars[^1].Time - BarInterval.OneDay.Milliseconds;
        var day = bars.Where(bar => bar.Time > since).ToList();
        var earlier = bars.LastOrDefault(bar => bar.Time <= since);
        return new DaySummary(
            bars[^1].Close,
            Math.Min(bars[^1].Time + interval.Milliseconds, clock),
            earlier.Close > 0 ? earlier.Close : day[0].Open,
            day.Max(bar => bar.High),
            day.Min(bar => bar.Low),
            day.Sum(bar => bar.Volume),
            [.. bars.TakeLast(SparkLength).Select(bar => bar.Close)]
        );
    }

    private sealed record Known(ReplayClock? Replay, int Generation, PriceFactors Factors, SharedCopy<DaySummary?> Day);
}
