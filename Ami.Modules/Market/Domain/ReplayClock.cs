using Npgsql;

namespace Ami.Modules.Market.Domain;

/// <summary>A running replay: which stored bars are played, and how the market's clock follows the clock on the wall. Times in Unix milliseconds.</summary>
/// <param name="BarLength">Length of the bars that are played.</param>
/// <param name="From">Market time at the start.</param>
/// <param name="StartedAt">Wall time at the start.</param>
/// <param name="Speed">Market seconds per second.</param>
internal sealed record ReplayClock(long BarLength, long From, long StartedAt, double Speed)
{
    /// <summary>Most bars a replay may play in a second: more would be ticks that nobody can follow.</summary>
    public const int MaximumBarsPerSecond = 25;

    /// <summary>Reads interval_seconds, from_time, started_at, speed.</summary>
    public static ReplayClock Read(NpgsqlDataReader reader, int first) => new(
        reader.GetInt32(first) * 1000L,
        reader.GetFieldValue<DateTimeOffset>(first + 1).ToUnixTimeMilliseconds(),
        reader.GetFieldValue<DateTimeOffset>(first + 2).ToUnixTimeMilliseconds(),
        (double)reader.GetDecimal(first + 3));

    /// <summary>Market time at a wall time.</summary>
    public long MarketAt(long wall) => From + (long)Math.Floor((wall - StartedAt) * Speed);

    /// <summary>First wall millisecond at which the market's clock has reached a market time.</summary>
    public long WallAt(long market) => StartedAt + (long)Math.Ceiling((market - From) / Speed);
}
