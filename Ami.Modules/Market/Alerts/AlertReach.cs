using System.Text.RegularExpressions;
using Ami.Quant.Rules;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Alerts;

/// <summary>
/// The price that an alert waits for whose condition is that bars reach it, as the form writes it: it is within a bar, or between the close before and this
/// one. How far the price has gone away since is counted from there, because the close of the bar that reached it may be anywhere.
/// </summary>
internal static partial class AlertReach
{
    /// <summary>The price at bars; null for every other condition.</summary>
    /// <param name="rule">The condition in canonical form.</param>
    /// <param name="bars">Closed bars, with those that lead.</param>
    /// <param name="from">Index of the first bar that is asked about.</param>
    /// <param name="about">What the condition may name besides bars; null for nothing.</param>
    public static double[]? Levels(string rule, CandleView bars, int from, IAlertFacts? about)
    {
        var found = Reaches().Match(rule);
        return
            found.Success && RuleProgram.TryCompile(found.Groups["level"].Value, about?.Facts ?? FactSchema.None, out var level, out _, kind: RuleKind.Number)
            ? AlertTruths.Of(level, bars, from, about)
            : null;
    }

    [GeneratedRegex(
        @"^high >= (?<level>[^\s,()]+) and low <= \k<level> or crosses_above\(close, \k<level>\) or crosses_below\(close, \k<level>\)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Reaches();
}
