using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Indicators;

/// <summary>Bars for indicators.</summary>
/// <param name="Bars">Oldest first, with those that lead.</param>
/// <param name="Forming">Whether the last one is still open.</param>
/// <param name="HasMore">Whether there are older ones.</param>
/// <param name="Benchmark">Closes of the benchmark by instant; null where none is needed.</param>
internal sealed record IndicatorBars(List<Candle> Bars, bool Forming, bool HasMore, IReadOnlyDictionary<long, double>? Benchmark);

/// <summary>Understands what indicators are asked for and reads the bars they need, for a chart, a program or the live stream.</summary>
internal sealed class IndicatorReader(SymbolDirectory directory, ChartCache charts, TimeProvider time)
{
    /// <summary>What is asked for, or what is wrong with it.</summary>
    /// <param name="text">Such as <c>rsi;sma(period=50)</c>.</param>
    /// <param name="benchmark">A symbol to compare with.</param>
    /// <param name="since">Where those that count from a first bar begin.</param>
    /// <param name="cancellationToken">Cancels the search of the benchmark.</param>
    public async ValueTask<Result<IndicatorSet>> Understand(string? text, string? benchmark, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        if (!IndicatorWish.Read(text).Try(out var wishes, out var wrong))
        {
            return wrong;
        }

        if (!wishes.Any(wish => wish.Spec.NeedsBenchmark))
        {
            return new IndicatorSet(wishes, null, since?.ToUnixTimeMilliseconds());
        }

        if (benchmark is null)
        {
            return MarketErrors.BenchmarkMissing;
        }

        if (!Symbol.Parse(benchmark).Try(out var symbol, out wrong) || !(await directory.Find(symbol, cancellationToken)).Try(out _, out wrong))
        {
            return wrong;
        }

        return new IndicatorSet(wishes, symbol, since?.ToUnixTimeMilliseconds());
    }

    /// <summary>What a symbol's clock says.</summary>
    public long Now(SymbolSpec spec) => spec.ClockAt(time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>With what prices of a symbol are adjusted now.</summary>
    public ValueTask<PriceFactors> Factors(SymbolSpec spec, PriceAdjustment adjustment, CancellationToken cancellationToken) =>
        charts.Factors(spec, adjustment, cancellationToken);

    /// <summary>Reads the newest bars, with those that lead.</summary>
    /// <param name="spec">The symbol.</param>
    /// <param name="interval">Length of a bar.</param>
    /// <param name="wanted">For which indicators.</param>
    /// <param name="to">Bars that open before it, Unix milliseconds; null for all.</param>
    /// <param name="shown">How many bars without those that lead.</param>
    /// <param name="adjustment">For what prices are adjusted, those of a benchmark too.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    public async Task<IndicatorBars> Read(
        SymbolSpec spec,
        BarInterval interval,
        IndicatorSet wanted,
        long? to,
        int shown,
        PriceAdjustment adjustment,
        CancellationToken cancellationToken
    )
    {
        var most = shown + wanted.Lead(interval, shown, to ?? Now(spec));
        var (bars, forming, hasMore) = await Bars(spec, BarLimits.Earliest);
        if (wanted.Benchmark is not { } benchmark || bars.Count == 0 || !(await directory.Find(benchmark, cancellationToken)).Try(out var other, out _))
        {
            return new IndicatorBars(bars, forming, hasMore, null);
        }

        var (others, _, _) = await Bars(other, bars[0].Time);
        return new IndicatorBars(bars, forming, hasMore, others.ToDictionary(bar => bar.Time, bar => (double)bar.Close));

        async Task<(List<Candle> Bars, bool Forming, bool HasMore)> Bars(SymbolSpec of, long from) =>
            await charts.Bars(of, interval, from, to ?? long.MaxValue, most, await Factors(of, adjustment, cancellationToken), cancellationToken);
    }
}
