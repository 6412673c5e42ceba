using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Ami.Modules.Learning;

/// <summary>An option to choose.</summary>
internal sealed record OptionFile(string Es, string En, bool Right = false);

/// <summary>A unit of a number. An answer in it is multiplied with the factor; one without a factor is wrong.</summary>
internal sealed record UnitFile(InBoth Name, decimal? Factor = null);

/// <summary>What belongs together.</summary>
internal sealed record PairFile(InBoth Left, InBoth Right);

/// <summary>A question as <c>KEY.questions.json</c> has it, beside the texts of the lesson that it is about. Members that its kind has not are left out.</summary>
/// <param name="Key">Its name within the lesson, and its own for good.</param>
/// <param name="Kind">How it is answered.</param>
/// <param name="Prompt">Markdown.</param>
/// <param name="Explanation">Markdown: why; shown with the answer.</param>
/// <param name="Points">What it counts.</param>
/// <param name="Options">Of <c>single</c> and <c>multiple</c>.</param>
/// <param name="Fixed">Whether options stand as they are written.</param>
/// <param name="Value">Of <c>numeric</c>: which, in the unit whose factor is 1.</param>
/// <param name="Tolerance">How far off is still right.</param>
/// <param name="Units">One is printed beside the field, several are chosen from.</param>
/// <param name="Items">Of <c>ordering</c>, in their right order.</param>
/// <param name="Pairs">Of <c>matching</c>.</param>
/// <param name="Accepted">Of <c>text</c>.</param>
/// <param name="Regions">Of <c>mark</c>.</param>
/// <param name="Chart">Drawn above the answer.</param>
/// <param name="Replay">Of <c>replay</c>: what it is played on.</param>
/// <param name="Checks">What was to be done.</param>
/// <param name="Reference">How the lesson would have done it.</param>
internal sealed record QuestionFile(
    string Key,
    QuestionKind Kind,
    InBoth Prompt,
    InBoth Explanation,
    int Points = 1,
    ImmutableArray<OptionFile>? Options = null,
    bool Fixed = false,
    decimal? Value = null,
    decimal? Tolerance = null,
    ImmutableArray<UnitFile>? Units = null,
    ImmutableArray<InBoth>? Items = null,
    ImmutableArray<PairFile>? Pairs = null,
    AcceptedTexts? Accepted = null,
    ImmutableArray<MarkRegion>? Regions = null,
    QuestionChart? Chart = null,
    ReplayTerms? Replay = null,
    ImmutableArray<ReplayCheck>? Checks = null,
    ReplayReference? Reference = null
)
{
    /// <summary>What whoever is asked may see. What it lists is in the order of its letters, which tells nothing.</summary>
    public QuestionContent Content =>
        new(
            Prompt,
            Options: Options is null ? null : [.. OrderedOptions.Select(option => new InBoth(option.Es, option.En))],
            Units: Units is null ? null : [.. OrderedUnits.Select(unit => unit.Name)],
            Items: Items is { } items ? ByLetters(items) : null,
            Lefts: Pairs is { } pairs ? [.. pairs.Select(pair => pair.Left)] : null,
            Rights: Pairs is { } both ? ByLetters(both.Select(pair => pair.Right)) : null,
            Chart: Chart,
            IsFixed: Fixed,
            Replay: Replay
        );

    /// <summary>What is right, and why.</summary>
    public QuestionSolution Solution =>
        new(
            Explanation,
            Right: Options is null ? null : [.. OrderedOptions.Index().Where(option => option.Item.Right).Select(option => option.Index)],
            Value: Value,
            Tolerance: Tolerance,
            Factors: Units is null ? null : [.. OrderedUnits.Select(unit => unit.Factor)],
            Order: Items is { } items ? [.. items.Select(item => ByLetters(items).IndexOf(item))] : null,
            Matches: Pairs is { } pairs ? [.. pairs.Select(pair => ByLetters(pairs.Select(one => one.Right)).IndexOf(pair.Right))] : null,
            Accepted: Accepted,
            Regions: Regions,
            Checks: Checks,
            Reference: Reference
        );

    private IEnumerable<OptionFile> OrderedOptions =>
        Fixed ? Options ?? [] : (Options ?? []).OrderBy(option => option.En, StringComparer.Ordinal).ThenBy(option => option.Es, StringComparer.Ordinal);

    private IEnumerable<UnitFile> OrderedUnits =>
        (Units ?? []).OrderBy(unit => unit.Name.En, StringComparer.Ordinal).ThenBy(unit => unit.Name.Es, StringComparer.Ordinal);

    private static ImmutableArray<InBoth> ByLetters(IEnumerable<InBoth> texts) =>
        [.. texts.OrderBy(text => text.En, StringComparer.Ordinal).ThenBy(text => text.Es, StringComparer.Ordinal)];
}

