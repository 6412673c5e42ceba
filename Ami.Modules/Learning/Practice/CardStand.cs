namespace Ami.Modules.Learning;

/// <summary>In how many seconds a card would be asked again, by how it is rated now.</summary>
/// <param name="Again">Not known.</param>
/// <param name="Hard">Known with trouble.</param>
/// <param name="Good">Known.</param>
/// <param name="Easy">Known at once.</param>
internal sealed record NextIntervals(long Again, long Hard, long Good, long Easy);

/// <summary>Where a card stands with the person who asks.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">What to send with the next rating.</param>
/// <param name="Phase">Whether it is new, being learnt, or known.</param>
/// <param name="DueAt">When it is asked next; null for a new one.</param>
/// <param name="IsSuspended">Whether the person has set it aside.</param>
/// <param name="Next">What each rating would lead to now.</param>
internal sealed record CardStand(Guid Id, int Version, CardPhase Phase, DateTimeOffset? DueAt, bool IsSuspended, NextIntervals Next)
{
    /// <param name="card">Which.</param>
    /// <param name="version">Of its state; 0 before the first change.</param>
    /// <param name="memory">What is known of it.</param>
    /// <param name="isSuspended">Whether the person has set it aside.</param>
    /// <param name="now">When a rating would come.</param>
    /// <param name="zone">Where the person lives.</param>
    public static CardStand Of(Guid card, int version, Memory memory, bool isSuspended, DateTimeOffset now, TimeZoneInfo zone)
    {
        var days = memory.DaysBy(now, zone);
        long In(Rating rating) => (long)((Fsrs.Default.Next(memory, rating, now, days, card).DueAt - now)?.TotalSeconds ?? 0);
        return new CardStand(
            card,
            version,
            memory.Phase,
            memory.DueAt,
            isSuspended,
            new NextIntervals(In(Rating.Again), In(Rating.Hard), In(Rating.Good), In(Rating.Easy))
        );
    }
}
