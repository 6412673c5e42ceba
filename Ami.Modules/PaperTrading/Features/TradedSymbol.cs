using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Grains;
using Ami.Modules.PaperTrading.Rows;

namespace Ami.Modules.PaperTrading.Features;

/// <summary>A symbol that an account can trade, with its newest price there.</summary>
/// <param name="Spec">The symbol.</param>
/// <param name="Quote">What it costs.</param>
/// <param name="Clock">The moment of a replay at which that is so; null in the live market.</param>
internal sealed record TradedSymbol(SymbolSpec Spec, Quote Quote, DateTimeOffset? Clock)
{
    /// <summary>Whether nothing new may be opened of it: staff have paused it, and this is no past that a replay plays.</summary>
    public bool IsPaused => Spec.IsPaused && Clock is null;
}

/// <summary>The market that an account trades in: the live one, or the past that its replay plays.</summary>
internal sealed class AccountMarket(
    ISymbolDirectory symbols,
    IQuoteBoard quotes,
    IRanges ranges,
    IPastMarket past,
    ReplayAccounts replays,
    IGrainFactory grains
)
{
    /// <returns><c>paper.symbol_unknown</c>, <c>paper.symbol_ended</c> or <c>market.no_quote</c> where it is not traded; in a replay only the first.</returns>
    public async Task<Result<TradedSymbol>> Find(Guid userId, Guid accountId, string name, CancellationToken cancellationToken)
    {
        if (!Symbol.Parse(name).Try(out var symbol, out _) || !(await symbols.Find(symbol, cancellationToken)).Try(out var spec, out _))
        {
            return PaperErrors.SymbolUnknown(name);
        }

        if (await replays.Has(accountId, cancellationToken))
        {
            // Another symbol than the one that is played is refused by the account.
            var asked = await grains.GetGrain<IPaperAccount>(accountId).Ask(account => account.Replay(userId), cancellationToken);
            return asked.Try(out var replay, out _)
                ? new TradedSymbol(spec, new Quote(symbol, replay.Quote.Bid, replay.Quote.Ask, replay.Quote.Last, replay.Clock), replay.Clock)
                : PaperErrors.AccountNotFound;
        }

        if (await quotes.HasEnded(symbol, cancellationToken))
        {
            return PaperErrors.SymbolEnded(symbol.Value);
        }

        return (await quotes.Latest(symbol, cancellationToken)).Map(quote => new TradedSymbol(spec, quote, null));
    }

    /// <inheritdoc cref="IRanges.AverageTrueRange"/>
    public Task<decimal?> AverageTrueRange(TradedSymbol traded, CancellationToken cancellationToken) =>
        traded.Clock is { } clock
            ? past.AverageTrueRange(traded.Spec.Symbol, clock, cancellationToken)
            : ranges.AverageTrueRange(traded.Spec.Symbol, cancellationToken);
}
