namespace Ami.Quant.Indicators;

/// <summary>Checks that parameters make sense together.</summary>
internal static class Order
{
    /// <summary>Refuses a fast period that is not shorter than the slow one.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static void RequireIncreasing(params ReadOnlySpan<int> periods)
    {
        for (var i = 1; i < periods.Length; i++)
        {
            if (periods[i] <= periods[i - 1])
            {
                throw new ArgumentException($"Periods must increase from fast to slow; {periods[i - 1]} comes before {periods[i]}.", nameof(periods));
            }
        }
    }
}
