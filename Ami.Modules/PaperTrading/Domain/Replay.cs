using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Domain;

/// <summary>A paper account's walk through the stored past of one symbol. Its clock is what is now for the account, and its price the only one it knows.</summary>
/// <param name="AccountId">The account, which trades nothing else.</param>
/// <param name="UserId">Whose it is.</param>
/// <param name="Symbol">What is played.</param>
/// <param name="Began">Where the clock began, UTC.</param>
/// <param name="Clock">Where it is: every bar that was over by then has been played.</param>
/// <param name="Until">Where the stored bars ended when it began.</param>
/// <param name="Price">The last price that was played.</param>
/// <param name="PriceDigits">Decimals of the symbol's prices.</param>
/// <param name="CreatedAt">When somebody began it, by the clock on the wall.</param>
/// <param name="EndedAt">When they ended it, by the clock on the wall; null while it may go on.</param>
/// <param name="BarBegan">When the bar began whose last price it is; null for replays of before that was kept, which take the clock.</param>
public sealed record Replay(
    Guid AccountId,
    Guid UserId,
    string Symbol,
    DateTimeOffset Began,
    DateTimeOffset Clock,
    DateTimeOffset Until,
    decimal Price,
    int PriceDigits,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset? BarBegan = null
)
{
    /// <summary>Whether no more prices come.</summary>
    public bool IsOver => EndedAt is not null || Clock >= Until;

    private decimal PriceStep => new(1, 0, 0, false, (byte)PriceDigits);

    /// <summary>What the symbol can be bought and sold for: the last price, and the venue's spread around it.</summary>
    public PriceTick QuoteBy(VenueRules venue) => BarTicks.Around(Price, HalfSpreadAt(Price, venue), Clock) with { Begun = BarBegan };

    /// <summary>Half of the venue's spread around the last price of a bar: all of it has this one.</summary>
    internal decimal HalfSpreadAt(decimal close, VenueRules venue) => venue.For(Symbol).HalfSpreadAt(close, PriceStep);
}
