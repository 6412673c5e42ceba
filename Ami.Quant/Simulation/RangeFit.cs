namespace Ami.Quant.Simulation;

/// <summary>
/// A rising, piecewise linear map that keeps the values between a bar's open and close where they are and stretches what lies above and below so
/// that the highest value lands on the bar's high and the lowest on its low. Being monotone it keeps every order: a valid bar stays valid.
/// </summary>
internal readonly struct RangeFit
{
    private readonly UnitBar bar;
    private readonly long bodyHigh, bodyLow;
    private readonly double stretchUp, stretchDown;

    /// <summary>The map for one bar.</summary>
    /// <param name="bar">Whose range is filled.</param>
    /// <param name="highest">Highest raw value; not below open and close.</param>
    /// <param name="lowest">Lowest raw value; not above open and close.</param>
    public RangeFit(in UnitBar bar, double highest, double lowest)
    {
        this.bar = bar;
        (bodyHigh, bodyLow) = (Math.Max(bar.Open, bar.Close), Math.Min(bar.Open, bar.Close));
        stretchUp = highest > bodyHigh ? (bar.High - bodyHigh) / (highest - bodyHigh) : 0;
        stretchDown = lowest < bodyLow ? (bodyLow - bar.Low) / (bodyLow - lowest) : 0;
    }

    /// <summary>The whole price step a raw value is mapped to; never outside the bar.</summary>
    public long Map(double value)
    {
        var mapped = value > bodyHigh ? bodyHigh + (value - bodyHigh) * stretchUp
            : value < bodyLow ? bodyLow - (bodyLow - value) * stretchDown
            : value;
        return Math.Clamp((long)Math.Round(mapped), bar.Low, bar.High);
    }
}
