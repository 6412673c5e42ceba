using Ami.Quant.Rules;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Rules;

/// <summary>
/// Over how many bars a rule is evaluated for its value at the newest one. It follows from the rule and the interval alone, so a value is the same whoever asks
/// for it and together with what: in all digits for windows, in those that a chart shows for averages that remember everything.
/// </summary>
internal static class RuleLead
{
    /// <summary>No rule is evaluated over more bars.</summary>
    public const int Most = 20_000;

    /// <summary>As for the indicators of a chart: lengths of the warm-up, how many bars at least, and how many at most for where averages began.</summary>
    private const int Leads = 20,
        Shortest = 400,
        Longest = 5_000;

    /// <summary>How many bars, the newest among them; above <see cref="Most"/> when it needs more than are read.</summary>
    /// <param name="program">The rule.</param>
    /// <param name="interval">Length of a bar; the rule fits it.</param>
    public static long Of(RuleProgram program, BarInterval interval)
    {
        var warmUp = program.WarmUp(interval);
        var reach = (long)program.Reach.TotalMilliseconds / interval.Milliseconds + 2;
        // Of longer intervals a few bars are many of these.
        var most = program.Intervals.Count > 0 ? Most : Longest;
        return Math.Max(Math.Max(warmUp, reach), Math.Clamp((long)Leads * warmUp, Shortest, most));
    }
}
