using Ami.Quant.Rules;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Alerts;

/// <summary>What a condition is at the close of bars, always by as many bars before: the same in every process, whenever it is asked.</summary>
internal static class AlertTruths
{
    // Below this, a run bar by bar needs less memory than one over blocks.
    private const int Few = 16;

    /// <summary>The condition from a bar on.</summary>
    /// <param name="program">The condition.</param>
    /// <param name="bars">Closed bars, with those that lead.</param>
    /// <param name="from">Index of the first bar that is asked about.</param>
    /// <param name="about">What it may name besides bars; null for nothing.</param>
    public static double[] Of(RuleProgram program, CandleView bars, int from, IAlertFacts? about)
    {
        var start = Math.Max(0, from - AlertRules.Lead(program, bars.Interval));
        var results = new double[bars.Count - start];
        if (about is null && results.Length > Few)
        {
            program.Evaluate(bars.Slice(start, results.Length), null, results);
        }
        else
        {
            OneByOne(program, bars, start, about, results);
        }

        return start == from ? results : results[(from - start)..];
    }

    private static void OneByOne(RuleProgram program, CandleView bars, int start, IAlertFacts? about, double[] results)
    {
        var (run, facts) = (program.Start(bars.Interval), about?.Facts.NewValues());
        for (var i = 0; i < results.Length; i++)
        {
            if (facts is not null)
            {
                about!.Set(facts, bars.Time[start + i]);
            }

            results[i] = run.Advance(bars[start + i], facts).Number;
        }
    }
}
