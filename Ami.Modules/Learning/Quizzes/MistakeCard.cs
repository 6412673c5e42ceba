using System.Text.RegularExpressions;
using Ami.Modules.Learning.Contracts;

namespace Ami.Modules.Learning;

/// <summary>What somebody got wrong in a quiz, as a card to practise.</summary>
internal static partial class MistakeCard
{
    /// <summary>Whether it is one that can be asked without a chart.</summary>
    public static bool IsMistake(AttemptQuestion asked) =>
        asked.Answer is not null && asked.Earned < asked.Question.Points * Scoring.Parts && asked.Question.Content is { Chart: null, Replay: null };

    /// <param name="asked">What was answered wrong.</param>
    /// <param name="userId">By whom.</param>
    /// <param name="topic">The lesson that it is about.</param>
    public static PracticeCard Of(AttemptQuestion asked, Guid userId, Guid topic) =>
        new(
            userId,
            PracticeCause.QuizMistake,
            $"{topic}/{asked.Question.Key}",
            Front(asked, text => text.Es),
            Front(asked, text => text.En),
            Back(asked.Question, text => text.Es, accepted => accepted.Es[0]),
            Back(asked.Question, text => text.En, accepted => accepted.En[0]),
            topic
        );

    /// <summary>Markdown as a card shows it: without its marks.</summary>
    public static string Plain(string markdown) => Marks().Replace(Link().Replace(markdown, "$1"), "").Trim();

    private static string Front(AttemptQuestion asked, Func<InBoth, string> of)
    {
        var content = asked.Question.Content;
        var lines = (AnswerPlaces.Shown(asked, content.Options) ?? AnswerPlaces.Shown(asked, content.Items) ?? []).Select(of);
        var sides = content is { Lefts: { } lefts } ? new[] { lefts.Select(of), (AnswerPlaces.Shown(asked, content.Rights) ?? []).Select(of) } : [];
        var unit = content.Units is [var only] ? $" ({of(only)})" : "";
        return Cut([Plain(of(content.Prompt)) + unit, .. lines.Select(Item), .. sides.Select(side => Item(string.Join(" · ", side)))], OwnCards.LongestFront);
    }

    private static string Back(Question question, Func<InBoth, string> of, Func<AcceptedTexts, string> accepted) =>
        Cut([.. Right(question, of, accepted), "", Plain(of(question.Solution.Explanation))], OwnCards.LongestBack);

    private static IEnumerable<string> Right(Question question, Func<InBoth, string> of, Func<AcceptedTexts, string> accepted)
    {
        var (content, solution) = (question.Content, question.Solution);
        IEnumerable<string> Named(IEnumerable<int>? places, IEnumerable<InBoth>? these) =>
            (places ?? []).Select(place => Plain(of((these ?? []).ElementAt(place))));
        return question.Kind switch
        {
            QuestionKind.Single or QuestionKind.Multiple => Named(solution.Right, content.Options).Select(Item),
            QuestionKind.Ordering => Named(solution.Order, content.Items).Select((item, index) => $"{index + 1}. {item}"),
            QuestionKind.Matching => Named(solution.Matches, content.Rights).Zip(content.Lefts ?? [], (right, left) => $"{Plain(of(left))} → {right}"),
            QuestionKind.Numeric => [$"{solution.Value:0.##########}{Unit(question, of)}"],
            QuestionKind.Text => [solution.Accepted is { } words ? accepted(words) : ""],
            _ => throw new ArgumentOutOfRangeException(nameof(question), question.Kind, "There is no card of it."),
        };
    }

    private static string Unit(Question question, Func<InBoth, string> of) =>
        question is { Content.Units: { } units, Solution.Factors: { } factors } ? $" {of(units[factors.IndexOf(1)])}" : "";

    private static string Item(string text) => $"• {Plain(text)}";

    private static string Cut(IEnumerable<string> lines, int most)
    {
        var text = string.Join('\n', lines);
        if (text.Length <= most)
        {
            return text;
        }

        // Not between the halves of a character.
        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return $"{text[..end].TrimEnd()}…";
    }

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\*\*|__|`|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|^#{1,6} |^> ", RegexOptions.Multiline)]
    private static partial Regex Marks();
}
