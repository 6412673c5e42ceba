namespace Ami.Modules.Learning;

/// <summary>How well somebody remembered the back of a card, from the worst on.</summary>
internal enum Rating
{
    /// <summary>Not, or wrongly.</summary>
    Again = 1,

    /// <summary>With trouble.</summary>
    Hard,

    /// <summary>After thinking about it.</summary>
    Good,

    /// <summary>At once.</summary>
    Easy,
}

/// <summary>Where a card stands with a person.</summary>
internal enum CardPhase
{
    /// <summary>They never saw it.</summary>
    New,

    /// <summary>They are learning it, in steps of minutes.</summary>
    Learning,

    /// <summary>They knew it, and see it again after days.</summary>
    Review,

    /// <summary>They had forgotten it, and are learning it again.</summary>
    Relearning,
}

/// <summary>What is known of how well a person remembers a card: the words of FSRS.</summary>
/// <param name="Phase">Where it stands.</param>
/// <param name="Step">Which of the steps of its phase it waits for, from 0; 0 where there are none.</param>
/// <param name="Stability">After how many days the person still knows it with a probability of 90%; 0 for a new card.</param>
/// <param name="Difficulty">How hard it is to make that longer, 1 to 10; 0 for a new card.</param>
/// <param name="DueAt">When it should be asked next; null for a new card.</param>
/// <param name="ReviewedAt">When it was asked last; null for a new card.</param>
/// <param name="Reviews">How often it was asked.</param>
internal sealed record Memory(CardPhase Phase, int Step, double Stability, double Difficulty, DateTimeOffset? DueAt, DateTimeOffset? ReviewedAt, int Reviews)
{
    /// <summary>Of a card that was never asked.</summary>
    public static Memory New { get; } = new(CardPhase.New, 0, 0, 0, null, null, 0);

    /// <summary>
    /// How many days ago it was asked last, by the days where the person lives, as cards are due: by whole 24 hours whoever practises half an hour earlier than yesterday
    /// would have practised twice on one day.
    /// </summary>
    /// <param name="now">When it is asked.</param>
    /// <param name="zone">Where the person lives.</param>
    public int DaysBy(DateTimeOffset now, TimeZoneInfo zone) =>
        ReviewedAt is { } last ? Math.Max(0, LocalDay.Of(now, zone).DayNumber - LocalDay.Of(last, zone).DayNumber) : 0;
}
