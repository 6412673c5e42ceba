using Ami.Modules.Market.Sources.Binance;
using Ami.Modules.Market.Sources.Polygon;
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
}
