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
        new("BTC-SIM", "Bitcoin (simulated)", SimulatedMarketKind.Crypto, 64_000, 0.52, 24_000, 2, 5, 0.00001m, 12),
        new("ETH-SIM", "Ether (simulated)", SimulatedMarketKind.Crypto, 3_200, 0.64, 310_000, 2, 4, 0.0001m, 4),
        new("SOL-SIM", "Solana (simulated)", SimulatedMarketKind.Crypto, 148, 0.82, 3_600_000, 3, 2, 0.01m, 12),
        new("EURUSD-SIM", "Euro / US dollar (simulated)", SimulatedMarketKind.Currency, 1.0850, 0.078, 92_000_000, 5, 0, 1m, 2),
        new("GOLD-SIM", "Gold, ounce (simulated)", SimulatedMarketKind.Commodity, 2_350, 0.155, 210_000, 2, 2, 0.01m, 15),
        new("OIL-SIM", "Crude oil, barrel (simulated)", SimulatedMarketKind.Commodity, 78.4, 0.33, 820_000, 3, 1, 0.1m, 10),
        new("TECH-SIM", "Technology index (simulated)", SimulatedMarketKind.Index, 18_400, 0.21, 46_000, 2, 2, 0.01m, 60),
        new("BANK-SIM", "Harbour Bank, share (simulated)", SimulatedMarketKind.Equity, 42.5, 0.27, 4_100_000, 2, 0, 1m, 1),
        new("WIND-SIM", "Northwind Turbines, share (simulated)", SimulatedMarketKind.Equity, 23.1, 0.46, 2_700_000, 2, 0, 1m, 1),
        new("CORN-SIM", "Corn, bushel (simulated)", SimulatedMarketKind.Commodity, 4.55, 0.25, 5_200_000, 4, 0, 1m, 5),
    ];

    /// <summary>The market of a symbol, or null when the exchange does not list it.</summary>
    /// <param name="symbol">Name, exact case.</param>
    public SimulatedMarket? Market(string symbol) => _markets.GetValueOrDefault(symbol);
}
