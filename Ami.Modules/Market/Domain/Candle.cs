using Ami.Modules.Market.Contracts;

namespace Ami.Modules.Market.Domain;

/// <summary>One bar with exact prices.</summary>
/// <param name="Time">Opening instant, Unix milliseconds UTC.</param>
/// <param name="Open">First price.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="Volume">Quantity traded.</param>
internal readonly record struct Candle(long Time, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume)
{
    /// <summary>This bar and a later one as one bar that opens when this one does.</summary>
    public Candle Then(in Candle later) =>
        this with
        {
            High = Math.Max(High, later.High),
            Low = Math.Min(Low, later.Low),
            Close = later.Close,
            Volume = Volume + later.Volume,
        };

    /// <summary>This bar in the shares of another moment.</summary>
    public Candle By(PriceFactors factors) =>
        factors.IsNone
            ? this
            : new(
                Time,
                factors.Price(Open, Time),
                factors.Price(High, Time),
                factors.Price(Low, Time),
                factors.Price(Close, Time),
                factors.Shares(Volume, Time)
            );

    /// <summary>True when low ≤ open, close ≤ high, prices are positive and the volume is not negative.</summary>
    public bool IsPossible => Low > 0 && Low <= Open && Low <= Close && Open <= High && Close <= High && Volume >= 0;
}
