using System.Collections.Immutable;
using System.Globalization;

namespace Ami.Modules.Learning;

/// <summary>What earns experience. Learning does, and nothing else: no trade, no profit, no risk, neither with money nor on paper.</summary>
internal enum ExperienceKind
{
    /// <summary>A lesson was read and marked as done.</summary>
    Lesson,

    /// <summary>A quiz was passed.</summary>
    Quiz,

    /// <summary>The exam of a course was passed.</summary>
    Exam,

    /// <summary>Every check of a chart exercise was passed: that there was a plan, never what it won.</summary>
    Exercise,

    /// <summary>So many cards were practised on a day.</summary>
    Practice,

    /// <summary>A course was certified.</summary>
    Certificate,
}

/// <summary>What something earns.</summary>
/// <param name="Kind">What.</param>
/// <param name="Points">How much, once for each lesson, quiz, exercise and course.</param>
/// <param name="Cards">Of practice: from how many cards on a day on; null of anything else.</param>
internal sealed record ExperienceRule(ExperienceKind Kind, int Points, int? Cards = null);

/// <summary>Something that earns once.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Which; the same thing has the same one whenever it is told, and however it is edited.</param>
/// <param name="Points">What it earns.</param>
internal sealed record ExperienceSource(ExperienceKind Kind, string Id, int Points);

/// <summary>The one table of what earns how much. People see it as it stands here.</summary>
internal static class ExperienceRules
{
    public static ImmutableArray<ExperienceRule> All { get; } =
    [
        new(ExperienceKind.Lesson, 20),
        new(ExperienceKind.Quiz, 40),
        new(ExperienceKind.Exam, 120),
        new(ExperienceKind.Exercise, 30),
        new(ExperienceKind.Certificate, 100),
        new(ExperienceKind.Practice, 5, Cards: 1),
        new(ExperienceKind.Practice, 5, Cards: 10),
        new(ExperienceKind.Practice, 10, Cards: 20),
    ];

    public static ExperienceSource Lesson(Guid lesson) => Of(ExperienceKind.Lesson, lesson.ToString());

    public static ExperienceSource Quiz(Guid lesson, bool isFinal) => Of(isFinal ? ExperienceKind.Exam : ExperienceKind.Quiz, lesson.ToString());

    /// <summary>An edited question is another row, but the same exercise.</summary>
    public static ExperienceSource Exercise(Question question) =>
        Of(ExperienceKind.Exercise, ComputedId.Of($"learning.exercise:{question.CourseId}/{question.Topic}/{question.Key}").ToString());

    /// <summary>By the course: who gets a second certificate of it learned nothing twice.</summary>
    public static ExperienceSource Certificate(Guid course) => Of(ExperienceKind.Certificate, course.ToString());

    /// <summary>What practising earns that far on a day.</summary>
    /// <param name="day">The person's.</param>
    /// <param name="cards">How many different ones.</param>
    public static IEnumerable<ExperienceSource> Practice(DateOnly day, int cards) =>
        from rule in All
        where rule.Cards <= cards
        select new ExperienceSource(rule.Kind, string.Create(CultureInfo.InvariantCulture, $"{Date(day)}/{rule.Cards}"), rule.Points);

    /// <summary>How a day stands in what it earned with, before a slash.</summary>
    public static string Date(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static ExperienceSource Of(ExperienceKind kind, string id) => new(kind, id, All.Single(rule => rule.Kind == kind).Points);
}