/// <summary>What is wrong with questions, so that none that cannot be answered or scored gets into the program.</summary>
internal static partial class QuestionFiles
{
    internal const int LongestText = 1500;
    internal const int LongestChoice = 300;
    private const int LongestAccepted = 200;
    private const decimal Largest = 1_000_000_000;

    /// <exception cref="InvalidDataException">One is wrong; the file and the question are told.</exception>
    public static void Check(string path, ImmutableArray<QuestionFile> questions)
    {
        Demand(questions.Select(question => question.Key).Distinct().Count() == questions.Length, path, "two questions have the same key");
        foreach (var question in questions)
        {
            Check($"{path}: {question.Key}", question);
        }
    }

    private static void Check(string name, QuestionFile question)
    {
        Demand(AddressName().IsMatch(question.Key) && question.Key.Length <= 80, name, "a key is of small letters, digits and hyphens");
        Demand(question.Points is >= 1 and <= 100, name, "points are from 1 to 100");
        CheckTexts(name, LongestText, [question.Prompt, question.Explanation]);
        if (question.Chart is { } chart)
        {
            CheckChart(name, chart);
        }

        var kind = question.Kind;
        Demand((question.Options is not null) == (kind is QuestionKind.Single or QuestionKind.Multiple), name, "options are of single and multiple alone");
        Demand(!question.Fixed || question.Options is not null, name, "fixed is of options alone");
        Demand(
            (question.Value is not null, question.Tolerance is not null) == (kind == QuestionKind.Numeric, kind == QuestionKind.Numeric),
            name,
            "value and tolerance are of numeric alone"
        );
        Demand(question.Units is null || kind == QuestionKind.Numeric, name, "units are of numeric alone");
        Demand((question.Items is not null) == (kind == QuestionKind.Ordering), name, "items are of ordering alone");
        Demand((question.Pairs is not null) == (kind == QuestionKind.Matching), name, "pairs are of matching alone");
        Demand((question.Accepted is not null) == (kind == QuestionKind.Text), name, "accepted is of text alone");
        Demand((question.Regions is not null) == (kind == QuestionKind.Mark), name, "regions are of mark alone");
        Demand(kind != QuestionKind.Mark || question.Chart is not null, name, "mark needs a chart");
        Demand(
            (question.Replay is not null, question.Checks is not null, question.Reference is not null)
                == (kind == QuestionKind.Replay, kind == QuestionKind.Replay, kind == QuestionKind.Replay),
            name,
            "replay, checks and reference are of replay alone, which has all three"
        );
        Demand(kind != QuestionKind.Replay || question.Chart is null, name, "a replay has its own chart");
        ExerciseFiles.Check(name, question);
        CheckAnswers(name, question);
    }

