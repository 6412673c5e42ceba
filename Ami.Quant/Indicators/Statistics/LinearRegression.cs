using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Least-squares line through the last n closes: slope (price per bar), R² (0..1, the share of variance it explains; no value
/// when all closes are equal) and the line's value at this bar (price).
/// </summary>
/// <remarks>N. R. Draper, H. Smith, Applied Regression Analysis, 3rd ed. (1998), eqs. 1.2.9 and 1.3.9.</remarks>
public sealed class LinearRegression : Indicator
{
    private RollingLine _line;

    /// <summary>A fresh indicator.</summary>
    /// <param name="period">n, bars, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public LinearRegression(int period = 20)
        : base(period, period, period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        _line = new RollingLine(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "linreg",
        Name = new("Regression slope and R²", "Pendiente de regresión y R²"),
        Group = IndicatorGroup.Statistics,
        Pane = IndicatorPane.Own,
        Parameters = [ParameterSpec.Period(20, minimum: 2)],
        Outputs =
        [
            new("slope", "Slope", "Pendiente"),
            new("r2", "R²", "R²", OutputStyle.Hidden, mayBeAbsent: true),
            new("value", "Line", "Recta", OutputStyle.Hidden),
        ],
        Levels = [0],
        ReadsCloseOnly = true,
        Factory = p => new LinearRegression((int)p[0]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (_line.Push(bar.Close))
        {
            (outputs[0], outputs[1], outputs[2]) = (_line.Slope, _line.Explained, _line.End);
        }
    }

    private protected override void Clear() => _line.Clear();
}
