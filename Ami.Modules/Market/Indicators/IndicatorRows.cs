using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Quant.Indicators;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Indicators;

/// <summary>Computes indicators over bars, the forming one as if it closed now.</summary>
internal static class IndicatorRows
{
    /// <summary>Bars as columns.</summary>
    public static CandleView View(BarInterval interval, IReadOnlyList<Candle> bars)
    {
        var builder = new CandleBuilder(interval, bars.Count);
        foreach (var bar in bars)
        {
            builder.Add(new Bar(bar.Time, (double)bar.Open, (double)bar.High, (double)bar.Low, (double)bar.Close, (double)bar.Volume));
        }

        return builder.ToSeries();
    }

    /// <summary>The benchmark's closes at the instants of the bars; not finite where it has none.</summary>
    private static CandleView Against(BarInterval interval, IReadOnlyList<Candle> bars, IReadOnlyDictionary<long, double> benchmark)
    {
        var builder = new CandleBuilder(interval, bars.Count);
        foreach (var bar in bars)
        {
            var close = benchmark.TryGetValue(bar.Time, out var known) ? known : double.NaN;
            builder.Add(new Bar(bar.Time, close, close, close, close, 0));
        }

        return builder.ToSeries();
    }

    /// <summary>Computes what is wanted.</summary>
    /// <param name="wanted">What.</param>
    /// <param name="interval">Length of a bar.</param>
    /// <param name="bars">Bars in time order, with those that lead.</param>
    /// <param name="benchmark">Closes of the benchmark by instant. Null where none is needed.</param>
    /// <param name="shown">How many of the last bars are given back.</param>
    public static IndicatorSeries[] Of(
        IndicatorSet wanted,
        BarInterval interval,
        IReadOnlyList<Candle> bars,
        IReadOnlyDictionary<long, double>? benchmark,
        int shown
    )
    {
        var view = View(interval, bars);
        CandleView? against = benchmark is null ? null : Against(interval, bars, benchmark);
        return [.. wanted.Wishes.Select(wish => One(wish, view, against, shown, wanted.Since))];
    }

    private static IndicatorSeries One(IndicatorWish wish, CandleView bars, CandleView? benchmark, int shown, long? since)
    {
        var indicator = wish.Make();
        var first = wish.Spec.CountsFromStart ? FirstCounted(bars, shown, since) : 0;
        var columns = indicator is PairIndicator pair ? pair.Compute(bars, benchmark!.Value) : indicator.Compute(bars.Slice(first, bars.Count - first));
        return new IndicatorSeries(
            wish.Asked,
            [.. Enumerable.Range(0, columns.OutputCount).Select(output => Shown(columns[output], shown))],
            [.. Enumerable.Range(0, columns.OutputCount).Select(indicator.PlotShiftOf)],
            wish.Spec.CountsFromStart && first < bars.Count ? bars.Time[first] / 1000 : null
        );
    }

    private static int FirstCounted(CandleView bars, int shown, long? since)
    {
        if (since is not { } begin)
        {
            return bars.Count - shown;
        }

        var found = bars.Time.BinarySearch(begin);
        return found < 0 ? ~found : found;
    }

    /// <summary>The last values; null in front where the column begins later than what is shown.</summary>
    private static double?[] Shown(ReadOnlySpan<double> column, int count)
    {
        var shown = new double?[count];
        for (var i = Math.Max(0, count - column.Length); i < count; i++)
        {
            var value = column[column.Length - count + i];
            shown[i] = double.IsNaN(value) ? null : value;
        }

        return shown;
    }
}
