namespace Ami.Modules.Market.Contracts;

/// <summary>What trading a symbol costs and how much of it can be traded at once. Null is what the options say for every symbol.</summary>
/// <param name="SpreadBps">From bid to ask where only traded prices are known, basis points of the price, 0 to 1000; a basis point by default.</param>
/// <param name="MakerFeeBps">Fee of limits that rested, basis points of the notional, 0 to 1000.</param>
/// <param name="TakerFeeBps">Fee of everything else, basis points of the notional, 0 to 1000.</param>
/// <param name="SlippageBps">How much worse than a level what takes it fills, basis points of the price, 0 to 1000.</param>
/// <param name="DepthUnits">Units at each level of its simulated book, above zero; null is any quantity at the touched price.</param>
/// <param name="DepthDistance">From one level to the next, in prices; there exactly when <paramref name="DepthUnits"/> is.</param>
[GenerateSerializer, Immutable, Alias("market.symbol-terms")]
public sealed record SymbolTerms(
    decimal? SpreadBps = null,
    decimal? MakerFeeBps = null,
    decimal? TakerFeeBps = null,
    decimal? SlippageBps = null,
    decimal? DepthUnits = null,
    decimal? DepthDistance = null
)
{
    /// <summary>As the options say.</summary>
    public static SymbolTerms None { get; } = new();

    /// <summary>Half of the spread as a fraction of the price.</summary>
    public decimal? HalfSpread => SpreadBps / 20_000;
}
