using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Rows;
using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Grains;

/// <content>What holding costs.</content>
public sealed partial class PaperAccountGrain
{
    public Task<int> Carry() => Act(0, (book, now) => Adjust(book, now) + book.Carry(now));

    /// <summary>What companies did to their shares comes before anything else; a replay and a tick know the first price after it themselves.</summary>
    /// <param name="except">The symbol of the ticks; null where there are none.</param>
    private int Adjust(PaperBook book, DateTimeOffset now, DateTimeOffset? at = null, string? except = null) =>
        book.Replay is null ? book.Act(symbol => marks.Latest(symbol) is { Began: { } began } mark ? (mark.Price, began) : null, at ?? now, now, except) : 0;

    private DateTimeOffset? Began(string symbol) => marks.Latest(symbol)?.Began;

    /// <summary>What trading costs here and now.</summary>
    private async ValueTask<VenueRules> Venue() => await Current() is { Replay: not null } ? await venues.Past() : await venues.Fresh();

    /// <summary>What a decision goes by: what trading costs, when it is, and the prices of what is to be charged for by then: one moment for all of it.</summary>
    /// <param name="told">The newest price that it is about, which another silo's clock may have stamped later than now.</param>
    private async ValueTask<(VenueRules Venue, DateTimeOffset Now, CarryPrices Prices)> Circumstances(DateTimeOffset? told = null)
    {
        await marks.Fresh();
        var venue = await Venue();
        if (await Current() is not { Replay: null, Positions.Count: > 0 } book)
        {
            return (venue, time.DatabaseNow(), CarryPrices.None);
        }

        if (book.IsAhead(Began, venue))
        {
            await marks.Newest();
        }

        var now = time.DatabaseNow();
        // Most symbols cost nothing to hold.
        return book.Positions.All(held => venue.For(held.Symbol).Carry is null)
            ? (venue, now, CarryPrices.None)
            : (venue, now, await moments.Of(book.CarryDue(told > now ? told.Value : now, venue)));
    }

    /// <summary>A price at which somebody ordered is as good as one that was matched: what is adjusted to it is not to be valued at one of before.</summary>
    private async ValueTask See(Quote quote)
    {
        if (await Current() is { Replay: null } && (await venues.Fresh()).For(quote.Symbol.Value).Actions is not null)
        {
            marks.Set(new Mark(quote.Symbol.Value, quote.Last, quote.Time, quote.Began));
        }
    }
}
