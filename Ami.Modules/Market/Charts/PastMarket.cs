using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Features;
using Ami.Modules.Market.History;
using Ami.Modules.Market.Indicators;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Charts;

/// <summary>Stored bars as they were at a clock: what charts are made of, cut where the clock is, and without anything live.</summary>
internal sealed partial class PastMarket(
    SymbolDirectory directory,
    CandleStore store,
    StoredIntervals stored,
    ChartReader reader,
    Adjustments adjustments,
    IndicatorReader indicatorReader,
    Ranges ranges,
    TimeProvider time
) : IPastMarket
{
    public async Task<Result<PastMoment>> At(Symbol symbol, DateTimeOffset moment, CancellationToken cancellationToken = default)
    {
        if (!(await directory.Find(symbol, cancellationToken)).Try(out var spec, out var unknown))
        {
            return unknown;
        }

        var clock = spec.ClockAt(time.GetUtcNow().ToUnixTimeMilliseconds());
        var (first, last, newest) = ((long?)null, (long?)null, (PastBar?)null);
        foreach (var layer in await Played(spec, cancellationToken))
        {
            if (
                await Newest(layer, clock) is not { } latest
                || (await Oldest(spec, layer, BarLimits.Earliest, CandleStore.Latest, 1, cancellationToken)) is not [var oldest]
            )
            {
                continue;
            }

            first = Math.Min(first ?? long.MaxValue, Milliseconds(oldest.Ends));
            last = Math.Max(last ?? long.MinValue, Milliseconds(latest.Ends));
            if (await Newest(layer, Math.Min(clock, Milliseconds(moment))) is { } known && (newest is null || known.Ends > newest.Value.Ends))
            {
                newest = known;
            }
        }

        return new PastMoment(Instant(first), Instant(last), newest);

        async Task<PastBar?> Newest(CandleLayer layer, long by)
        {
            var before = Math.Clamp(by, BarLimits.Earliest, CandleStore.Latest) - layer.Interval.Milliseconds + 1;
            var bars = before <= BarLimits.Earliest ? [] : await store.Newest(spec.Id, layer, BarLimits.Earliest, before, 1, cancellationToken);
            return bars is [var bar] ? Bar(bar, layer) : null;
        }
    }

    public async Task<PastBars> After(
        Symbol symbol,
        DateTimeOffset clock,
        DateTimeOffset to,
        DateTimeOffset until,
        int most,
        CancellationToken cancellationToken = default
    )
    {
        if (!(await directory.Find(symbol, cancellationToken)).Try(out var spec, out _))
        {
            return new PastBars([], false);
        }

        var layers = await Played(spec, cancellationToken);
        var found = await Between(spec, layers, Milliseconds(clock), Milliseconds(to), most, cancellationToken);
        if (found.Bars.Count > 0)
        {
            return found;
        }

        // The first bar of any length tells where to look; shorter ones inside it count before it does.
        PastBar? next = null;
        foreach (var layer in layers)
        {
            if (
                await Oldest(spec, layer, Milliseconds(clock), Milliseconds(until), 1, cancellationToken) is [var bar]
                && (next is null || bar.Begins < next.Value.Begins)
            )
            {
                next = bar;
            }
        }

        return next is null
            ? found
            : await Between(spec, layers, Milliseconds(clock), Milliseconds(next.Value.Ends), 1, cancellationToken) with
            {
                HasMore = false,
            };
    }

    public async Task<Error?> Check(
        Symbol symbol,
        PastChart wanted,
        PastIndicators? indicators,
        DateTimeOffset clock,
        CancellationToken cancellationToken = default
    )
    {
        if (!(await Understand(symbol, wanted, cancellationToken)).Try(out var asked, out var wrong) || indicators is null)
        {
            return wrong;
        }

        return !(await indicatorReader.Understand(indicators.With, indicators.Benchmark, indicators.Since, cancellationToken)).Try(out var set, out wrong)
                ? wrong
            : set.CountsTooMany(asked.Interval, Milliseconds(clock)) ? MarketErrors.CountsTooMany
            : null;
    }

    public async Task<Result<ChartResponse>> Chart(Symbol symbol, PastChart wanted, DateTimeOffset clock, CancellationToken cancellationToken = default)
    {
        if (!(await Understand(symbol, wanted, cancellationToken)).Try(out var asked, out var wrong))
        {
            return wrong;
        }

        var (spec, interval) = asked;
        var (bars, forming, hasMore) = await Bars(
            spec,
            interval,
            await Range(spec, interval, wanted, cancellationToken),
            Limit(wanted),
            clock,
            wanted.Adjust,
            cancellationToken
        );
        return new ChartResponse(
            Symbol: spec.Symbol.Value,
            Interval: ChartInterval.Name(interval),
            Source: spec.Source,
            Simulated: spec.Simulated,
            T: [.. bars.Select(bar => bar.Time / 1000)],
            O: [.. bars.Select(bar => Plain(bar.Open))],
            H: [.. bars.Select(bar => Plain(bar.High))],
            L: [.. bars.Select(bar => Plain(bar.Low))],
            C: [.. bars.Select(bar => Plain(bar.Close))],
            V: [.. bars.Select(bar => Plain(bar.Volume))],
            Forming: forming,
            HasMore: hasMore,
            NextTo: hasMore && bars is [var oldest, ..] ? Instant(oldest.Time) : null
        );
    }

    public async Task<Result<IndicatorsResponse>> Indicators(
        Symbol symbol,
        PastChart wanted,
        PastIndicators indicators,
        DateTimeOffset clock,
        CancellationToken cancellationToken = default
    )
    {
        if (
            !(await Understand(symbol, wanted, cancellationToken)).Try(out var asked, out var wrong)
            || !(await indicatorReader.Understand(indicators.With, indicators.Benchmark, indicators.Since, cancellationToken)).Try(out var set, out wrong)
        )
        {
            return wrong;
        }

        var (spec, interval) = asked;
        var (from, to) = await Range(spec, interval, wanted, cancellationToken);
        var end = Math.Min(to, Milliseconds(clock));
        if (set.CountsTooMany(interval, end))
        {
            return MarketErrors.CountsTooMany;
        }

        var limit = Limit(wanted);
        var most = limit + set.Lead(interval, limit, end);
        var (bars, forming, hasMore) = await Bars(spec, interval, (BarLimits.Earliest, to), most, clock, wanted.Adjust, cancellationToken);
        IReadOnlyDictionary<long, double>? against = null;
        if (set.Benchmark is { } benchmark && bars.Count > 0 && (await directory.Find(benchmark, cancellationToken)).Try(out var other, out _))
        {
            var (others, _, _) = await Bars(other, interval, (bars[0].Time, to), most, clock, wanted.Adjust, cancellationToken);
            against = others.ToDictionary(bar => bar.Time, bar => (double)bar.Close);
        }

        return GetIndicators.Answer(spec, interval, set, new IndicatorBars(bars, forming, hasMore, against), limit, from);
    }

    /// <summary>Of what is stored, the bars that are not made of others, shortest first.</summary>
    private async Task<List<CandleLayer>> Played(SymbolSpec spec, CancellationToken cancellationToken) =>
        [.. (await stored.Of(spec, cancellationToken)).Where(layer => !layer.IsRolledUp).OrderBy(layer => layer.Interval.Milliseconds)];

    /// <summary>The bars that begin at a clock or later and are over by a moment, shorter ones before longer ones.</summary>
    private async Task<PastBars> Between(SymbolSpec spec, List<CandleLayer> layers, long clock, long to, int most, CancellationToken cancellationToken)
    {
        var (pieces, cut) = (new LayeredBars(), long.MaxValue);
        var lengths = new Dictionary<long, long>();
        foreach (var layer in layers)
        {
            var length = layer.Interval.Milliseconds;
            var bars = to - length < clock ? [] : await store.Oldest(spec.Id, layer.Interval, clock, to - length + 1, most + 1, cancellationToken);
            if (bars.Count > most)
            {
                cut = Math.Min(cut, bars[^1].Time + length);
            }

            foreach (var bar in bars)
            {
                lengths.TryAdd(bar.Time, length);
            }

            pieces.Add(bars, length);
        }

        // Behind where the reading of a layer stopped, it is not known what comes before a longer bar.
        var whole = pieces.Bars.Select(bar => Bar(bar, lengths[bar.Time])).TakeWhile(bar => Milliseconds(bar.Ends) <= cut).ToList();
        return whole.Count > most ? new PastBars(whole[..most], true) : new PastBars(whole, cut < long.MaxValue);
    }

    private async Task<List<PastBar>> Oldest(SymbolSpec spec, CandleLayer layer, long from, long to, int most, CancellationToken cancellationToken)
    {
        var length = layer.Interval.Milliseconds;
        return to - length < from
            ? []
            : [.. (await store.Oldest(spec.Id, layer.Interval, from, to - length + 1, most, cancellationToken)).Select(bar => Bar(bar, length))];
    }

    private async Task<Result<(SymbolSpec Spec, BarInterval Interval)>> Understand(Symbol symbol, PastChart wanted, CancellationToken cancellationToken)
    {
        if (
            !ChartInterval.Parse(wanted.Interval ?? "1m").Try(out var interval, out var wrong)
            || !(await directory.Find(symbol, cancellationToken)).Try(out var spec, out wrong)
        )
        {
            return wrong;
        }

        return wanted.From >= wanted.To ? MarketErrors.RangeEmpty : (spec, interval);
    }

    private async Task<(long From, long To)> Range(SymbolSpec spec, BarInterval interval, PastChart wanted, CancellationToken cancellationToken)
    {
        var grid = await stored.Grid(spec, interval, cancellationToken);
        return (
            wanted.From is { } from
                ? Math.Max(BarLimits.Earliest, grid.Opens(Math.Clamp(Milliseconds(from), BarLimits.Earliest, CandleStore.Latest)))
                : BarLimits.Earliest,
            wanted.To is { } to ? Math.Clamp(Milliseconds(to), BarLimits.Earliest, CandleStore.Latest) : long.MaxValue
        );
    }

    private async Task<(List<Candle> Bars, bool Forming, bool HasMore)> Bars(
        SymbolSpec spec,
        BarInterval interval,
        (long From, long To) range,
        int limit,
        DateTimeOffset clock,
        PriceAdjustment adjustment,
        CancellationToken cancellationToken
    )
    {
        var factors = await adjustments.Of(spec, adjustment, Milliseconds(clock), cancellationToken);
        var part = await reader.Read(AsStored(spec), interval, range.From, range.To, limit, Milliseconds(clock), null, [], factors, cancellationToken);
        List<Candle> bars = [.. part.Closed];
        if (part.Partial is { } open)
        {
            bars.Add(open);
        }

        var surplus = Math.Max(0, bars.Count - limit);
        return (bars[surplus..], part.Partial is not null, part.HasMore || surplus > 0);
    }

    /// <summary>As if nothing of it were played by the feed.</summary>
    private static SymbolSpec AsStored(SymbolSpec spec) =>
        spec with
        {
            Replay = null,
            Source = spec.Source == PriceSource.Replay ? PriceSource.Imported : spec.Source,
        };

    private static int Limit(PastChart wanted) => Math.Clamp(wanted.Limit ?? GetChart.DefaultLimit, 1, PastChart.Most);

    private static PastBar Bar(in Candle bar, CandleLayer layer) => Bar(bar, layer.Interval.Milliseconds);

    private static PastBar Bar(in Candle bar, long length) => new(Instant(bar.Time), Instant(bar.Time + length), bar.Open, bar.High, bar.Low, bar.Close);

    private static decimal Plain(decimal value) => value / 1.000000000000000000000000000000000m;

    private static long Milliseconds(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

    private static DateTimeOffset Instant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static DateTimeOffset? Instant(long? milliseconds) => milliseconds is { } known ? Instant(known) : null;
}
