using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Fractals: a high above the highs of k bars on each side (up), a low below the lows of k bars on each side (down). The value
/// is the price of the turning point, given at the bar that confirms it, k bars later, and drawn where it happened; other bars
/// have no value.
/// </summary>
/// <remarks>B. M. Williams, Trading Chaos (1995), ch. 9.</remarks>
public sealed class Fractals : Indicator
{
    private readonly int _side;
    private Window _highs,
        _lows;

    /// <summary>Fresh fractals.</summary>
    /// <param name="side">k, bars on each side, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is too small.</exception>
    public Fractals(int side = 2)
        : base(2 * side + 1, 2 * side + 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1);
        _side = side;
        _highs = new Window(2 * side + 1);
        _lows = new Window(2 * side + 1);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "fractals",
        Name = new("Fractals", "Fractales"),
        Group = IndicatorGroup.Structure,
        Pane = IndicatorPane.Overlay,
        Parameters = [new("side", new("Bars on each side", "Velas a cada lado"), 2, 1, 100)],
        Outputs = [new("up", "Up", "Alcista", OutputStyle.Dots, mayBeAbsent: true), new("down", "Down", "Bajista", OutputStyle.Dots, mayBeAbsent: true)],
        WindowPasses = 1,
        Factory = p => new Fractals((int)p[0]),
    };

    /// <inheritdoc/>
    public override int PlotShiftOf(int output) => -_side;

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        _highs.Push(bar.High);
        _lows.Push(bar.Low);
        if (!_highs.IsFull)
        {
            return;
        }

        if (IsPeak(_highs.Values, 1))
        {
            outputs[0] = _highs.Values[_side];
        }

        if (IsPeak(_lows.Values, -1))
        {
            outputs[1] = _lows.Values[_side];
        }
    }

    private protected override void Clear()
    {
        _highs.Clear();
        _lows.Clear();
    }

    private bool IsPeak(ReadOnlySpan<double> values, int sign)
    {
        var middle = sign * values[_side];
        for (var i = 0; i < values.Length; i++)
        {
            if (i != _side && sign * values[i] >= middle)
            {
                return false;
            }
        }

        return true;
    }
}
