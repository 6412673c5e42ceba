using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>Keltner channel: EMAₙ(C) ± k·ATRₘ. Unit: price.</summary>
/// <remarks>C. W. Keltner, How to Make Money in Commodities (1960), in L. Bradford Raschke's form with exponential average and average true range.</remarks>
public sealed class KeltnerChannel : Indicator
{
    private readonly double _multiplier;
    private TrueRangeStep _range;
    private ExponentialAverage _middle,
        _size;

    /// <summary>A fresh channel.</summary>
    /// <param name="period">n, bars of the middle line.</param>
    /// <param name="multiplier">k, width in average true ranges.</param>
    /// <param name="atrPeriod">m, bars of the average true range.</param>
    /// <exception cref="ArgumentOutOfRangeException">A period is too short or the multiplier not positive.</exception>
    public KeltnerChannel(int period = 20, double multiplier = 2, int atrPeriod = 10)
        : base(period, Math.Max(period, atrPeriod + 1), Math.Max(period, atrPeriod + 1))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(atrPeriod, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(multiplier);
        _multiplier = multiplier;
        _middle = ExponentialAverage.Standard(period);
        _size = ExponentialAverage.Wilder(atrPeriod);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "keltner",
        Name = new("Keltner channel", "Canal de Keltner"),
        Group = IndicatorGroup.Volatility,
        Pane = IndicatorPane.Overlay,
        Parameters = [ParameterSpec.Period(20), ParameterSpec.Multiplier(2), ParameterSpec.Window("atr", "ATR period", "Período del ATR", 10)],
        Outputs = [new("middle", "Middle", "Media"), new("upper", "Upper", "Superior"), new("lower", "Lower", "Inferior")],
        Factory = p => new KeltnerChannel((int)p[0], p[1], (int)p[2]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        var hasSize = _range.Push(bar) && _size.Push(_range.Value);
        if (!_middle.Push(bar.Close))
        {
            return;
        }

        outputs[0] = _middle.Value;
        if (!hasSize)
        {
            return;
        }

        outputs[1] = _middle.Value + _multiplier * _size.Value;
        outputs[2] = _middle.Value - _multiplier * _size.Value;
    }

    private protected override void Clear()
    {
        _range.Clear();
        _middle.Clear();
        _size.Clear();
    }
}
