using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Feed;
using Ami.Modules.Market.History;
using Ami.Modules.Market.Live;
using Ami.Quant.Series;
using Ami.Quant.Trading;

namespace Ami.Modules.Market.Sources.Binance;

/// <summary>
/// Ticks of one symbol of Binance: every trade of the last minutes, as this process heard it, and before that four ticks for each stored minute. What was not heard
/// is not known: nothing is told of a time before it is complete.
/// </summary>
internal sealed class BinanceSource(SymbolFeed feed, CandleStore store, SourceHistory history, ExchangeClock clock) : ITickSource
{
    private static readonly BarInterval Minute = BarInterval.OneMinute;

    public int SymbolId => feed.Spec.Id;

    public Symbol Symbol => feed.Spec.Symbol;

    public long Begins => 0;

    public long KnownTo(long after, long now)
    {
        if (after >= feed.Begins - 1)
        {
            return feed.Known(now) ?? after;
        }

        // Single trades of that time are not remembered; its bars may still be on their way.
        return feed.Begins < long.MaxValue && history.CompleteTo(SymbolId, Minute) is { } complete
            ? Math.Max(after, Math.Min(feed.Begins, clock.ToWall(complete)) - 1)
            : after;
    }

    public async Task<IReadOnlyList<Tick>> Ticks(long after, long upTo, CancellationToken cancellationToken)
    {
        var ticks = new List<Tick>();
        var begins = feed.Begins;
        if (after < begins - 1)
        {
            var from = Minute.Floor(clock.ToMarket(after + 1));
            var to = clock.ToMarket(Math.Min(upTo + 1, begins));
            // The market's clock as that of a replay which began at 1970 and runs at its pace.
            var pace = new ReplayClock(Minute.Milliseconds, 0, clock.ToWall(0), 1);
            foreach (var bar in await store.Oldest(SymbolId, Minute, from, to, (int)((to - from) / Minute.Milliseconds) + 1, cancellationToken))
            {
                ticks.AddRange(
                    ReplayTicks
                        .Of(feed.Spec, pace, bar, BarPath.Points)
                        .Where(tick => tick.Time.ToUnixTimeMilliseconds() is var time && time > after && time <= upTo && time < begins)
                );
            }
        }

        ticks.AddRange(feed.Ticks(after, upTo));
        return ticks;
    }

    // What is older than the memory comes as corners of bars anyway, and the rest is little more than the longest absence of which trades are asked for.
    public Task<IReadOnlyList<Tick>> CoarseTicks(long after, long upTo, CancellationToken cancellationToken) => Ticks(after, upTo, cancellationToken);

    public Task<LiveTick?> Newest(long now, long previous, CancellationToken cancellationToken) => Task.FromResult(feed.Newest(now, previous));
}
