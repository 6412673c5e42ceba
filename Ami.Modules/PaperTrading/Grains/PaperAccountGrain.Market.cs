using Ami.Modules.PaperTrading.Domain;

namespace Ami.Modules.PaperTrading.Grains;

/// <content>What the market does to the account.</content>
public sealed partial class PaperAccountGrain
{
    public Task<int> Match(TickRun run)
    {
        // The silo that matches need not be the one that read the prices: what they adjust is not to be valued at one of before.
        var last = run.Ticks[^1];
        marks.Set(new Mark(run.Symbol, last.Last, last.Time, last.Began));
        return Act(
            0,
            (book, now) =>
            {
                // What else is held decides whether something may be opened.
                Adjust(book, now, run.Ticks[0].Time, run.Symbol);
                foreach (var tick in run.Ticks)
                {
                    book.OnTick(run.Symbol, tick, now);
                }

                return book.Changes.Fills.Count;
            },
            new MatchedPrice(run.Symbol, last.Time)
        );
    }

    public Task<bool> Liquidate(SymbolMark[] breached) => Judge(breached, (book, now) => book.Liquidate(now, now));

    public Task<bool> CallMargin(SymbolMark[] seen) => Judge(seen, (book, now) => book.CallMargin(now));

    /// <summary>What follows from the margin at the newest prices.</summary>
    private async Task<bool> Judge(SymbolMark[] seen, Func<PaperBook, DateTimeOffset, bool> judge)
    {
        // The watch values what it was told of at what it saw: either may be of shares before an action, and the other not.
        await marks.Newest();
        return await Act(
            false,
            (book, now) =>
            {
                foreach (var mark in seen.Where(mark => marks.Latest(mark.Symbol) is null))
                {
                    book.See(mark.Symbol, mark.Price);
                }

                Adjust(book, now);
                // Whoever ordered at a newer price than was ever matched is judged once that is.
                return !book.IsAhead(Began) && judge(book, now);
            }
        );
    }

    public Task<int> End(string symbol) =>
        Act(
            0,
            (book, now) =>
            {
                Adjust(book, now);
                book.End(symbol, now);
                return book.Changes.Orders.Count;
            }
        );

    public Task<int> Expire() => Act(0, (book, now) => book.Expire(now));

    /// <summary>For what the market does. The watch learns of the account even when nothing changed: what it knew led here.</summary>
    private async Task<T> Act<T>(T nothing, Func<PaperBook, DateTimeOffset, T> act, MatchedPrice? matched = null)
    {
        var (venue, now, prices) = await Circumstances(matched?.Time);
        var done = await Decide<T>(current =>
        {
            if (current is null)
            {
                _ = Watch.Changed(AccountStand.Gone(Key) with { Matched = matched });
                return PaperErrors.AccountNotFound;
            }

            if (current.Replay is not null)
            {
                // Whatever led here: what happens in the live market happens later than all that a replay knows.
                _ = Watch.Changed(AccountStand.Gone(Key) with { Matched = matched });
                return (Result<T>)nothing;
            }

            var book = current.Fork(venue).With(prices);
            var result = act(book, now);
            var change = Written(current, book, now, matched);
            if (change is null)
            {
                _ = Watch.Changed(AccountStand.Of(current) with { Matched = matched });
            }

            return new Decision<PaperBook, T>(result, change);
        });
        return done.Try(out var value, out _) ? value : nothing;
    }
}
