using Ami.Modules.Market.Contracts;

namespace Ami.Tests.PaperTrading;

/// <summary>Market values in the shapes that the market module hands out.</summary>
internal static class TestSymbols
{
    public static SymbolSpec Spec(string symbol) => new(1, Symbol.Of(symbol), symbol, AssetClass.Crypto, Currency.Usd, 2, 3, 0.001m, PriceSource.Simulated);

    public static Quote Quote(string symbol, decimal bid, decimal ask, decimal last, DateTimeOffset time) => new(Symbol.Of(symbol), bid, ask, last, time);

    public static Tick Tick(decimal bid, decimal ask, decimal last, DateTimeOffset time) => new(time, time, bid, ask, last, 1m);
}
