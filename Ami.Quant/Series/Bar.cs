namespace Ami.Quant.Series;

/// <summary>
/// One candle: what was traded from <see cref="Time"/> (inclusive) until the interval of its series has passed (exclusive).
/// </summary>
/// <param name="Time">UTC instant at which the bar opens, in milliseconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Open">First price, in quote currency per unit.</param>
/// <param name="High">Highest price; not below <paramref name="Open"/>, <paramref name="Close"/> and <paramref name="Low"/> in a possible bar.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="Volume">Units of the base asset traded, zero or more.</param>
public readonly record struct Bar(long Time, double Open, double High, double Low, double Close, double Volume)
{
    /// <summary>Half-way between high and low, (H + L) / 2.</summary>
    public double Median => 0.5 * (High + Low);

    /// <summary>Typical price, (H + L + C) / 3.</summary>
    public double Typical => (High + Low + Close) / 3;

    /// <summary>High minus low, zero or more in a possible bar.</summary>
    public double Range => High - Low;

    /// <summary>The bar's opening instant.</summary>
    public DateTimeOffset OpensAt => DateTimeOffset.FromUnixTimeMilliseconds(Time);

    /// <summary>True when all five numbers are finite. A bar that is not finite stands for a missing bar and is skipped by indicators.</summary>
    /// <remarks>0·x is 0 for every finite x and NaN otherwise, so one comparison answers for all five.</remarks>
    public bool IsFinite => 0 * Open + 0 * High + (0 * Low + 0 * Close) + 0 * Volume == 0;

    /// <summary>True when the bar is finite, low ≤ open, close ≤ high, prices are positive and volume is not negative.</summary>
    public bool IsPossible => IsFinite && Low > 0 && Low <= Open && Low <= Close && Open <= High && Close <= High && Volume >= 0;
}
