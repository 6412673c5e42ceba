namespace Ami.Modules.Market.Sources;

/// <summary>How far a source's clock is ahead of the one on the wall. Everything kept of it is by its own clock; ticks and quotes are told by ours.</summary>
internal sealed class ExchangeClock(TimeProvider time)
{
    private long _ahead;

    /// <summary>How far it is ahead.</summary>
    public TimeSpan Ahead => TimeSpan.FromMilliseconds(Volatile.Read(ref _ahead));

    /// <summary>The clock on the wall, Unix milliseconds.</summary>
    public long Wall => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The source's clock, Unix milliseconds.</summary>
    public long Now => Wall + Volatile.Read(ref _ahead);

    /// <summary>An instant of the source by the clock on the wall.</summary>
    public long ToWall(long market) => market - Volatile.Read(ref _ahead);

    /// <summary>An instant by the clock on the wall, as the source calls it.</summary>
    public long ToMarket(long wall) => wall + Volatile.Read(ref _ahead);

    /// <summary>Sets it by an answer.</summary>
    /// <param name="told">The source's clock, in the answer.</param>
    /// <param name="asked">When it was asked, by the clock on the wall.</param>
    /// <param name="answered">When it had answered: half of that time earlier the clock was read.</param>
    public void Set(long told, long asked, long answered) => Volatile.Write(ref _ahead, told - (asked + (answered - asked) / 2));
}
