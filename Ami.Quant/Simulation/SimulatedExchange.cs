namespace Ami.Quant.Simulation;

/// <summary>
/// The built-in exchange: ten invented symbols whose prices are a pure function of (seed, symbol, time). The same seed gives the same prices in
/// every process, in whatever order they are asked for.
/// </summary>
public sealed class SimulatedExchange
{
    /// <summary>Seed of an installation that configures none.</summary>
    public const long DefaultSeed = 20_240_101;

    private readonly Dictionary<string, SimulatedMarket> _markets;

    /// <summary>The exchange under a seed.</summary>
    /// <param name="seed">Any number; another seed is another history.</param>
    public SimulatedExchange(long seed = DefaultSeed)
    {
        Seed = seed;
        _markets = Symbols.ToDictionary(symbol => symbol.Name, symbol => new SimulatedMarket(seed, symbol), StringComparer.Ordinal);
    }

    /// <summary>Seed of all prices.</summary>
    public long Seed { get; }

    /// <summary>The symbols traded, in the order in which they are listed to people.</summary>
    public static IReadOnlyList<SimulatedSymbol> Symbols { get; } =
    [
        new(
            Name: "BTC-SIM",
            Description: "Bitcoin (simulated)",
            Kind: SimulatedMarketKind.Crypto,
            ReferencePrice: 64_000,
            AnnualVolatility: 0.52,
            DailyVolume: 24_000,
            PriceDigits: 2,
            QuantityDigits: 5,
            MinQuantity: 0.00001m,
            SpreadSteps: 12
        ),
        new(
            Name: "ETH-SIM",
            Description: "Ether (simulated)",
            Kind: SimulatedMarketKind.Crypto,
            ReferencePrice: 3_200,
            AnnualVolatility: 0.64,
            DailyVolume: 310_000,
            PriceDigits: 2,
            QuantityDigits: 4,
            MinQuantity: 0.0001m,
            SpreadSteps: 4
        ),
        new(
            Name: "SOL-SIM",
            Description: "Solana (simulated)",
            Kind: SimulatedMarketKind.Crypto,
            ReferencePrice: 148,
            AnnualVolatility: 0.82,
            DailyVolume: 3_600_000,
            PriceDigits: 3,
            QuantityDigits: 2,
            MinQuantity: 0.01m,
            SpreadSteps: 12
        ),
        new(
            Name: "EURUSD-SIM",
            Description: "Euro / US dollar (simulated)",
            Kind: SimulatedMarketKind.Currency,
            ReferencePrice: 1.0850,
            AnnualVolatility: 0.078,
            DailyVolume: 92_000_000,
            PriceDigits: 5,
            QuantityDigits: 0,
            MinQuantity: 1m,
            SpreadSteps: 2
        ),
        new(
            Name: "GOLD-SIM",
            Description: "Gold, ounce (simulated)",
            Kind: SimulatedMarketKind.Commodity,
            ReferencePrice: 2_350,
            AnnualVolatility: 0.155,
            DailyVolume: 210_000,
            PriceDigits: 2,
            QuantityDigits: 2,
            MinQuantity: 0.01m,
            SpreadSteps: 15
        ),
        new(
            Name: "OIL-SIM",
            Description: "Crude oil, barrel (simulated)",
            Kind: SimulatedMarketKind.Commodity,
            ReferencePrice: 78.4,
            AnnualVolatility: 0.33,
            DailyVolume: 820_000,
            PriceDigits: 3,
            QuantityDigits: 1,
            MinQuantity: 0.1m,
            SpreadSteps: 10
        ),
        new(
            Name: "TECH-SIM",
            Description: "Technology index (simulated)",
            Kind: SimulatedMarketKind.Index,
            ReferencePrice: 18_400,
            AnnualVolatility: 0.21,
            DailyVolume: 46_000,
            PriceDigits: 2,
            QuantityDigits: 2,
            MinQuantity: 0.01m,
            SpreadSteps: 60
        ),
        new(
            Name: "BANK-SIM",
            Description: "Harbour Bank, share (simulated)",
            Kind: SimulatedMarketKind.Equity,
            ReferencePrice: 42.5,
            AnnualVolatility: 0.27,
            DailyVolume: 4_100_000,
            PriceDigits: 2,
            QuantityDigits: 0,
            MinQuantity: 1m,
            SpreadSteps: 1
        ),
        new(
            Name: "WIND-SIM",
            Description: "Northwind Turbines, share (simulated)",
            Kind: SimulatedMarketKind.Equity,
            ReferencePrice: 23.1,
            AnnualVolatility: 0.46,
            DailyVolume: 2_700_000,
            PriceDigits: 2,
            QuantityDigits: 0,
            MinQuantity: 1m,
            SpreadSteps: 1
        ),
        new(
            Name: "CORN-SIM",
            Description: "Corn, bushel (simulated)",
            Kind: SimulatedMarketKind.Commodity,
            ReferencePrice: 4.55,
            AnnualVolatility: 0.25,
            DailyVolume: 5_200_000,
            PriceDigits: 4,
            QuantityDigits: 0,
            MinQuantity: 1m,
            SpreadSteps: 5
        ),
    ];

    /// <summary>The market of a symbol, or null when the exchange does not list it.</summary>
    /// <param name="symbol">Name, exact case.</param>
    public SimulatedMarket? Market(string symbol) => _markets.GetValueOrDefault(symbol);
}
