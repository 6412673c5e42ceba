using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading;

/// <summary>Section <c>PaperTrading</c> of the configuration.</summary>
public sealed class PaperTradingOptions
{
    private const decimal BasisPoint = 0.0001m;

    /// <summary>Commission per fill in basis points of the notional; 0 to 1000, 5 by default.</summary>
    public decimal FeeBps { get; set; } = 5m;

    /// <summary>
    /// Commission of limits that rested in the book, in basis points of the notional; 0 to 1000, the same as <see cref="FeeBps"/> by default.
    /// </summary>
    public decimal? MakerFeeBps { get; set; }

    /// <summary>How much worse than bid or ask market and stop orders fill, in basis points; 0 to 1000, 1 by default.</summary>
    public decimal SlippageBps { get; set; } = 1m;

    /// <summary>
    /// Cash of the account that every new user gets, and the most with which anybody may begin one who has not earned a larger; 100 to 10,000,000, 100,000 by
    /// default.
    /// </summary>
    public decimal DefaultCash { get; set; } = 100_000m;

    /// <summary>Accounts that one user may have; at least 1, 10 by default.</summary>
    public int MostAccounts { get; set; } = 10;

    /// <summary>Replays that one user may have at a time, without those that are ended; at least 1, 5 by default.</summary>
    public int MostReplays { get; set; } = 5;

    /// <summary>
    /// How often accounts are checked against their maintenance margin beside the ticks, which judge those with one symbol; a second by default. Longer means
    /// later liquidations.
    /// </summary>
    public TimeSpan MarginInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>With how much somebody may begin an account: <see cref="DefaultCash"/>, and more once they have earned a larger one.</summary>
    /// <param name="earned">The largest account that they earned; null when none.</param>
    public decimal MostCashOf(decimal? earned) => Math.Max(DefaultCash, earned ?? 0);

    /// <summary>What trading costs, by these options.</summary>
    public VenueRules Venue =>
        new()
        {
            MakerFee = (MakerFeeBps ?? FeeBps) * BasisPoint,
            TakerFee = FeeBps * BasisPoint,
            Slippage = SlippageBps * BasisPoint,
            MoneyDigits = PaperAccount.MoneyDigits,
            TrailsByTick = true,
        };

    /// <summary>What trading a symbol costs, and what its company does to its shares.</summary>
    /// <param name="spec">The symbol.</param>
    /// <param name="isPast">By the symbol's own clock, as replays of accounts are, instead of by the wall.</param>
    public VenueRules VenueOf(SymbolSpec spec, bool isPast) =>
        VenueOf(spec.Terms ?? SymbolTerms.None) with
        {
            Actions =
                spec.Actions.Count == 0
                    ? null
                    : new(
                        spec.QuantityStep,
                        [
                            .. spec
                                .Actions.Select(a => (a, At: isPast ? a.At : spec.ToldAt(a.At)))
                                .Where(a => a.At is not null)
                                .Select(a => new Ami.Quant.Trading.CorporateAction(a.At.GetValueOrDefault(), a.a.NewShares, a.a.OldShares, a.a.Dividend)),
                        ]
                    ),
        };

    /// <summary>What trading a symbol costs: what it says itself, and these options for the rest.</summary>
    public VenueRules VenueOf(SymbolTerms terms) =>
        Venue with
        {
            MakerFee = (terms.MakerFeeBps ?? terms.TakerFeeBps ?? MakerFeeBps ?? FeeBps) * BasisPoint,
            TakerFee = (terms.TakerFeeBps ?? FeeBps) * BasisPoint,
            Slippage = (terms.SlippageBps ?? SlippageBps) * BasisPoint,
            HalfSpread = terms.HalfSpread ?? Venue.HalfSpread,
            Carry = terms.CarrySince is { } since
                ? new CarryRates(since, (terms.BorrowPctPerYear ?? 0) / 100, (terms.FundingBps ?? 0) * BasisPoint, TimeSpan.FromHours(terms.FundingHours ?? 0))
                : null,
            Depth = terms is { DepthUnits: { } units, DepthDistance: { } distance } ? new MarketDepth(units, distance) : null,
        };
}
