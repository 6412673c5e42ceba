namespace Ami.Quant.Simulation;

/// <summary>
/// One candle in whole units, so that aggregates are exact: prices in price steps (10^-PriceDigits of the symbol), volume in
/// quantity steps (10^-QuantityDigits).
/// </summary>
/// <param name="Time">UTC instant at which the bar opens, Unix milliseconds.</param>
/// <param name="Open">First price, price steps.</param>
/// <param name="High">Highest price, price steps; never below the other three.</param>
/// <param name="Low">Lowest price, price steps; never above the other three.</param>
/// <param name="Close">Last price, price steps.</param>
/// <param name="Volume">Quantity traded, quantity steps, zero or more.</param>
public readonly record struct UnitBar(long Time, long Open, long High, long Low, long Close, long Volume)
{
    /// <summary>True when low ≤ open, close ≤ high, the low is positive and the volume is not negative.</summary>
    public bool IsPossible => Low > 0 && Low <= Open && Low <= Close && Open <= High && Close <= High && Volume >= 0;

    /// <summary>The bar that covers consecutive bars: first open, highest high, lowest low, last close, summed volume.</summary>
    /// <param name="time">Opening instant of the result, Unix milliseconds.</param>
    /// <param name="bars">At least one bar, in time order.</param>
    /// <exception cref="ArgumentException">There is no bar.</exception>
    public static UnitBar Aggregate(long time, ReadOnlySpan<UnitBar> bars)
    {
        if (bars.IsEmpty)
        {
            throw new ArgumentException("A bar cannot be made of nothing.", nameof(bars));
        }

        var (high, low, volume) = (long.MinValue, long.MaxValue, 0L);
        foreach (ref readonly var bar in bars)
        {
            high = Math.Max(high, bar.High);
            low = Math.Min(low, bar.Low);
            volume += bar.Volume;
        }

        return new UnitBar(time, bars[0].Open, high, low, bars[^1].Close, volume);
    }
}
