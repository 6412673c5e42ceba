using System.Diagnostics;
using Ami.Quant.Indicators;
using Ami.Quant.Series;

namespace Ami.Benchmarks.Quant;

/// <summary>Cost per bar of every indicator, in one batch over columns and streamed bar by bar, and the ratio of the two.</summary>
public static class IndicatorBenchmarks
{
    private const int Bars = 4_000;
    private const int Runs = 40;
    private const double LeastGain = 2.5;

    /// <summary>
    /// Prints a table; takes about ten seconds. The target is a ratio of at most 2, and of at least 2.5 for indicators that take closes as a column.
    /// </summary>
    public static void Run()
    {
        var series = RandomWalk(1);
        var benchmark = RandomWalk(2);
        var bars = Enumerable.Range(0, Bars).Select(i => series[i]).ToArray();
        var reference = Enumerable.Range(0, Bars).Select(i => benchmark[i]).ToArray();

        Console.WriteLine($"Indicators, {Bars:N0} bars, best of {Runs} runs");
        Console.WriteLine("{0,-14}{1,14}{2,15}{3,8}", "indicator", "batch ns/bar", "stream ns/bar", "ratio");
        // All indicators share the code of their base class: let the compiler finish with it before the first is timed.
        foreach (var spec in IndicatorCatalog.All)
        {
            for (var run = 0; run < 5; run++)
            {
                Stream(IndicatorCatalog.Create(spec.Id), bars, reference);
            }
        }

        double worst = 0,
            leastGain = double.MaxValue;
        foreach (var spec in IndicatorCatalog.All)
        {
            var indicator = IndicatorCatalog.Create(spec.Id);
            var columns = new double[indicator.OutputCount * Bars];
            double batch = double.MaxValue,
                stream = double.MaxValue;
            for (var run = 0; run < Runs; run++)
            {
                batch = Math.Min(batch, Time(() => Batch(indicator, series, benchmark, columns)));
                stream = Math.Min(stream, Time(() => Stream(indicator, bars, reference)));
            }
            if (indicator.HasColumnPath)
            {
                leastGain = Math.Min(leastGain, stream / batch);
            }
            else
            {
                worst = Math.Max(worst, stream / batch);
            }

            Console.WriteLine("{0,-14}{1,14:F1}{2,15:F1}{3,8:F2}", spec.Id, batch, stream, stream / batch);
        }
        Console.WriteLine($"as columns, at least {leastGain:F2} times as fast (target at least {LeastGain:F2}): {(leastGain >= LeastGain ? "met" : "missed")}");
        Console.WriteLine($"others, worst ratio stream/batch {worst:F2} (target at most 2.00): {(worst <= 2 ? "met" : "missed")}");
    }

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Bars;
    }

    private static void Batch(Indicator indicator, CandleSeries series, CandleSeries benchmark, double[] columns)
    {
        if (indicator is PairIndicator pair)
        {
            pair.Compute(series, benchmark);
        }
        else
        {
            indicator.Compute(series, columns);
        }
    }

    private static double Stream(Indicator indicator, Bar[] bars, Bar[] benchmark)
    {
        indicator.Reset();
        Span<double> outputs = stackalloc double[Indicator.MaximumOutputs];
        double sum = 0;
        if (indicator is PairIndicator pair)
        {
            for (var i = 0; i < bars.Length; i++)
            {
                if (pair.Update(bars[i], benchmark[i], outputs))
                {
                    sum += outputs[0];
                }
            }
        }
        else
        {
            for (var i = 0; i < bars.Length; i++)
            {
                if (indicator.Update(bars[i], outputs))
                {
                    sum += outputs[0];
                }
            }
        }
        return sum;
    }

    private static CandleSeries RandomWalk(int seed)
    {
        var random = new Random(seed);
        var builder = new CandleBuilder(BarInterval.OneHour, Bars);
        var close = 100.0;
        for (var i = 0; i < Bars; i++)
        {
            var open = close;
            close *= 1 + 0.02 * (random.NextDouble() - 0.5);
            var high = Math.Max(open, close) * (1 + 0.005 * random.NextDouble());
            var low = Math.Min(open, close) * (1 - 0.005 * random.NextDouble());
            builder.Add(new Bar(i * 3_600_000L, open, high, low, close, 1000 * random.NextDouble()));
        }
        return builder.ToSeries();
    }
}
