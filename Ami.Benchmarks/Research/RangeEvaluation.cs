using Ami.Quant.Forecasting;
using Ami.Quant.Labels;
using Ami.Quant.Models.Trees;
using Ami.Quant.Series;

namespace Ami.Benchmarks.Research;

/// <summary>Quantile forecasts of the next bars' range, fitted and judged walk-forward over four blocks.</summary>
internal static class RangeEvaluation
{
    public static IReadOnlyList<QuantileCoverage> Run(
        CandleSeries bars,
        LabelledSamples data,
        ResearchSettings settings,
        Action<string> progress,
        CancellationToken cancellation
    )
    {
        var (allHigh, allLow) = ForwardLabels.HighLowDeltas(bars, settings.DeviationBars);
        double Known(double[] deltas, int i) => data.Usable[i] ? deltas[data.Rows.Bars[i]] : double.NaN;
        double[] high = [.. Enumerable.Range(0, data.Count).Select(i => Known(allHigh, i))],
            low = [.. Enumerable.Range(0, data.Count).Select(i => Known(allLow, i))];
        var options = new RangePredictorOptions
        {
            Horizon = settings.DeviationBars,
            Trees = new BoostedTreesOptions
            {
                Rounds = Math.Min(60, settings.Rounds),
                MaxDepth = 3,
                MinChildWeight = 30,
                Subsample = 0.7,
                Seed = settings.Seed,
            },
        };
        // A range label always lasts its whole horizon; the embargo is long enough to purge it too.
        var folds = WalkForwardTraining.Split(data, settings with { Folds = 4, Embargo = Math.Max(settings.Embargo, settings.DeviationBars) });
        var said = (High: options.Levels.Select(_ => new List<double>()).ToArray(), Low: options.Levels.Select(_ => new List<double>()).ToArray());
        foreach (var fold in folds)
        {
            progress($"range predictor: {fold.Train.Length:N0} samples");
            var predictor = RangePredictor.Fit(
                data.Rows.Features.SelectRows(fold.Train),
                Array.ConvertAll(fold.Train, i => high[i]),
                Array.ConvertAll(fold.Train, i => low[i]),
                options,
                cancellation
            );
            var forecast = predictor.Predict(data.Rows.Features.SelectRows(fold.Test));
            for (var k = 0; k < options.Levels.Count; k++)
            {
                said.High[k].AddRange(forecast.High[k]);
                said.Low[k].AddRange(forecast.Low[k]);
            }
        }

        var first = folds[0].Test[0];
        var joined = new RangeForecast(options.Levels, [.. said.High.Select(v => v.ToArray())], [.. said.Low.Select(v => v.ToArray())]);
        return RangePredictor.Coverage(joined, high.AsSpan(first), low.AsSpan(first));
    }
}
