namespace Ami.Quant.Simulation;

/// <summary>Kind of market a simulated symbol imitates; it decides the hours at which it is busy.</summary>
public enum SimulatedMarketKind
{
    /// <summary>Digital currency: busy in European and American hours, never quiet.</summary>
    Crypto,

    /// <summary>Currency pair: quiet in the late evening UTC, busiest when London and New York overlap.</summary>
    Currency,

    /// <summary>Raw material.</summary>
    Commodity,

    /// <summary>Stock index.</summary>
    Index,

    /// <summary>Share of a company.</summary>
    Equity,
}

/// <summary>What makes one simulated symbol different from another. All of them trade around the clock, every day of the year.</summary>
/// <param name="Name">Symbol, ending in <c>-SIM</c>; part of the key of every random draw.</param>
/// <param name="Description">Name for people.</param>
/// <param name="Kind">Kind of market imitated.</param>
/// <param name="ReferencePrice">Price around which the simulation wanders, quote currency per unit; greater than zero.</param>
/// <param name="AnnualVolatility">Ordinary standard deviation of log returns over 365 days, for example 0.55.</param>
/// <param name="DailyVolume">Ordinary quantity traded in a day, units.</param>
/// <param name="PriceDigits">Decimals of prices, 0 to 8.</param>
/// <param name="QuantityDigits">Decimals of quantities, 0 to 8.</param>
/// <param name="MinQuantity">Smallest order, units.</param>
/// <param name="SpreadSteps">Ordinary distance between bid and ask, price steps; at least 1.</param>
public sealed record SimulatedSymbol(
    string Name,
    string Description,
    SimulatedMarketKind Kind,
    double ReferencePrice,
    double AnnualVolatility,
    double DailyVolume,
    int PriceDigits,
    int QuantityDigits,
    decimal MinQuantity,
    int SpreadSteps
)
{
    /// <summary>Price steps in one unit of the quote currency.</summary>
    public long PriceScale { get; } = PowerOfTen(PriceDigits);

    /// <summary>Quantity steps in one unit.</summary>
    public long QuantityScale { get; } = PowerOfTen(QuantityDigits);

    /// <summary>Ordinary standard deviation of one day's log return.</summary>
    public double DailyVolatility => AnnualVolatility / Math.Sqrt(365);

    /// <summary>A price in the quote currency.</summary>
    /// <param name="steps">Price steps.</param>
    public decimal Price(long steps) => Scaled(steps, PriceDigits);

    /// <summary>A quantity in units.</summary>
    /// <param name="steps">Quantity steps.</param>
    public decimal Quantity(long steps) => Scaled(steps, QuantityDigits);

    private static decimal Scaled(long steps, int digits)
    {
        var magnitude = (ulong)Math.Abs(steps);
        return new decimal((int)(uint)magnitude, (int)(uint)(magnitude >> 32), 0, steps < 0, (byte)digits);
    }

    private static long PowerOfTen(int digits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(digits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, 8);
        var scale = 1L;
        for (var i = 0; i < digits; i++)
        {
            scale *= 10;
        }

        return scale;
    }
}
