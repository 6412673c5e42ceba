namespace Ami.Modules.Market.Contracts;

/// <summary>What trading a symbol costs and how much of it can be traded at once. Null is what the options say for every symbol.</summary>
/// <param name="SpreadBps">From bid to ask where only traded prices are known, basis points of the price, 0 to 1000; a basis point by default.</param>
/// <param name="MakerFeeBps">Fee of limits that rested, basis points of the notional, 0 to 1000.</param>
/// <param name="TakerFeeBps">Fee of everything else, basis points of the notional, 0 to 1000.</param>
/// <param name="SlippageBps">How much worse than a level what takes it fills, basis points of the price, 0 to 1000.</param>
/// <param name="DepthUnits">Units at each level of its simulated book, above zero; null is any quantity at the touched price.</param>
/// <param name="DepthDistance">From one level to the next, in prices; there exactly when <paramref name="DepthUnits"/> is.</param>
/// <param name="CarrySince">From when on holding it costs anything; there exactly when one of the next two is.</param>
/// <param name="BorrowPctPerYear">What is short pays for a year, percent of the value, 0 to 1000; each midnight UTC costs a day's share.</param>
/// <param name="FundingBps">What is long pays to what is short at each moment, basis points of the value, −1000 to 1000; below zero it receives.</param>
/// <param name="FundingHours">Hours from one moment to the next, counted from midnight UTC; divides a day.</param>
[GenerateSerializer, Immutable, Alias("market.symbol-terms")]
public sealed record SymbolTerms(
    decimal? SpreadBps = null,
    decimal? MakerFeeBps = null,
    decimal? TakerFeeBps = null,
    decimal? SlippageBps = null,
    decimal? DepthUnits = null,
    decimal? DepthDistance = null,
    DateTimeOffset? CarrySince = null,
    decimal? BorrowPctPerYear = null,
    decimal? FundingBps = null,
    int? FundingHours = null
)
{
    /// <summary>As the options say.</summary>
    public static SymbolTerms None { get; } = new();

    /// <summary>Half of the spread as a fraction of the price.</summary>
    public decimal? HalfSpread => SpreadBps / 20_000;
}
