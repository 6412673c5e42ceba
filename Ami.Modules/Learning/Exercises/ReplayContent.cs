using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Ami.Quant.Series;

namespace Ami.Modules.Learning;

/// <summary>What a chart exercise is played on, as the file has it and whoever plays it may know.</summary>
/// <param name="Symbols">Whose history it is: one of them, which the scene's seed chooses.</param>
/// <param name="Interval">How long a bar lasts, one of <see cref="Intervals"/>.</param>
/// <param name="Before">How many bars are known at the beginning.</param>
/// <param name="After">How many come.</param>
/// <param name="Setup">A condition of the rules' language that holds at the last known bar; null for any.</param>
/// <param name="Hidden">Whether symbol, dates and the level of prices are told only when it is over.</param>
/// <param name="Lines">Numbers of the rules' language that are drawn over the prices; their texts are their names.</param>
/// <param name="Cash">What the account begins with.</param>
/// <param name="Leverage">How many times its equity it may hold.</param>
/// <param name="FeeBps">Of what is traded, in basis points.</param>
/// <param name="SlippageBps">How much worse market and stop orders fill, in basis points.</param>
/// <param name="SpreadBps">Between bid and ask, in basis points.</param>
/// <param name="SizeByRisk">Whether the order's form computes the quantity from what is risked; false where that is what is asked.</param>
internal sealed record ReplayTerms(
    ImmutableArray<string> Symbols,
    string Interval,
    int Before,
    int After,
    string? Setup = null,
    bool Hidden = true,
    ImmutableArray<string>? Lines = null,
    decimal Cash = 10_000,
    decimal Leverage = 5,
    decimal FeeBps = 5,
    decimal SlippageBps = 2,
    decimal SpreadBps = 2,
    bool SizeByRisk = true
)
{
    /// <summary>Lengths of bars that there are exercises of.</summary>
    public static IReadOnlyList<string> Intervals { get; } = ["1m", "5m", "15m", "30m", "1h", "2h", "4h", "1d"];

    /// <summary>How long a bar lasts.</summary>
    [JsonIgnore]
    public BarInterval Length => BarInterval.TryParse(Interval, out var length) ? length : throw new InvalidOperationException($"{Interval} is no interval.");
}

/// <summary>Something that a lesson teaches, and whether it was done: a rule over the facts of the scene (<see cref="SceneFacts"/>) and its bars.</summary>
/// <param name="Key">Its name within the exercise.</param>
/// <param name="Rule">A condition of the rules' language.</param>
/// <param name="Text">What was to be done.</param>
/// <param name="Why">Why.</param>
/// <param name="Points">What it counts among the others.</param>
internal sealed record ReplayCheck(string Key, string Rule, InBoth Text, InBoth Why, int Points = 1);

/// <summary>
/// How the lesson would have done it, by what is known at the beginning: one order, or none where neither side's condition holds.
/// </summary>
/// <param name="Long">When it buys.</param>
/// <param name="Short">When it sells.</param>
/// <param name="StopLong">Where the stop is when it buys.</param>
/// <param name="StopShort">Where the stop is when it sells.</param>
/// <param name="Reward">How many times the distance of the stop the target is away; null for none.</param>
/// <param name="RiskPct">What is lost at the stop, costs included, in percent of the account.</param>
/// <param name="EntryLong">Where it buys: below the last price it waits with a limit, above with a stop; null for a market order.</param>
/// <param name="EntryShort">Where it sells: above the last price it waits with a limit, below with a stop; null for a market order.</param>
internal sealed record ReplayReference(
    string? Long = null,
    string? Short = null,
    string? StopLong = null,
    string? StopShort = null,
    decimal? Reward = null,
    decimal RiskPct = 1,
    string? EntryLong = null,
    string? EntryShort = null
);
