namespace Ami.Quant.Indicators.Rolling;

/// <summary>Where a value stands in a range.</summary>
internal static class RangePosition
{
    /// <summary>100·(value − low)/(high − low), clamped to 0..100; the middle, 50, when the range is empty or rounding alone.</summary>
    public static double Percent(double value, double low, double high) =>
        Variation.VanishesLinearly(high - low, 1, Math.Max(Math.Abs(low), Math.Abs(high))) ? 50 : Math.Clamp(100 * (value - low) / (high - low), 0, 100);
}
