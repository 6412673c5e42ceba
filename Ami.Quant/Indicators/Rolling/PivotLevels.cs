namespace Ami.Quant.Indicators.Rolling;

/// <summary>Levels round a pivot P from a high H, a low L and, for Camarilla, the close C of earlier bars, as P, R1, S1, R2, S2, R3, S3.</summary>
internal static class PivotLevels
{
    private static readonly string[] Names = ["P", "R1", "S1", "R2", "S2", "R3", "S3"];

    /// <summary>Number of levels.</summary>
    public static int Count => Names.Length;

    public static OutputSpec[] Outputs(bool mayBeAbsent) =>
        [.. Names.Select(name => new OutputSpec(name.ToLowerInvariant(), name, name, mayBeAbsent: mayBeAbsent))];

    /// <summary>2P − L and 2P − H; P ± (H − L); H + 2(P − L) and L − 2(H − P).</summary>
    public static void Floor(double pivot, double high, double low, Span<double> levels)
    {
        levels[0] = pivot;
        levels[1] = 2 * pivot - low;
        levels[2] = 2 * pivot - high;
        levels[3] = pivot + (high - low);
        levels[4] = pivot - (high - low);
        levels[5] = high + 2 * (pivot - low);
        levels[6] = low - 2 * (high - pivot);
    }

    /// <summary>P ± 0.382, 0.618 and 1 times H − L.</summary>
    public static void Fibonacci(double pivot, double high, double low, Span<double> levels) => Around(pivot, pivot, high - low, levels, 0.382, 0.618, 1);

    /// <summary>C ± 1.1/12, 1.1/6 and 1.1/4 times H − L.</summary>
    public static void Camarilla(double pivot, double high, double low, double close, Span<double> levels) =>
        Around(pivot, close, high - low, levels, 1.1 / 12, 1.1 / 6, 1.1 / 4);

    private static void Around(double pivot, double middle, double range, Span<double> levels, params ReadOnlySpan<double> shares)
    {
        levels[0] = pivot;
        for (var i = 0; i < shares.Length; i++)
        {
            levels[2 * i + 1] = middle + shares[i] * range;
            levels[2 * i + 2] = middle - shares[i] * range;
        }
    }
}
