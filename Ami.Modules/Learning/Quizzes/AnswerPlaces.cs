using System.Collections.Immutable;

namespace Ami.Modules.Learning;

/// <summary>
/// Answers between the order in which an attempt shows a question and the question's own. What is kept is in the question's own order; whoever answers sees
/// and says places as they are shown.
/// </summary>
internal static class AnswerPlaces
{
    private const int LongestText = 200;

    /// <summary>No number that anybody means is beyond it, and none within it overflows when it is converted.</summary>
    private const decimal Largest = 1_000_000_000_000_000;

    /// <summary>An answer as it is kept; null for one that does not fit the question.</summary>
    public static QuestionAnswer? Take(AttemptQuestion asked, QuestionAnswer said)
    {
        var (content, order) = (asked.Question.Content, asked.OptionOrder);
        // What is not of the question's kind is left out, and was not to be there.
        var taken = asked.Question.Kind switch
        {
            QuestionKind.Single => Chosen(said, order, most: 1),
            QuestionKind.Multiple => Chosen(said, order, order.Length),
            QuestionKind.Numeric => Number(said, content.Units?.Length ?? 0),
            QuestionKind.Ordering => Ordered(said, order),
            QuestionKind.Matching => Matched(said, content.Lefts?.Length ?? 0, order),
            QuestionKind.Text => said.Text?.Trim() is { Length: > 0 and <= LongestText } text ? new QuestionAnswer(Text: text) : null,
            QuestionKind.Mark => Marked(said, content.Chart?.Bars.Length ?? 0),
            // It is played.
            QuestionKind.Replay => null,
            _ => throw new ArgumentOutOfRangeException(nameof(asked), asked.Question.Kind, "There is no such kind."),
        };
        return taken is not null && Members(taken) == Members(said) ? taken : null;
    }

    /// <summary>An answer as it is shown.</summary>
    public static QuestionAnswer? Show(AttemptQuestion asked) =>
        asked.Answer is not { } kept
            ? null
            : kept with
            {
                Chosen = Shown(asked, kept.Chosen)?.Sort(),
                Order = Shown(asked, kept.Order),
                Matches = kept.Matches is { } matches ? [.. matches.Select(one => one is { } right ? (int?)Place(asked, right) : null)] : null,
            };

    /// <summary>Where things of the question's own order are shown.</summary>
    public static ImmutableArray<int>? Shown(AttemptQuestion asked, ImmutableArray<int>? places) =>
        places is { } these ? [.. these.Select(one => Place(asked, one))] : null;

    /// <summary>Things of a question in the order in which they are shown.</summary>
    public static IReadOnlyList<InBoth>? Shown(AttemptQuestion asked, ImmutableArray<InBoth>? things) =>
        things is { } these ? [.. asked.OptionOrder.Select(place => these[place])] : null;

    private static int Place(AttemptQuestion asked, int own) => Array.IndexOf(asked.OptionOrder, own);

    private static QuestionAnswer? Chosen(QuestionAnswer said, int[] order, int most) =>
        said.Chosen is { IsDefaultOrEmpty: false } chosen && chosen.Length <= most && AreDifferentPlaces(chosen, order)
            ? new QuestionAnswer(Chosen: [.. chosen.Select(place => order[place]).Order()])
            : null;

    private static QuestionAnswer? Number(QuestionAnswer said, int units) =>
        said.Number is { } number && Math.Abs(number) <= Largest && (units > 1 ? said.Unit is { } unit && unit >= 0 && unit < units : said.Unit is null)
            ? new QuestionAnswer(Number: number, Unit: said.Unit)
            : null;

    private static QuestionAnswer? Ordered(QuestionAnswer said, int[] order) =>
        said.Order is { IsDefault: false } items && items.Length == order.Length && AreDifferentPlaces(items, order)
            ? new QuestionAnswer(Order: [.. items.Select(place => order[place])])
            : null;

    private static QuestionAnswer? Matched(QuestionAnswer said, int lefts, int[] order) =>
        said.Matches is { IsDefault: false } matches
        && matches.Length == lefts
        && matches.Any(one => one is not null)
        && matches.All(one => one is null || IsPlace(one.Value, order))
            ? new QuestionAnswer(Matches: [.. matches.Select(one => one is { } place ? (int?)order[place] : null)])
            : null;

    private static QuestionAnswer? Marked(QuestionAnswer said, int bars) =>
        said is { Bar: >= 0, Price: >= 0 and <= Largest } && said.Bar < bars ? new QuestionAnswer(Bar: said.Bar, Price: said.Price) : null;

    private static bool AreDifferentPlaces(ImmutableArray<int> places, int[] order) =>
        places.All(place => IsPlace(place, order)) && places.Distinct().Count() == places.Length;

    private static bool IsPlace(int place, int[] order) => place >= 0 && place < order.Length;

    /// <summary>Which members an answer has.</summary>
    private static (bool, bool, bool, bool, bool, bool, bool, bool, bool) Members(QuestionAnswer answer) =>
        (
            answer.Chosen is not null,
            answer.Number is not null,
            answer.Unit is not null,
            answer.Order is not null,
            answer.Matches is not null,
            answer.Text is not null,
            answer.Bar is not null,
            answer.Price is not null,
            answer.R is not null
        );
}
