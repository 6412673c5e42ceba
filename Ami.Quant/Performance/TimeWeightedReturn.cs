namespace Ami.Quant.Performance;

/// <summary>An account's value just before money was put in or taken out, and that flow.</summary>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Value">Value before the flow, not negative.</param>
/// <param name="Flow">Money put in (positive) or taken out (negative) right after; 0 for a mere valuation.</param>
public readonly record struct Valuation(long Time, double Value, double Flow);

/// <summary>Time-weighted return: what one unit of money left in the account earned, whatever was paid in or out.</summary>
/// <remarks>CFA Institute, Global Investment Performance Standards (2020), provision 2.A.21; C. R. Bacon, Practical Portfolio Performance (2008), eq.
/// 2.17.</remarks>
public static class TimeWeightedReturn
{
    /// <summary>Total return: the product of the growth between flows, minus 1.</summary>
    /// <param name="valuations">One per flow and one at the end, in time order; the first opens the account (value 0 and the first deposit, or a value and
    /// flow 0).</param>
    /// <returns>
    /// A fraction; NaN when a period begins with a negative value or there are fewer than two valuations. A period that begins
    /// with nothing in the account earns nothing.
    /// </returns>
    /// <exception cref="ArgumentException">Times go back.</exception>
    public static double Total(ReadOnlySpan<Valuation> valuations)
    {
        if (valuations.Length < 2)
        {
            return double.NaN;
        }

        double growth = 1;
        for (var i = 1; i < valuations.Length; i++)
        {
            var (before, after) = (valuations[i - 1], valuations[i]);
            if (after.Time < before.Time)
            {
                throw new ArgumentException($"Valuation {i} is earlier than the one before it.", nameof(valuations));
            }

            var start = before.Value + before.Flow;
            if (start < 0)
            {
                return double.NaN;
            }

            if (start > 0)
            {
                growth *= after.Value / start;
            }
        }
        return growth - 1;
    }

    /// <summary>The total return as a rate per year; NaN when the total is, or when no time passed.</summary>
    /// <param name="valuations">As for <see cref="Total"/>.</param>
    public static double Annual(ReadOnlySpan<Valuation> valuations)
    {
        var total = Total(valuations);
        return double.IsNaN(total) ? total : Returns.AnnualGrowth(1, 1 + total, (valuations[^1].Time - valuations[0].Time) / Returns.MillisecondsPerYear);
    }
}
