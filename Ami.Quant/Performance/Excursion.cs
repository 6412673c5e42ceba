using Ami.Quant.Series;

namespace Ami.Quant.Performance;

/// <summary>How far a trade went against and in favour of its entry while it was open, as fractions of the entry price.</summary>
/// <param name="Adverse">Maximum adverse excursion, 0 or negative.</param>
/// <param name="Favourable">Maximum favourable excursion, 0 or positive.</param>
/// <param name="AdverseBar">Index of the bar of the worst price; −1 when the price never went against the entry.</param>
/// <param name="FavourableBar">Index of the bar of the best price; −1 when the price never went in favour.</param>
/// <remarks>J. Sweeney, Maximum Adverse Excursion (1997), ch. 2.</remarks>
public readonly record struct Excursion(double Adverse, double Favourable, int AdverseBar, int FavourableBar)
{
    /// <summary>Measures the bars during which a trade was open.</summary>
    /// <param name="bars">Bars from the entry's to the exit's; prices outside the time of the trade must not be among them.</param>
    /// <param name="side">Direction of the trade.</param>
    /// <param name="entryPrice">Price of entry, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The price is not positive.</exception>
    public static Excursion Measure(CandleView bars, PositionSide side, double entryPrice)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(entryPrice);
        double adverse = 0,
            favourable = 0;
        int adverseBar = -1,
            favourableBar = -1;
        var high = bars.High;
        var low = bars.Low;
        for (var i = 0; i < bars.Count; i++)
        {
            var up = high[i] / entryPrice - 1;
            var down = low[i] / entryPrice - 1;
            var (worst, best) = side == PositionSide.Long ? (down, up) : (-up, -down);
            if (worst < adverse)
            {
                (adverse, adverseBar) = (worst, i);
            }

            if (best > favourable)
            {
                (favourable, favourableBar) = (best, i);
            }
        }
        return new(adverse, favourable, adverseBar, favourableBar);
    }

    /// <summary>The adverse excursion in multiples of the initial risk.</summary>
    /// <param name="riskFraction">Distance from entry to stop as a fraction of the entry price, positive.</param>
    public double AdverseR(double riskFraction) => Adverse / riskFraction;

    /// <summary>The favourable excursion in multiples of the initial risk.</summary>
    /// <param name="riskFraction">Distance from entry to stop as a fraction of the entry price, positive.</param>
    public double FavourableR(double riskFraction) => Favourable / riskFraction;
}
