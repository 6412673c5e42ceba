using System.Globalization;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Import.Reading;

namespace Ami.Modules.Market.Import;

/// <summary>The bars of a file in the order of time, each once.</summary>
/// <param name="Bars">Oldest first.</param>
/// <param name="Repeated">Lines that repeat an earlier one exactly, by number.</param>
/// <param name="Evidence">What was done to the order.</param>
internal sealed record OrderedBars(List<Candle> Bars, IReadOnlyList<int> Repeated, IReadOnlyList<ImportEvidence> Evidence)
{
    /// <summary>Orders the rows of a file.</summary>
    /// <param name="rows">The rows; they are ordered where they are.</param>
    /// <returns>The bars, or <c>market.import_contradiction</c> when lines tell a bar differently.</returns>
    public static Result<OrderedBars> Of(List<(int Line, Candle Bar)> rows)
    {
        var backwards = 0;
        for (var i = 1; i < rows.Count; i++)
        {
            backwards += rows[i].Bar.Time < rows[i - 1].Bar.Time ? 1 : 0;
        }

        ImportEvidence[] evidence =
            backwards == 0 ? []
            : backwards * 2 > rows.Count ? [ImportEvidence.Of("order.reversed")]
            : [ImportEvidence.Of("order.sorted", ("count", backwards.ToString(CultureInfo.InvariantCulture)))];
        if (backwards > 0)
        {
            rows.Sort((a, b) => a.Bar.Time != b.Bar.Time ? a.Bar.Time.CompareTo(b.Bar.Time) : a.Line.CompareTo(b.Line));
        }

        var (bars, repeated, contradictions) = (new List<Candle>(rows.Count), new List<int>(), new List<string>());
        var next = 0;
        while (next < rows.Count)
        {
            var (first, isOne) = (next, true);
            for (next++; next < rows.Count && rows[next].Bar.Time == rows[first].Bar.Time; next++)
            {
                repeated.Add(rows[next].Line);
                isOne &= rows[next].Bar == rows[first].Bar;
            }

            bars.Add(rows[first].Bar);
            if (!isOne)
            {
                contradictions.Add(string.Join(" and ", rows[first..next].Select(row => row.Line)));
            }
        }

        repeated.Sort();
        return contradictions.Count == 0
            ? new OrderedBars(bars, repeated, evidence)
            : Error.Invalid(
                "market.import_contradiction",
                $"Nothing was imported: {contradictions.Count} bars are told more than once and differently, lines {string.Join("; ", contradictions.Take(CandleFile.ProblemsShown))}."
            );
    }
}
