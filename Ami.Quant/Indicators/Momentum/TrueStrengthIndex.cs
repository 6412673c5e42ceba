using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// True strength index: 100·EMA(EMA(ΔC)) / EMA(EMA(|ΔC|)), long average first, and its EMA as signal. Range −100..100; 0 when
/// nothing moved.
/// </summary>
/// <remarks>W. Blau, "True strength index", Technical Analysis of Stocks and Commodities 9:11 (1991).</remarks>
public sealed class TrueStrengthIndex : Indicator
{
    private ExponentialAverage _change,
        _changeTwice,
        _size,
        _sizeTwice,
        _signal;
    private double _previous = double.NaN;

    /// <summary>A fresh index.</summary>
    /// <param name="longPeriod">Bars of the first average.</param>
    /// <param name="shortPeriod">Bars of the second.</param>
    /// <param name="signalPeriod">Bars of the signal.</param>
    /// <exception cref="ArgumentOutOfRangeException">A period is too short.</exception>
    public TrueStrengthIndex(int longPeriod = 25, int shortPeriod = 13, int signalPeriod = 7)
        : base(longPeriod + shortPeriod, longPeriod + shortPeriod + signalPeriod - 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longPeriod, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(shortPeriod, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(signalPeriod, 1);
        _change = _size = ExponentialAverage.Standard(longPeriod);
        _changeTwice = _sizeTwice = ExponentialAverage.Standard(shortPeriod);
        _signal = ExponentialAverage.Standard(signalPeriod);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "tsi",
        Name = new("True strength index", "Índice de fuerza verdadera"),
        Group = IndicatorGroup.Momentum,
        Pane = IndicatorPane.Own,
        Parameters =
        [
            ParameterSpec.Window("long", "Long period", "Período largo", 25),
            ParameterSpec.Window("short", "Short period", "Período corto", 13),
            ParameterSpec.Window("signal", "Signal period", "Período de la señal", 7),
        ],
        Outputs = [new("tsi", "TSI", "TSI"), new("signal", "Signal", "Señal")],
        Levels = [0],
        ReadsCloseOnly = true,
        Factory = p => new TrueStrengthIndex((int)p[0], (int)p[1], (int)p[2]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        var move = bar.Close - _previous;
        _previous = bar.Close;
        if (double.IsNaN(move))
        {
            return;
        }

        _size.Push(Math.Abs(move));
        if (!_change.Push(move))
        {
            return;
        }

        _sizeTwice.Push(_size.Value);
        if (!_changeTwice.Push(_change.Value))
        {
            return;
        }

        var strength = outputs[0] = _sizeTwice.Value > 0 ? 100 * _changeTwice.Value / _sizeTwice.Value : 0;
        if (_signal.Push(strength))
        {
            outputs[1] = _signal.Value;
        }
    }

    private protected override void Clear()
    {
        _change.Clear();
        _changeTwice.Clear();
        _size.Clear();
        _sizeTwice.Clear();
        _signal.Clear();
        _previous = double.NaN;
    }
}
