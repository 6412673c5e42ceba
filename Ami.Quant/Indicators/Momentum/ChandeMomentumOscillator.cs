using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Chande momentum oscillator: 100·(Σ rises − Σ falls)/(Σ rises + Σ falls) of the close over n changes; 0 when nothing moved. Range −100..100. Warm-up
/// n + 1 bars.
/// </summary>
/// <remarks>T. S. Chande, S. Kroll, The New Technical Trader (1994), ch. 5.</remarks>
public sealed class ChandeMomentumOscillator : Indicator
{
    private RollingSum _rises,
        _falls;
    private double _previous = double.NaN;

    /// <summary>A fresh oscillator.</summary>
    /// <param name="period">n, changes, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public ChandeMomentumOscillator(int period = 14)
        : base(period + 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _rises = new RollingSum(period);
        _falls = new RollingSum(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "cmo",
        Name = new("Chande momentum oscillator", "Oscilador de momento de Chande"),
        Group = IndicatorGroup.Momentum,
        Pane = IndicatorPane.Own,
        Parameters = [ParameterSpec.Period(14)],
        Outputs = [new("cmo", "CMO", "CMO")],
        Levels = [-50, 0, 50],
        ReadsCloseOnly = true,
        Factory = p => new ChandeMomentumOscillator((int)p[0]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        var change = bar.Close - _previous;
        _previous = bar.Close;
        if (double.IsNaN(change))
        {
            return;
        }

        _rises.Push(Math.Max(change, 0));
        if (_falls.Push(Math.Max(-change, 0)))
        {
            var total = _rises.Sum + _falls.Sum;
            outputs[0] = total > 0 ? Math.Clamp(100 * (_rises.Sum - _falls.Sum) / total, -100, 100) : 0;
        }
    }

    private protected override void Clear()
    {
        _rises.Clear();
        _falls.Clear();
        _previous = double.NaN;
    }
}
