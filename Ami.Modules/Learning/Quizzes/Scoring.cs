using System.Collections.Immutable;

namespace Ami.Modules.Learning;

/// <summary>How much of an answer is right. Pure, and exact: whole parts of a point are counted, never fractions.</summary>
internal static class Scoring
{
    /// <summary>Into how many parts a point is divided: the smallest number that 1 to 8 divide, and no question has more to get right.</summary>
    public const int Parts = 840;

    /// <summary>What an answer earns, in <see cref="Parts"/> of a point; nothing earns nothing.</summary>
    public static int Earned(Question question, QuestionAnswer? answer) =>
        answer is null ? 0 : question.Points * Share(question.Kind, question.Solution, answer);

    /// <summary>How much of an answer is right, in <see cref="Parts"/>.</summary>
    public static int Share(QuestionKind kind, QuestionSolution solution, QuestionAnswer answer) =>
        kind switch
        {
            QuestionKind.Single => All(Of(answer.Chosen).SequenceEqual(Of(solution.Right))),
            QuestionKind.Multiple => Multiple(Of(solution.Right), Of(answer.Chosen)),
            QuestionKind.Numeric => All(IsRight(solution, answer.Number, answer.Unit ?? 0)),
            QuestionKind.Ordering => Hits(Of(solution.Order), [.. Of(answer.Order).Select(item => (int?)item)]),
            QuestionKind.Matching => Hits(Of(solution.Matches), Of(answer.Matches)),
            QuestionKind.Text => All(IsRight(solution.Accepted, Plain(answer.Text ?? ""))),
            QuestionKind.Mark => All(Of(solution.Regions).Any(region => Contains(region, answer.Bar, answer.Price))),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "An answer does not say it."),
        };

    /// <summary>What the checks of a chart exercise earn that were passed, in <see cref="Parts"/> of a point.</summary>
    public static int EarnedBy(Question question, IReadOnlyCollection<string> passed)
    {
        var checks = Of(question.Solution.Checks);
        return question.Points * Parts * checks.Where(check => passed.Contains(check.Key)).Sum(check => check.Points) / checks.Sum(check => check.Points);
    }

    /// <summary>Words as they are compared: without case, accents and spaces that do not matter.</summary>
    public static string Plain(string text) => string.Join(' ', SearchText.Plain(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static int All(bool isRight) => isRight ? Parts : 0;

    /// <summary>What was chosen wrongly takes away, so that choosing everything earns no more than choosing nothing.</summary>
    private static int Multiple(ImmutableArray<int> right, ImmutableArray<int> chosen)
    {
        var hits = chosen.Count(right.Contains);
        return Math.Max(0, hits - (chosen.Length - hits)) * Parts / right.Length;
    }

    private static bool IsRight(QuestionSolution solution, decimal? number, int unit) =>
        solution.Factors is { } factors ? factors[unit] is { } factor && IsNear(solution, number * factor) : IsNear(solution, number);

    private static bool IsNear(QuestionSolution solution, decimal? number) =>
        number is { } given && Math.Abs(given - solution.Value.GetValueOrDefault()) <= solution.Tolerance.GetValueOrDefault();

    /// <summary>Places that hold what belongs there.</summary>
    private static int Hits(ImmutableArray<int> right, ImmutableArray<int?> given) =>
        right.Zip(given).Count(pair => pair.First == pair.Second) * Parts / right.Length;

    private static bool IsRight(AcceptedTexts? accepted, string text) => accepted is not null && accepted.Es.Concat(accepted.En).Any(one => Plain(one) == text);

    private static bool Contains(MarkRegion region, int? bar, decimal? price) =>
        bar >= region.FromBar && bar <= region.ToBar && price >= region.Low && price <= region.High;

    private static ImmutableArray<T> Of<T>(ImmutableArray<T>? these) => these ?? [];
}
