namespace Ami.Core.Documents;

/// <summary>A value axis with round numbers: one, two or five times a power of ten apart.</summary>
/// <param name="Lowest">Where it begins, at or below all values.</param>
/// <param name="Highest">Where it ends, at or above all values, and above <paramref name="Lowest"/>.</param>
/// <param name="Ticks">Its numbers, from the lowest to the highest.</param>
internal sealed record ValueScale(decimal Lowest, decimal Highest, IReadOnlyList<decimal> Ticks)
{
    /// <summary>An axis for these values, with about so many numbers.</summary>
    public static ValueScale Of(decimal lowest, decimal highest, int about)
    {
        if (lowest == highest)
        {
            // A flat line is in the middle.
            var around = lowest == 0 ? 1 : Math.Abs(lowest) / 100;
            (lowest, highest) = (lowest - around, highest + around);
        }

        var step = Step((highest - lowest) / about);
        var (from, to) = (Math.Floor(lowest / step) * step, Math.Ceiling(highest / step) * step);
        return new ValueScale(from, to, [.. Enumerable.Range(0, (int)((to - from) / step) + 1).Select(i => from + (i * step))]);
    }

    private static decimal Step(decimal atLeast)
    {
        var power = (decimal)Math.Pow(10, Math.Floor(Math.Log10((double)atLeast)));
        return ((decimal[])[1, 2, 5, 10]).Select(times => times * power).First(step => step >= atLeast || step == 10 * power);
    }
}
