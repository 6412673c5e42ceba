namespace Ami.Quant.Simulation;

/// <summary>
/// A rising, piecewise linear map that keeps the values between a bar's open and close where they are and stretches what lies above and below so
/// that the highest value lands on the bar's high and the lowest on its low. Being monotone it keeps every order: a valid bar stays valid.
/// </summary>
internal readonly struct RangeFit
{
    private readonly UnitBar _bar;
    private readonly long _bodyHigh,
        _bodyLow;
    private readonly double _stretchUp,
        _stretchDown;

    /// <summary>The map for one bar.</summary>
    /// <param name="bar">Whose range is filled.</param>
    /// <param name="highest">Highest raw value; not below open and close.</param>
    /// <param name="lowest">Lowest raw value; not above open and close.</param>
    public RangeFit(in UnitBar bar, double highest, double lowest)
    {
        _bar = bar;
        (_bodyHigh, _bodyLow) = (Math.Max(bar.Open, bar.Close), Math.Min(bar.Open, bar.Close));
        _stretchUp = highest > _bodyHigh ? (bar.High - _bodyHigh) / (highest - _bodyHigh) : 0;
        _stretchDown = lowest < _bodyLow ? (_bodyLow - bar.Low) / (_bodyLow - lowest) : 0;
    }

    /// <summary>The whole price step a raw value is mapped to; never outside the bar.</summary>
    public long Map(double value)
    {
        var mapped =
            value > _bodyHigh ? _bodyHigh + (value - _bodyHigh) * _stretchUp
            : value < _bodyLow ? _bodyLow - (_bodyLow - value) * _stretchDown
            : value;
        return Math.Clamp((long)Math.Round(mapped), _bar.Low, _bar.High);
    }
}
