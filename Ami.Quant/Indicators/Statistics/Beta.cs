using Ami.Quant.Indicators.Rolling;

namespace Ami.Quant.Indicators;

/// <summary>
/// Beta: covariance of the last n simple returns with a benchmark's over the benchmark's variance. Without unit; no value when
/// the benchmark did not vary.
/// </summary>
/// <remarks>W. F. Sharpe, "Capital asset prices", Journal of Finance 19 (1964), eq. 7.</remarks>
public sealed class Beta : PairIndicator
{
    private PairMoments _moments;

    /// <summary>A fresh indicator.</summary>
    /// <param name="period">n, returns, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public Beta(int period = 60)
        : base(period + 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        _moments = new PairMoments(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "beta",
        Name = new("Beta to a benchmark", "Beta frente a una referencia"),
        Group = IndicatorGroup.Statistics,
        Pane = IndicatorPane.Own,
        Parameters = [ParameterSpec.Period(60, minimum: 2)],
        Outputs = [new("beta", "β", "β", mayBeAbsent: true)],
        Levels = [0, 1],
        NeedsBenchmark = true,
        WindowPasses = 3,
        Factory = p => new Beta((int)p[0]),
    };

    private protected override void Step(double close, double benchmark, Span<double> outputs)
    {
        if (_moments.Push(close, benchmark) && _moments.SecondSquares > 0)
        {
            outputs[0] = _moments.Products / _moments.SecondSquares;
        }
    }

    private protected override void Clear() => _moments.Clear();
}
