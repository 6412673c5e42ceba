using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Standard-deviation channel: the end of the least-squares line through the last n closes, and lines k population standard deviations above and below it.
/// Unit: price. Warm-up n bars. A chart that draws the whole line redraws it with every bar; these are its ends, as each was known at its bar.
/// </summary>
/// <remarks>
/// The deviation is that of the closes from their mean in Stock.Indicators and thinkorswim (StandardDevChannel), the default, and that of the closes from the
/// line in MetaTrader's help ("Standard Deviation Channel") and TradingView (Linear Regression Channel), the option. Line: N. R. Draper, H. Smith, Applied
/// Regression Analysis, 3rd ed. (1998), eqs. 1.2.9 and 1.3.9.
/// </remarks>
public sealed class DeviationChannel : Indicator
{
    private readonly double _multiplier;
    private readonly bool _fromLine;
    private RollingLine _line;

    /// <summary>A fresh channel.</summary>
    /// <param name="period">n, bars, at least 2.</param>
    /// <param name="multiplier">k, above 0.</param>
    /// <param name="fromLine">Whether deviations are those from the line instead of the mean.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short or the multiplier not positive.</exception>
    public DeviationChannel(int period = 20, double multiplier = 2, bool fromLine = false)
        : base(period, period, period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(multiplier);
        (_multiplier, _fromLine) = (multiplier, fromLine);
        _line = new RollingLine(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "stdev-channel",
        Name = new("Standard-deviation channel", "Canal de desviación típica"),
        Group = IndicatorGroup.Volatility,
        Pane = IndicatorPane.Overlay,
        Parameters =
        [
            ParameterSpec.Period(20, minimum: 2),
            ParameterSpec.Multiplier(2),
            ParameterSpec.Choice("from", "Deviation from (1 the mean, 2 the line)", "Desviación respecto de (1 la media, 2 la recta)", 2),
        ],
        Outputs = [new("middle", "Line", "Recta"), new("upper", "Upper", "Superior"), new("lower", "Lower", "Inferior")],
        ReadsCloseOnly = true,
        WindowPasses = 2,
        Factory = p => new DeviationChannel((int)p[0], p[1], p[2] == 2),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (!_line.Push(bar.Close))
        {
            return;
        }

        var width = _multiplier * Math.Sqrt(_fromLine ? _line.VarianceFromLine : _line.Variance);
        (outputs[0], outputs[1], outputs[2]) = (_line.End, _line.End + width, _line.End - width);
    }

    private protected override void Clear() => _line.Clear();
}
