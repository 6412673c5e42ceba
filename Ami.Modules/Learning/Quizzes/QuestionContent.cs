using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ami.Modules.Learning;

/// <summary>A price on a chart that has a name.</summary>
/// <param name="Price">Where.</param>
/// <param name="Label">What it is called.</param>
internal sealed record ChartLevel(decimal Price, InBoth Label);

/// <summary>A chart that was made for a question: no market's.</summary>
/// <param name="Interval">How long a bar lasts, in words such as <c>15m</c>.</param>
/// <param name="Digits">Behind the decimal point of its prices.</param>
/// <param name="Bars">Open, high, low and close of each.</param>
/// <param name="Levels">Lines across it.</param>
internal sealed record QuestionChart(string Interval, int Digits, ImmutableArray<ImmutableArray<decimal>> Bars, ImmutableArray<ChartLevel>? Levels = null);

/// <summary>What whoever is asked may see of a question. Nothing in it tells what is right, nor does an order.</summary>
/// <param name="Prompt">Markdown.</param>
/// <param name="Options">To choose from.</param>
/// <param name="Units">Of a number; one is printed beside it, several are chosen from.</param>
/// <param name="Items">To be put in order.</param>
/// <param name="Lefts">To each of which a right side belongs.</param>
/// <param name="Rights">Of these.</param>
/// <param name="Chart">To look at, or to mark.</param>
/// <param name="IsFixed">Whether options stand as they were written.</param>
/// <param name="Replay">What a chart exercise is played on.</param>
internal sealed record QuestionContent(
    InBoth Prompt,
    ImmutableArray<InBoth>? Options = null,
    ImmutableArray<InBoth>? Units = null,
    ImmutableArray<InBoth>? Items = null,
    ImmutableArray<InBoth>? Lefts = null,
    ImmutableArray<InBoth>? Rights = null,
    QuestionChart? Chart = null,
    bool IsFixed = false,
    ReplayTerms? Replay = null
)
{
    /// <summary>How many things of it are shown in an order of the attempt's own.</summary>
    [JsonIgnore]
    public int Movable => (Options ?? Items ?? Rights)?.Length ?? 0;
}

/// <summary>A part of a chart.</summary>
/// <param name="FromBar">The first bar, from 0.</param>
/// <param name="ToBar">The last one.</param>
/// <param name="Low">The lowest price.</param>
/// <param name="High">The highest one.</param>
internal sealed record MarkRegion(int FromBar, int ToBar, decimal Low, decimal High);

/// <summary>Words that are right, in both languages.</summary>
internal sealed record AcceptedTexts(ImmutableArray<string> Es, ImmutableArray<string> En);

/// <summary>What is right, and why. Everything is in the question's own order.</summary>
/// <param name="Explanation">Markdown.</param>
/// <param name="Right">Of options: which are right.</param>
/// <param name="Value">Of a number: which, in the unit whose factor is 1.</param>
/// <param name="Tolerance">How far off is still right.</param>
/// <param name="Factors">What an answer in each unit is multiplied with; null for a unit that is wrong.</param>
/// <param name="Order">Of items: which comes first, and so on.</param>
/// <param name="Matches">Of each left side: its right side.</param>
/// <param name="Accepted">Of words: which are right.</param>
/// <param name="Regions">Of a chart: where is right.</param>
/// <param name="Checks">Of a chart exercise: what was to be done.</param>
/// <param name="Reference">Of a chart exercise: how the lesson would have done it.</param>
internal sealed record QuestionSolution(
    InBoth Explanation,
    ImmutableArray<int>? Right = null,
    decimal? Value = null,
    decimal? Tolerance = null,
    ImmutableArray<decimal?>? Factors = null,
    ImmutableArray<int>? Order = null,
    ImmutableArray<int>? Matches = null,
    AcceptedTexts? Accepted = null,
    ImmutableArray<MarkRegion>? Regions = null,
    ImmutableArray<ReplayCheck>? Checks = null,
    ReplayReference? Reference = null
);

/// <summary>An answer; of its members those of the question's kind. Places are counted from 0, as the question shows them.</summary>
/// <param name="Chosen">Options: one, or all that are right.</param>
/// <param name="Number">A number.</param>
/// <param name="Unit">Its unit, where there are several.</param>
/// <param name="Order">Items: all, in the order that is meant.</param>
/// <param name="Matches">For each left side the right side that is meant; null for none yet.</param>
/// <param name="Text">Words.</param>
/// <param name="Bar">The bar that was marked.</param>
/// <param name="Price">The price there.</param>
/// <param name="R">What came of a chart exercise, after fees, in what was risked; 0 where nothing did. It is never sent.</param>
internal sealed record QuestionAnswer(
    ImmutableArray<int>? Chosen = null,
    decimal? Number = null,
    int? Unit = null,
    ImmutableArray<int>? Order = null,
    ImmutableArray<int?>? Matches = null,
    string? Text = null,
    int? Bar = null,
    decimal? Price = null,
    decimal? R = null
)
{
    /// <summary>Whether both say the same.</summary>
    public static bool AreSame(QuestionAnswer? one, QuestionAnswer? other) =>
        one is null || other is null
            ? one == other
            : (one.Number, one.Unit, one.Text, one.Bar, one.Price, one.R) == (other.Number, other.Unit, other.Text, other.Bar, other.Price, other.R)
                && AreSame(one.Chosen, other.Chosen)
                && AreSame(one.Order, other.Order)
                && AreSame(one.Matches, other.Matches);

    private static bool AreSame<T>(ImmutableArray<T>? one, ImmutableArray<T>? other) =>
        one is { } these && other is { } those ? these.SequenceEqual(those) : one is null == other is null;
}

/// <summary>How questions stand in the database.</summary>
internal static class QuestionJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options) ?? throw new InvalidDataException("A question says nothing.");
}
