namespace Ami.Quant.Performance;

/// <summary>Shape of a sequence of returns, and measures over a moving window of it. NaN where something is undefined, never 0.</summary>
public static class CurveShape
{
    /// <summary>Stability: R² of a straight line through the cumulated logarithmic returns over time, 0..1; 1 grows evenly.</summary>
    /// <param name="returns">Simple returns per period, above −1; at least two.</param>
    /// <remarks>L. Kestner, Quantitative Trading Strategies (2003), ch. 3, takes the same line for his ratio; R² of it as in N. R. Draper, H. Smith, Applied
    /// Regression Analysis, 3rd ed. (1998), eq. 1.3.9.</remarks>
    public static double Stability(ReadOnlySpan<double> returns)
    {
        var n = returns.Length;
        var path = new double[n];
        double sum = 0;
        for (var i = 0; i < n; i++)
        {
            path[i] = sum += Math.Log(1 + returns[i]);
        }

        var mean = Variation.Mean(path);
        double squares = 0,
            products = 0;
        for (var i = 0; i < n; i++)
        {
            squares += (path[i] - mean) * (path[i] - mean);
            products += (i - 0.5 * (n - 1)) * (path[i] - mean);
        }

        var spread = n * ((double)n * n - 1) / 12;
        return n < 2 || Variation.Vanishes(squares, n, 1) ? double.NaN : Math.Min(1, products * products / spread / squares);
    }

    /// <summary>Tail ratio: the 95 % quantile of the returns over the size of the 5 % quantile; above 1 the large gains outweigh the large losses.</summary>
    /// <param name="returns">Returns per period.</param>
    /// <remarks>The ratio of pyfolio and empyrical; quantiles as <see cref="TailRisk.Quantile"/>.</remarks>
    public static double TailRatio(ReadOnlySpan<double> returns)
    {
        var loss = Math.Abs(TailRisk.Quantile(returns, 0.05));
        return Variation.VanishesLinearly(loss, 1, 1) ? double.NaN : Math.Abs(TailRisk.Quantile(returns, 0.95)) / loss;
    }

    /// <summary>A measure over the last returns at each period.</summary>
    /// <param name="returns">Returns per period.</param>
    /// <param name="window">Returns in a window, at least 1.</param>
    /// <param name="measure">The measure, such as a Sharpe ratio.</param>
    /// <returns>As many values as returns; NaN before the first window is full.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The window is too short.</exception>
    public static double[] Rolling(ReadOnlySpan<double> returns, int window, SampleStatistic measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        var values = new double[returns.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = i + 1 < window ? double.NaN : measure(returns.Slice(i + 1 - window, window));
        }

        return values;
    }

    /// <summary>A measure against a benchmark over the last returns at each period.</summary>
    /// <param name="returns">Returns per period.</param>
    /// <param name="benchmark">The benchmark's, as many.</param>
    /// <param name="window">Returns in a window, at least 1.</param>
    /// <param name="measure">The measure, such as <see cref="BenchmarkComparison.Beta"/>.</param>
    /// <returns>As many values as returns; NaN before the first window is full.</returns>
    /// <exception cref="ArgumentException">Lengths differ or the window is too short.</exception>
    public static double[] Rolling(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark, int window, PairStatistic measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(benchmark.Length, returns.Length);
        var values = new double[returns.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = i + 1 < window ? double.NaN : measure(returns.Slice(i + 1 - window, window), benchmark.Slice(i + 1 - window, window));
        }

        return values;
    }
}

/// <summary>A statistic of two samples of the same periods; NaN where it is undefined.</summary>
public delegate double PairStatistic(ReadOnlySpan<double> sample, ReadOnlySpan<double> benchmark);
