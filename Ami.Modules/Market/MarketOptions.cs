using Ami.Modules.Market.Domain;
using Ami.Modules.Market.History;
using Ami.Modules.Market.Sources.Binance;
using Ami.Modules.Market.Sources.Polygon;
using Ami.Quant.Series;
using Ami.Quant.Simulation;

namespace Ami.Modules.Market;

/// <summary>Settings of the module, section <c>Market</c>.</summary>
public sealed class MarketOptions
{
    /// <summary>
    /// Seed of the simulated exchange. All processes must agree on it; changing it makes another history, so only do so with an empty database.
    /// </summary>
    public long Seed { get; set; } = SimulatedExchange.DefaultSeed;

    /// <summary>Years of daily candles written when the system first starts; at least 1, default 6.</summary>
    public int DailyYears { get; set; } = 6;

    /// <summary>Days of hourly candles written when the system first starts; at least 1, default 740.</summary>
    public int HourlyDays { get; set; } = 740;

    /// <summary>Days of minute candles written when the system first starts; at least 1, default 30.</summary>
    public int MinuteDays { get; set; } = 30;

    /// <summary>
    /// For how many days bars are kept, by their length, for example <c>1m</c>: 730. Afterwards hours stand in for what is shorter, and days for hours. At least 30;
    /// days, and what is not named, are kept for ever.
    /// </summary>
    public IDictionary<string, int> KeepDays { get; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Hosts that market data may come from, each with its port where that is not the usual one; by default those of Binance's market data and Polygon.</summary>
    public string[]? OutgoingHosts { get; set; }

    /// <summary>
    /// Whether addresses that alerts call may lie in private networks and begin with <c>http</c>: for trying it out alone, because whoever signs in could then reach
    /// what only this system may. False by default.
    /// </summary>
    public bool PrivateWebhooks { get; set; }

    /// <summary>Binance's public market data.</summary>
    public BinanceOptions Binance { get; set; } = new();

    /// <summary>Polygon's aggregates of US stocks.</summary>
    public PolygonOptions Polygon { get; set; } = new();

    /// <summary><see cref="KeepDays"/> by interval.</summary>
    /// <exception cref="InvalidOperationException">A length that is not stored or always kept, or less than 30 days.</exception>
    internal IReadOnlyDictionary<BarInterval, int> Retention =>
        KeepDays.ToDictionary(
            kept =>
                ChartInterval.ParseStored(kept.Key).Try(out var interval, out _) && CandleRetention.Successor(interval) is not null
                    ? interval
                    : throw new InvalidOperationException(
                        $"Market:KeepDays names {kept.Key}: only {string.Join(", ", ChartInterval.Stored.SkipLast(1))} can be kept for a time."
                    ),
            kept =>
                kept.Value >= LeastKept
                    ? kept.Value
                    : throw new InvalidOperationException($"Market:KeepDays:{kept.Key} is {kept.Value}: keep at least {LeastKept} days.")
        );

    private const int LeastKept = 30;
}
