using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Ulcer index: √mean(d²) over the last n closes, with d the percentage by which a close lies below the highest close of the
/// window so far. Unit: percent, not negative.
/// </summary>
/// <remarks>P. G. Martin, B. B. McCann, The Investor's Guide to Fidelity Funds (1989), pp. 79–81.</remarks>
public sealed class UlcerIndex : Indicator
{
    private Window _closes;

    /// <summary>A fresh index.</summary>
    /// <param name="period">n, bars, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public UlcerIndex(int period = 14)
        : base(period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        _closes = new Window(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "ulcer",
        Name = new("Ulcer index", "Índice de úlcera"),
        Group = IndicatorGroup.Volatility,
        Pane = IndicatorPane.Own,
        Parameters = [ParameterSpec.Period(14, minimum: 2)],
        Outputs = [new("ulcer", "UI", "UI")],
        ReadsCloseOnly = true,
        WindowPasses = 5,
        Factory = p => new UlcerIndex((int)p[0]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        _closes.Push(bar.Close);
        if (!_closes.IsFull)
        {
            return;
        }

        double highest = double.NegativeInfinity,
            squares = 0;
        foreach (var close in _closes.Values)
        {
            highest = Math.Max(highest, close);
            var drawdown = 100 * (close / highest - 1);
            squares += drawdown * drawdown;
        }
        outputs[0] = Math.Sqrt(squares / _closes.Count);
    }

    private protected override void Clear() => _closes.Clear();
}
