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
    /// <param name="interval">Interval of the result.</param>
    /// <param name="pieces">Bars of any lengths that divide the interval, in time order, without overlap.</param>
    /// <param name="clock">Market time: a bar that ends later is still open.</param>
    /// <param name="phase">How long after the grid of the interval its bars open.</param>
    public static (List<Candle> Closed, Candle? Partial) Compose(BarInterval interval, IEnumerable<Candle> pieces, long clock, long phase)
    {
        var closed = new List<Candle>();
        Candle? current = null;
        foreach (var piece in pieces)
        {
            var opens = interval.Floor(piece.Time, phase);
            if (current is { } open && open.Time == opens)
            {
                current = open.Then(piece);
                continue;
            }

            if (current is { } done)
            {
                closed.Add(done);
            }

            current = piece with { Time = opens };
        }

        if (current is not { } last)
        {
            return (closed, null);
        }

        if (last.Time + interval.Milliseconds > clock)
        {
            return (closed, last);
        }

        closed.Add(last);
        return (closed, null);
    }
}
