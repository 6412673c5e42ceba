namespace Ami.Quant.Scores;

/// <summary>
/// Scores of predicted numbers. Weights may be empty: then every sample counts 1. NaN without samples.
/// </summary>
public static class RegressionScores
{
    /// <summary>Mean squared error, in squared units of the target.</summary>
    public static double MeanSquaredError(ReadOnlySpan<double> targets, ReadOnlySpan<double> predictions, ReadOnlySpan<double> weights = default) =>
        Mean(targets, predictions, weights, static (y, p) => (y - p) * (y - p));

    /// <summary>Mean absolute error, in units of the target.</summary>
    public static double MeanAbsoluteError(ReadOnlySpan<double> targets, ReadOnlySpan<double> predictions, ReadOnlySpan<double> weights = default) =>
        Mean(targets, predictions, weights, static (y, p) => Math.Abs(y - p));

    /// <summary>
    /// Share of the variance explained, 1 - SSE / SST about the targets' mean: 1 is perfect, 0 no better than that mean, negative
    /// worse. NaN when the targets do not vary.
    /// </summary>
    public static double RSquared(ReadOnlySpan<double> targets, ReadOnlySpan<double> predictions, ReadOnlySpan<double> weights = default)
    {
        var first = Mean(targets, targets, weights, static (y, _) => y);
        var mean = first + Mean(targets, targets, weights, (y, _) => y - first);
        return RSquared(targets, predictions, mean, weights);
    }

    /// <summary>
    /// Out-of-sample R² against a benchmark known beforehand, such as the training mean (Campbell &amp; Thompson 2008, equation 3). NaN when the targets do not
    /// differ from it.
    /// </summary>
    public static double RSquared(ReadOnlySpan<double> targets, ReadOnlySpan<double> predictions, double benchmark, ReadOnlySpan<double> weights = default)
    {
        var unexplained = MeanSquaredError(targets, predictions, weights);
        var total = Mean(targets, predictions, weights, (y, _) => (y - benchmark) * (y - benchmark));
        var scale = Math.Abs(benchmark);
        foreach (var y in targets)
        {
            scale = Math.Max(scale, Math.Abs(y));
        }

        return Variation.Vanishes(total, 1, scale) ? double.NaN : 1 - unexplained / total;
    }

    /// <summary>
    /// Mean pinball loss of a quantile forecast (Koenker &amp; Bassett 1978), ≥ 0, in units of the target; its minimiser is the quantile.
    /// </summary>
    /// <param name="targets">What came.</param>
    /// <param name="predictions">Forecast quantiles.</param>
    /// <param name="level">The quantile's level, in (0, 1).</param>
    /// <param name="weights">Empty means 1 each.</param>
    public static double Pinball(ReadOnlySpan<double> targets, ReadOnlySpan<double> predictions, double level, ReadOnlySpan<double> weights = default)
    {
        if (level is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A quantile level lies between 0 and 1.");
        }

        return Mean(targets, predictions, weights, (y, p) => y >= p ? level * (y - p) : (1 - level) * (p - y));
    }

    /// <summary>Share of targets at or below the forecast: for a quantile forecast it should equal the level.</summary>
    public static double Coverage(ReadOnlySpan<double> targets, ReadOnlySpan<double> predictions, ReadOnlySpan<double> weights = default) =>
        Mean(targets, predictions, weights, static (y, p) => y <= p ? 1 : 0);

    private static double Mean(ReadOnlySpan<double> targets, ReadOnlySpan<double> predictions, ReadOnlySpan<double> weights, Func<double, double, double> loss)
    {
        Check.Lengths(targets.Length, predictions.Length, weights.Length);
        double sum = 0,
            total = 0;
        for (var i = 0; i < targets.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            sum += weight * loss(targets[i], predictions[i]);
            total += weight;
        }

        return sum / total;
    }
}