    private static void CheckAnswers(string name, QuestionFile question)
    {
        if (question.Options is { } options)
        {
            Demand(options.Length is >= 2 and <= 8, name, "there are 2 to 8 options");
            CheckChoices(name, options.Select(option => new InBoth(option.Es, option.En)));
            var right = options.Count(option => option.Right);
            Demand(question.Kind == QuestionKind.Single ? right == 1 : right >= 1, name, "single has one right option, multiple at least one");
        }

        if (question.Items is { } items)
        {
            Demand(items.Length is >= 3 and <= 8, name, "there are 3 to 8 items");
            CheckChoices(name, items);
        }

        if (question.Pairs is { } pairs)
        {
            Demand(pairs.Length is >= 2 and <= 8, name, "there are 2 to 8 pairs");
            CheckChoices(name, pairs.Select(pair => pair.Left));
            CheckChoices(name, pairs.Select(pair => pair.Right));
        }

        if (question.Value is { } value)
        {
            Demand(
                Math.Abs(value) <= Largest && question.Tolerance is >= 0 and <= Largest,
                name,
                "value and tolerance are numbers of people, the tolerance from 0 on"
            );
        }

        if (question.Units is { } units)
        {
            Demand(units.Length is >= 1 and <= 6 && units.Any(unit => unit.Factor == 1), name, "there are 1 to 6 units, one with the factor 1");
            Demand(units.All(unit => unit.Factor is null or (> 0 and <= Largest)), name, "a factor is above 0");
            CheckChoices(name, units.Select(unit => unit.Name));
        }

        foreach (var text in question.Accepted is { } accepted ? [accepted.Es, accepted.En] : Array.Empty<ImmutableArray<string>>())
        {
            Demand(text is { IsDefaultOrEmpty: false, Length: <= 20 }, name, "there are 1 to 20 accepted answers in each language");
            Demand(text.All(one => Scoring.Plain(one).Length > 0 && one.Length <= LongestAccepted), name, "an accepted answer is empty or too long");
        }

        if (question is { Regions: { } regions, Chart: { } chart })
        {
            Demand(regions.Length is >= 1 and <= 4, name, "there are 1 to 4 regions");
            Demand(
                regions.All(region => region.FromBar >= 0 && region.FromBar <= region.ToBar && region.ToBar < chart.Bars.Length && region.Low <= region.High),
                name,
                "a region is not on the chart"
            );
        }
    }

    private static void CheckChart(string name, QuestionChart chart)
    {
        Demand(Interval().IsMatch(chart.Interval) && chart.Digits is >= 0 and <= 8, name, "a chart has an interval and 0 to 8 digits");
        Demand(chart.Bars is { IsDefault: false, Length: >= 10 and <= 120 }, name, "a chart has 10 to 120 bars");
        foreach (var bar in chart.Bars)
        {
            Demand(
                bar is [var open, var high, var low, var close] && low > 0 && low <= Math.Min(open, close) && high >= Math.Max(open, close),
                name,
                "a bar is open, high, low and close"
            );
        }

        CheckTexts(name, LongestChoice, (chart.Levels ?? []).Select(level => level.Label));
    }

    private static void CheckChoices(string name, IEnumerable<InBoth> choices)
    {
        var all = choices.ToList();
        CheckTexts(name, LongestChoice, all);
        Demand(all.DistinctBy(one => one.Es).Count() == all.Count && all.DistinctBy(one => one.En).Count() == all.Count, name, "two choices are the same");
    }

    internal static void CheckTexts(string name, int most, IEnumerable<InBoth> texts) =>
        Demand(
            texts.SelectMany(text => new[] { text.Es, text.En }).All(text => !string.IsNullOrWhiteSpace(text) && text.Length <= most),
            name,
            $"a text is empty or longer than {most}"
        );

    internal static void Demand(bool holds, string name, string wrong)
    {
        if (!holds)
        {
            throw new InvalidDataException($"{name}: {wrong}.");
        }
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    internal static partial Regex AddressName();

    [GeneratedRegex("^[1-9][0-9]?[smhdw]$")]
    private static partial Regex Interval();
}
