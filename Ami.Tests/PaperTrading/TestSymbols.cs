using Ami.Modules.Market.Contracts;

namespace Ami.Tests.PaperTrading;

/// <summary>Market values in the shapes that the market module hands out.</summary>
internal static class TestSymbols
{
    public static SymbolSpec Spec(string symbol, decimal minNotional = 0) =>
        new(
            Id: 1,
            Symbol: Symbol.Of(symbol),
            Name: symbol,
            AssetClass: AssetClass.Crypto,
            Currency: Currency.Usd,
            PriceDigits: 2,
            QuantityDigits: 3,
            MinQuantity: 0.001m,
            Source: PriceSource.Simulated,
            MinNotional: minNotional
        );

    public static Quote Quote(string symbol, decimal bid, decimal ask, decimal last, DateTimeOffset time) => new(Symbol.Of(symbol), bid, ask, last, time);

    public static Tick Tick(decimal bid, decimal ask, decimal last, DateTimeOffset time) => new(time, time, bid, ask, last, 1m);
}
