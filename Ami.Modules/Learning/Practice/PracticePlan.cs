using System.Collections.Immutable;

namespace Ami.Modules.Learning;

/// <summary>How many cards come up on a day.</summary>
/// <param name="Day">Where the person lives.</param>
/// <param name="Due">Of those that they have begun.</param>
internal sealed record DayLoad(DateOnly Day, int Due);

/// <summary>What a person practises now: what is due first, then new cards, as much as fits into a few minutes at their own pace.</summary>
/// <param name="Due">What is due now, the longest due first.</param>
/// <param name="Fresh">New cards that are still for today, in the order in which they joined.</param>
/// <param name="Waiting">How many new cards there are beyond those.</param>
/// <param name="Coming">The seven days from tomorrow on.</param>
/// <param name="Most">How many cards a session has at most.</param>
internal sealed record PracticePlan(ImmutableArray<DeckCard> Due, ImmutableArray<DeckCard> Fresh, int Waiting, ImmutableArray<DayLoad> Coming, int Most)
{
    /// <summary>New cards a day: some ten minutes of reviews a week later.</summary>
    public const int NewPerDay = 10;

    /// <summary>How long a session is, in seconds.</summary>
    public const int SessionSeconds = 300;

    /// <summary>Seconds for a card where nothing is known of a person yet.</summary>
    public const int UsualPace = 12;

    private const int FewestCards = 5;
    private const int MostCards = 60;
    private const int EnoughToKnowPace = 10;
    private const int LongestThought = 60;

    /// <summary>The cards of one session. A new one is asked twice.</summary>
    public ImmutableArray<DeckCard> Session => [.. Due.Take(Most), .. Fresh.Take((Most - Math.Min(Due.Length, Most) + 1) / 2)];

    /// <param name="cards">All that the person may see and has not set aside.</param>
    /// <param name="now">When.</param>
    /// <param name="zone">Where their days begin.</param>
    /// <param name="newToday">How many new cards they have begun since the day began.</param>
    /// <param name="pace">Seconds that a card takes them, above 0.</param>
    public static PracticePlan Of(IReadOnlyCollection<DeckCard> cards, DateTimeOffset now, TimeZoneInfo zone, int newToday, double pace)
    {
        var today = LocalDay.Of(now, zone);
        var tomorrow = LocalDay.Begins(today.AddDays(1), zone);
        var fresh = cards.Where(card => card.Memory.Phase == CardPhase.New).OrderBy(card => card.JoinedAt).ThenBy(card => card.Position).ToList();
        var begun = cards.Where(card => card.Memory.DueAt is not null).ToList();
        var due = begun.Where(card => IsDue(card.Memory, now, tomorrow)).OrderBy(card => card.Memory.DueAt).ThenBy(card => card.Id);
        var forToday = Math.Min(fresh.Count, Math.Max(0, NewPerDay - newToday));
        return new PracticePlan(
            [.. due],
            [.. fresh.Take(forToday)],
            fresh.Count - forToday,
            [.. Enumerable.Range(1, 7).Select(n => Load(begun, today.AddDays(n), zone))],
            Math.Clamp((int)(SessionSeconds / pace), FewestCards, MostCards)
        );
    }

    /// <summary>
    /// Seconds that a card takes somebody: the median of what their last ones took, where there are enough of them; whoever went for coffee did not think about it
    /// for more than a minute.
    /// </summary>
    public static double Pace(IReadOnlyCollection<int> seconds)
    {
        if (seconds.Count < EnoughToKnowPace)
        {
            return UsualPace;
        }

        var sorted = seconds.Select(one => Math.Clamp(one, 1, LongestThought)).Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
    }

    /// <summary>Steps of minutes are waited for; what comes after days is due from the beginning of its day, whatever the hour of the last practice was.</summary>
    private static bool IsDue(Memory memory, DateTimeOffset now, DateTimeOffset tomorrow) =>
        memory.Phase == CardPhase.Review ? memory.DueAt < tomorrow : memory.DueAt <= now;

    private static DayLoad Load(IReadOnlyList<DeckCard> begun, DateOnly day, TimeZoneInfo zone)
    {
        var (begins, ends) = (LocalDay.Begins(day, zone), LocalDay.Begins(day.AddDays(1), zone));
        return new DayLoad(day, begun.Count(card => card.Memory.DueAt >= begins && card.Memory.DueAt < ends));
    }
}
