namespace Ami.Modules.PaperTrading.Rows;

internal static class DatabaseClock
{
    /// <summary>Now, in the whole microseconds that the database keeps: a value reads back as it was written.</summary>
    public static DateTimeOffset DatabaseNow(this TimeProvider time)
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
