namespace Ami.Quant.Indicators.Rolling;

/// <summary>Where a value stands in a range.</summary>
internal static class RangePosition
{
    /// <summary>100·(value − low)/(high − low), clamped to 0..100; the middle, 50, when the range is empty.</summary>
    public static double Percent(double value, double low, double high) => high > low ? Math.Clamp(100 * (value - low) / (high - low), 0, 100) : 50;
}
