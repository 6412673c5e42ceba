using Ami.Quant.Labels;
using Ami.Quant.Models;
using Ami.Quant.Models.Trees;
using Ami.Quant.Scores;
using Ami.Quant.Series;

namespace Ami.Quant.Forecasting;

/// <summary>How a <see cref="RangePredictor"/> is fitted.</summary>
public sealed record RangePredictorOptions
{
    /// <summary>Bars ahead whose highest high and lowest low are forecast, at least 1. Default 24.</summary>
    public int Horizon { get; init; } = 24;

    /// <summary>Quantile levels, rising, in (0, 1). Default 0.1, 0.5, 0.9.</summary>
    public IReadOnlyList<double> Levels { get; init; } = [0.1, 0.5, 0.9];

    /// <summary>Trees of each quantile; the objective is set by the predictor.</summary>
    public BoostedTreesOptions Trees { get; init; } =
        new()
        {
            Rounds = 100,
            MaxDepth = 4,
            MinChildWeight = 50,
            LearningRate = 0.1,
            Subsample = 0.8,
        };
}

/// <summary>Forecasts quantiles of the next bars' high and low delta with one boosted-tree model per quantile.</summary>
public sealed class RangePredictor
{
    private readonly RangePredictorOptions _options;
    private readonly IModel[] _high,
        _low;

    private RangePredictor(RangePredictorOptions options, IModel[] high, IModel[] low) => (_options, _high, _low) = (options, high, low);

    /// <summary>Bars ahead that are forecast.</summary>
    public int Horizon => _options.Horizon;

    /// <summary>Fits on samples whose outcome is known.</summary>
    /// <param name="features">One row per sample.</param>
    /// <param name="high">High delta of each sample, see <see cref="ForwardLabels.HighLowDeltas"/>; a sample with a NaN is left out.</param>
    /// <param name="low">Low delta of each sample.</param>
    /// <param name="options">Levels and trees; null for the defaults. The horizon is that of the labels.</param>
    /// <param name="cancellation">Stops the fit.</param>
    /// <exception cref="ArgumentException">Lengths differ, levels do not rise in (0, 1), or no outcome is known.</exception>
    public static RangePredictor Fit(
        FeatureMatrix features,
        ReadOnlySpan<double> high,
        ReadOnlySpan<double> low,
        RangePredictorOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(features);
        options ??= new RangePredictorOptions();
        if (high.Length != features.Rows || low.Length != features.Rows)
        {
            throw new ArgumentException($"{high.Length} high and {low.Length} low deltas for {features.Rows} rows.", nameof(high));
        }

        if (options.Levels.Count == 0 || options.Levels.Where((level, k) => level is not (> 0 and < 1) || (k > 0 && level <= options.Levels[k - 1])).Any())
        {
            throw new ArgumentException("Quantile levels lie between 0 and 1 and rise.", nameof(options));
        }

        var known = new List<int>(features.Rows);
        for (var i = 0; i < high.Length; i++)
        {
            if (double.IsFinite(high[i]) && double.IsFinite(low[i]))
            {
                known.Add(i);
            }
        }

        int[] rows = [.. known];
        var table = features.SelectRows(rows);
        double[] highs = new double[rows.Length],
            lows = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            (highs[i], lows[i]) = (high[rows[i]], low[rows[i]]);
        }

        return new RangePredictor(options, FitLevels(highs), FitLevels(lows));

        IModel[] FitLevels(double[] targets) =>
            [
                .. options.Levels.Select(
                    IModel (level) =>
                        new BoostedTrees(options.Trees with { Objective = BoostingObjective.Quantile(level) }).Fit(
                            new Samples(table, targets),
                            null,
                            cancellation
                        )
                ),
            ];
    }

    /// <summary>Fits on every bar of a series; the last <see cref="Horizon"/> bars have no outcome yet and are left out.</summary>
    /// <param name="features">One row per bar.</param>
    /// <param name="bars">The bars.</param>
    /// <param name="options">Horizon, levels and trees; null for the defaults.</param>
    /// <param name="cancellation">Stops the fit.</param>
    public static RangePredictor Fit(FeatureMatrix features, CandleView bars, RangePredictorOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new RangePredictorOptions();
        var (high, low) = ForwardLabels.HighLowDeltas(bars, options.Horizon);
        return Fit(features, high, low, options, cancellation);
    }

    /// <summary>Forecasts every row.</summary>
    public RangeForecast Predict(FeatureMatrix features)
    {
        double[][] high = [.. _high.Select(m => m.Predict(features))],
            low = [.. _low.Select(m => m.Predict(features))];
        RangeForecast.Repair(high, low);
        return new RangeForecast(_options.Levels, high, low);
    }

    /// <summary>Compares forecasts with what came; outcomes that are NaN are left out.</summary>
    /// <param name="forecast">Forecasts of samples that the predictor was not fitted on.</param>
    /// <param name="high">High delta of each row.</param>
    /// <param name="low">Low delta of each row.</param>
    /// <returns>One line per level for the high, then for the low.</returns>
    public static IReadOnlyList<QuantileCoverage> Coverage(RangeForecast forecast, ReadOnlySpan<double> high, ReadOnlySpan<double> low)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        var lines = new List<QuantileCoverage>();
        for (var k = 0; k < forecast.Levels.Count; k++)
        {
            lines.Add(Line(forecast.Levels[k], true, forecast.High[k], high));
        }

        for (var k = 0; k < forecast.Levels.Count; k++)
        {
            lines.Add(Line(forecast.Levels[k], false, forecast.Low[k], low));
        }

        return lines;
    }

    private static QuantileCoverage Line(double level, bool isHigh, double[] forecast, ReadOnlySpan<double> outcome)
    {
        if (outcome.Length != forecast.Length)
        {
            throw new ArgumentException($"{outcome.Length} outcomes for {forecast.Length} forecasts.", nameof(outcome));
        }

        List<double> said = [],
            came = [];
        for (var i = 0; i < forecast.Length; i++)
        {
            if (!double.IsFinite(outcome[i]) || !double.IsFinite(forecast[i]))
            {
                continue;
            }

            said.Add(forecast[i]);
            came.Add(outcome[i]);
        }

        double[] outcomes = [.. came],
            forecasts = [.. said];
        if (outcomes.Length == 0)
        {
            return new QuantileCoverage(level, isHigh, double.NaN, double.NaN, double.NaN, 0);
        }

        var sorted = outcomes.Order().ToArray();
        var constant = new double[outcomes.Length];
        Array.Fill(constant, sorted[(int)Math.Min(sorted.Length - 1, level * sorted.Length)]);
        return new QuantileCoverage(
            level,
            isHigh,
            RegressionScores.Coverage(outcomes, forecasts),
            RegressionScores.Pinball(outcomes, forecasts, level),
            RegressionScores.Pinball(outcomes, constant, level),
            outcomes.Length
        );
    }
}
