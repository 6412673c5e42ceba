using Ami.Modules.Market.Domain;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Charts;

/// <summary>Bars of one chart as far as they are settled.</summary>
/// <param name="Interval">Interval of the chart.</param>
/// <param name="Closed">Closed bars, oldest first.</param>
/// <param name="Partial">What is settled of the bar that is still open, if anything.</param>
/// <param name="HasMore">True when older bars exist in the range that was asked for.</param>
internal sealed record ChartPart(BarInterval Interval, IReadOnlyList<Candle> Closed, Candle? Partial, bool HasMore)
{
    /// <summary>Puts consecutive shorter bars together.</summary>
    /// <param name="grid">When the bars of the result open.</param>
    /// <param name="pieces">Bars of any lengths that divide the interval, in time order, without overlap.</param>
    /// <param name="clock">Market time: a bar that ends later is still open.</param>
    public static (List<Candle> Closed, Candle? Partial) Compose(BarGrid grid, IEnumerable<Candle> pieces, long clock)
    {
        var closed = new List<Candle>();
        Candle? current = null;
        var ends = long.MinValue;
        foreach (var piece in pieces)
        {
            if (current is { } open && piece.Time < ends)
            {
                current = open.Then(piece);
                continue;
            }

            if (current is { } done)
            {
                closed.Add(done);
            }

            current = piece with { Time = grid.Opens(piece.Time) };
            ends = grid.Ends(piece.Time);
        }

        if (current is not { } last)
        {
            return (closed, null);
        }

        if (ends > clock)
        {
            return (closed, last);
        }

        closed.Add(last);
        return (closed, null);
    }
}
