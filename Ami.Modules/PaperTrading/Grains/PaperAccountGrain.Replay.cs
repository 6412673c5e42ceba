using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Rows;

namespace Ami.Modules.PaperTrading.Grains;

/// <content>The account of a replay.</content>
public sealed partial class PaperAccountGrain
{
    /// <summary>Bars that are played at once: half a week of minutes, so that a chart's answer holds them all.</summary>
    internal const int MostBars = PastChart.Most;

    public async Task<Result<ReplayView>> Replay(Guid userId) =>
        await Current() is { Replay: not null } book && book.Account.UserId == userId ? ReplayView.Of(book, await Venue()) : PaperErrors.ReplayNotFound;

    public async Task<Result<ReplayAdvance>> Advance(Guid userId, DateTimeOffset from, DateTimeOffset to)
    {
        if (await Current() is not { Replay: { } known } owned || owned.Account.UserId != userId)
        {
            return PaperErrors.ReplayNotFound;
        }

        // Where it leads depends on what is asked and on the bars, not on where the clock is: so a repetition is known as one.
        var (until, venue) = (known.Until, await Venue());
        var played = await past.After(Symbol.Of(known.Symbol), from, to < until ? to : until, until, MostBars);
        var clock = played.Bars is [.., var last] ? last.Ends : until;
        return await Decide<ReplayAdvance>(current =>
        {
            if (current?.Replay is not { } replay)
            {
                return PaperErrors.ReplayNotFound;
            }

            if (replay.EndedAt is not null)
            {
                return PaperErrors.ReplayOver;
            }

            if (replay.Clock == clock)
            {
                return Advanced(current);
            }

            if (replay.Clock != from)
            {
                return PaperErrors.ReplayMoved(replay.Clock);
            }

            var book = current.Fork(venue);
            book.Play(played.Bars, clock);
            return new Decision<PaperBook, ReplayAdvance>(Advanced(book), Written(current, book, clock));
        });

        Result<ReplayAdvance> Advanced(PaperBook book) => new ReplayAdvance(ReplayView.Of(book, venue), played.HasMore);
    }

    public async Task<Result<ReplayView>> EndReplay(Guid userId)
    {
        var venue = await Venue();
        return await Decide<ReplayView>(current =>
        {
            if (current?.Replay is not { } replay || current.Account.UserId != userId)
            {
                return PaperErrors.ReplayNotFound;
            }

            var book = current.Fork(venue);
            book.EndReplay(time.DatabaseNow());
            return new Decision<PaperBook, ReplayView>(ReplayView.Of(book, venue), Written(current, book, replay.Clock));
        });
    }

    /// <summary>What is now for an account: in a replay its clock.</summary>
    private DateTimeOffset Now(PaperBook book) => book.Replay?.Clock ?? time.DatabaseNow();
}
