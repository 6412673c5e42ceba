using Ami.Modules.Market.Domain;
using Ami.Quant.Series;

namespace Ami.Modules.Market.History.Backfill;

/// <summary>Which past is to be fetched.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">Length of the bars: 1m, 1h or 1d.</param>
/// <param name="From">From when on.</param>
/// <param name="To">Until when.</param>
internal sealed record BackfillTerms(string Symbol, string Interval, DateTimeOffset From, DateTimeOffset To)
{
    private static readonly BarInterval[] Followed = [BarInterval.OneMinute, BarInterval.OneHour, BarInterval.OneDay];

    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Six years of minutes.
    private const long MostBars = 3_200_000;

    /// <summary>Reads them.</summary>
    /// <param name="now">The present: later bars do not exist.</param>
    /// <returns>The range, or <c>market.backfill_interval</c>, <c>market.backfill_range</c>.</returns>
    public Result<(Symbol Symbol, BarInterval Interval, long From, long To)> Range(DateTimeOffset now)
    {
        if (!Kernel.Symbol.Parse(Symbol).Try(out var symbol, out var error))
        {
            return error;
        }

        if (!ChartInterval.ParseStored(Interval).Try(out var interval, out _) || !Followed.Contains(interval))
        {
            return Error.InvalidField("market.backfill_interval", "interval", "Markets outside are asked for bars of 1m, 1h and 1d.");
        }

        var (from, to) = (From < Earliest ? Earliest : From, To < now ? To : now);
        return from < to && (to - from).TotalMilliseconds / interval.Milliseconds <= MostBars
            ? (symbol, interval, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds())
            : Error.InvalidField("market.backfill_range", "from", "It begins before it ends, and has at most six years of minutes.");
    }

    /// <summary>No such job, or none that succeeded.</summary>
    public static Error Unknown { get; } = Error.NotFound("market.backfill_unknown", "There is no back-fill with this id that succeeded.");

    /// <summary>Its prices come from no market that can be asked, or that market is switched off.</summary>
    public static Error NoSource(Symbol symbol) =>
        Error.Conflict("market.backfill_no_source", $"{symbol} comes from no market that can be asked for its past now. Import it from a file.");

    /// <summary>What is fetched joins what is there.</summary>
    public static Error NothingYet(Symbol symbol) =>
        Error.Conflict("market.backfill_not_begun", $"No bars of {symbol} in this interval are stored yet. They come by themselves first; try again then.");
}
