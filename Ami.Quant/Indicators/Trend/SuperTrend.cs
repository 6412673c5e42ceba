using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// SuperTrend: a band at (H + L)/2 ± m·ATRₙ that only moves towards the price, on the other side once the close crosses it.
/// Outputs: the band (price) and the direction, +1 rising or −1 falling.
/// </summary>
/// <remarks>O. Seban, Tout le monde mérite d'être riche (2009). Begins rising when the close is not below the median price.</remarks>
public sealed class SuperTrend : Indicator
{
    private readonly double multiplier;
    private TrueRangeStep range;
    private ExponentialAverage size;
    private double upper, lower, previousClose;
    private int direction;

    /// <summary>A fresh indicator.</summary>
    /// <param name="period">n, bars of the average true range.</param>
    /// <param name="multiplier">m, distance of the band in average true ranges.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short or the multiplier not positive.</exception>
    public SuperTrend(int period = 10, double multiplier = 3) : base(period + 1, period + 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(multiplier);
        this.multiplier = multiplier;
        size = ExponentialAverage.Wilder(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "supertrend",
        Name = new("SuperTrend", "SuperTrend"),
        Group = IndicatorGroup.Trend,
        Pane = IndicatorPane.Overlay,
        Parameters = [ParameterSpec.Period(10), ParameterSpec.Multiplier(3)],
        Outputs = [new("supertrend", "SuperTrend", "SuperTrend"), new("direction", "Direction", "Dirección", OutputStyle.Hidden)],
        Factory = p => new SuperTrend((int)p[0], p[1]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (!range.Push(bar) || !size.Push(range.Value))
        {
            previousClose = bar.Close;
            return;
        }
        var basicUpper = bar.Median + multiplier * size.Value;
        var basicLower = bar.Median - multiplier * size.Value;
        if (direction == 0)
        {
            (upper, lower) = (basicUpper, basicLower);
            direction = bar.Close >= bar.Median ? 1 : -1;
        }
        else
        {
            if (basicUpper < upper || previousClose > upper)
                upper = basicUpper;
            if (basicLower > lower || previousClose < lower)
                lower = basicLower;
            if (direction < 0 && bar.Close > upper)
                direction = 1;
            else if (direction > 0 && bar.Close < lower)
                direction = -1;
        }
        previousClose = bar.Close;
        outputs[0] = direction > 0 ? lower : upper;
        outputs[1] = direction;
    }

    private protected override void Clear()
    {
        range.Clear();
        size.Clear();
        (upper, lower, previousClose, direction) = (0, 0, 0, 0);
    }
}
