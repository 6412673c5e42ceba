namespace Ami.Modules.Market.Contracts;

/// <summary>
/// The market's own: a running replay: which stored bars are played, and how the market's clock follows the clock on the wall. Times in Unix milliseconds.
/// </summary>
/// <param name="BarLength">Length of the bars that are played.</param>
/// <param name="From">Market time at the start.</param>
/// <param name="StartedAt">Wall time at the start.</param>
/// <param name="Speed">Market seconds per second.</param>
internal sealed record ReplayClock(long BarLength, long From, long StartedAt, double Speed)
{
    /// <summary>Most bars a replay may play in a second: more would be ticks that nobody can follow.</summary>
    public const int MaximumBarsPerSecond = 25;

    /// <summary>Market time at a wall time.</summary>
    public long MarketAt(long wall) => From + (long)Math.Floor((wall - StartedAt) * Speed);

    /// <summary>First wall millisecond at which the market's clock has reached a market time.</summary>
    public long WallAt(long market) => StartedAt + (long)Math.Ceiling((market - From) / Speed);
}
