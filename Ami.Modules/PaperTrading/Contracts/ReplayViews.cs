using Ami.Modules.PaperTrading.Domain;
using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Contracts;

/// <summary>A walk through the stored past of a symbol, with a paper account of its own.</summary>
/// <param name="Id">That of its paper account.</param>
/// <param name="Symbol">What is played.</param>
/// <param name="BeganAt">Where its clock began, UTC.</param>
/// <param name="Clock">Where it is: what is now for the account, UTC.</param>
/// <param name="Until">Where the stored bars ended when it began, UTC.</param>
/// <param name="Cash">What the account began with.</param>
/// <param name="Leverage">How many times its equity the account may hold.</param>
/// <param name="IsOver">Whether no more prices come.</param>
/// <param name="CreatedAt">When it was begun, by the clock on the wall, UTC.</param>
/// <param name="EndedAt">When its owner ended it, by the clock on the wall, UTC; null while it may go on.</param>
/// <param name="Quote">What the symbol costs at the clock.</param>
[GenerateSerializer, Immutable, Alias("paper.replay-view")]
public sealed record ReplayView(
    Guid Id,
    string Symbol,
    DateTimeOffset BeganAt,
    DateTimeOffset Clock,
    DateTimeOffset Until,
    decimal Cash,
    int Leverage,
    bool IsOver,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EndedAt,
    ReplayQuote Quote
)
{
    internal static ReplayView Of(PaperBook book, VenueRules venue) =>
        Of(book.Replay ?? throw new ArgumentException("The account is for no replay.", nameof(book)), book.Account.StartingCash, book.Account.Leverage, venue);

    internal static ReplayView Of(Replay replay, decimal cash, int leverage, VenueRules venue)
    {
        var quote = replay.QuoteBy(venue);
        return new ReplayView(
            Id: replay.AccountId,
            Symbol: replay.Symbol,
            BeganAt: replay.Began,
            Clock: replay.Clock,
            Until: replay.Until,
            Cash: cash.Plain(),
            Leverage: leverage,
            IsOver: replay.IsOver,
            CreatedAt: replay.CreatedAt,
            EndedAt: replay.EndedAt,
            Quote: new ReplayQuote(quote.Time, quote.Bid.Plain(), quote.Ask.Plain(), quote.Last.Plain())
        );
    }
}

/// <summary>What a symbol costs in a replay.</summary>
/// <param name="Time">The replay's clock, UTC.</param>
/// <param name="Bid">Price to sell at.</param>
/// <param name="Ask">Price to buy at.</param>
/// <param name="Last">The last price that was played.</param>
[GenerateSerializer, Immutable, Alias("paper.replay-quote")]
public sealed record ReplayQuote(DateTimeOffset Time, decimal Bid, decimal Ask, decimal Last);
