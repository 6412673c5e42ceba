using Ami.Quant.Indicators;
using Ami.Quant.Series;

namespace Ami.Quant.Tests.Indicators;

/// <summary>Every catalogue entry with its defaults and with each parameter in turn at its minimum and at twice its default.</summary>
internal static class IndicatorCases
{
    public static readonly CandleSeries Bars = TestCandles.Walk(700, seed: 7);
    public static readonly CandleSeries Benchmark = TestCandles.Walk(700, seed: 8);

    public static IEnumerable<object[]> All()
    {
        foreach (var spec in IndicatorCatalog.All)
        {
            yield return [spec.Id, ""];
            foreach (var parameter in spec.Parameters)
            {
                foreach (var value in new[] { parameter.Minimum, Math.Min(2 * parameter.Default, parameter.Maximum) })
                {
                    if (value != parameter.Default && IndicatorCatalog.TryCreate(spec.Id, Single(parameter.Id, value), out _, out _))
                    {
                        yield return [spec.Id, FormattableString.Invariant($"{parameter.Id}={value}")];
                    }
                }
            }
        }
    }

    public static Indicator Create(string id, string parameters)
    {
        if (parameters.Length == 0)
        {
            return IndicatorCatalog.Create(id);
        }

        var parts = parameters.Split('=');
        return IndicatorCatalog.Create(id, Single(parts[0], double.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)));
    }

    /// <summary>Streams bars one by one; the result has one row of outputs per bar.</summary>
    public static double[][] Stream(Indicator indicator, CandleView bars, CandleView benchmark)
    {
        var rows = new double[bars.Count][];
        for (var i = 0; i < bars.Count; i++)
        {
            rows[i] = new double[indicator.OutputCount];
            Feed(indicator, bars[i], benchmark[i], rows[i]);
        }
        return rows;
    }

    public static double[][] Stream(Indicator indicator) => Stream(indicator, Bars, Benchmark);

    public static bool Feed(Indicator indicator, in Bar bar, in Bar benchmark, Span<double> outputs) =>
        indicator is PairIndicator pair ? pair.Update(bar, benchmark, outputs) : indicator.Update(bar, outputs);

    private static Dictionary<string, double> Single(string id, double value) => new() { [id] = value };
}
