using Ami.Quant.Forecasting;
using Ami.Quant.Models;
using Ami.Quant.Series;

namespace Ami.Benchmarks.Research;

/// <summary>
/// What is known at the bars at which decisions are made: one row every <see cref="ResearchSettings.Stride"/> bars, from the first bar with all
/// features. Rows depend on the bars up to them only; cutting later bars off changes nothing but their number.
/// </summary>
/// <param name="Bars">Index of each row's bar.</param>
/// <param name="Features">One row each.</param>
/// <param name="Deviation">Standard deviation of the price over <see cref="ResearchSettings.DeviationBars"/> bars, a fraction; at least 0.2 %.</param>
internal sealed record DecisionRows(int[] Bars, FeatureMatrix Features, double[] Deviation)
{
    private const double LeastDeviation = 0.002;

    public static DecisionRows Of(CandleView bars, ResearchSettings settings)
    {
        var all = new FeatureBuilder(settings.Features).Build(bars);
        var first = 0;
        while (first < all.Rows && !IsComplete(all, first))
        {
            first++;
        }

        var rows = new List<int>();
        for (var i = first; i < bars.Count; i++)
        {
            if (i % settings.Stride == 0)
            {
                rows.Add(i);
            }
        }

        int[] chosen = [.. rows];
        var volatility = all.IndexOf($"volatility.{settings.VolatilityWindow}");
        if (volatility < 0)
        {
            throw new InvalidOperationException($"The features lack volatility.{settings.VolatilityWindow}, which measures stops.");
        }

        var scale = Math.Sqrt(settings.DeviationBars);
        // Math.Max keeps a NaN, which no proposal survives.
        return new DecisionRows(chosen, all.SelectRows(chosen), Array.ConvertAll(chosen, i => Math.Max(LeastDeviation, scale * all[i, volatility])));
    }

    private static bool IsComplete(FeatureMatrix features, int row)
    {
        for (var j = 0; j < features.Columns; j++)
        {
            if (double.IsNaN(features[row, j]))
            {
                return false;
            }
        }

        return true;
    }
}
