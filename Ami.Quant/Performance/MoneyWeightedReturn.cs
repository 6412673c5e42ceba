namespace Ami.Quant.Performance;

/// <summary>Money that changed hands at an instant, seen by the investor.</summary>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Amount">Negative when paid in, positive when received; the final value counts as received.</param>
public readonly record struct DatedCashFlow(long Time, double Amount);

/// <summary>Whether a money-weighted return was found, and if not, why.</summary>
public enum MoneyWeightedOutcome
{
    /// <summary>Found, and no other rate fits; a rate where the worth touches 0 without changing its sign is one rate.</summary>
    Found,

    /// <summary>Several rates fit; the one given is nearest to 0 and should be read with care.</summary>
    Ambiguous,

    /// <summary>Fewer than two flows that are not 0.</summary>
    TooFewFlows,

    /// <summary>All flows go the same way: nothing was received, or nothing paid in.</summary>
    OneDirection,

    /// <summary>All flows are at one instant: no time to earn anything.</summary>
    NoTime,

    /// <summary>No rate above −100 % that a double can hold makes the flows worth nothing.</summary>
    NoRate,

    /// <summary>An amount is not a finite number.</summary>
    NotANumber,
}

/// <summary>A money-weighted return.</summary>
/// <param name="Outcome">Found, or why not.</param>
/// <param name="Rate">Annual rate as a fraction; NaN when there is none.</param>
/// <param name="Iterations">Steps of the root finder.</param>
public readonly record struct MoneyWeightedResult(MoneyWeightedOutcome Outcome, double Rate, int Iterations)
{
    /// <summary>True when a rate fits, be it the only one or not.</summary>
    public bool HasRate => Outcome is MoneyWeightedOutcome.Found or MoneyWeightedOutcome.Ambiguous;
}

/// <summary>
/// Money-weighted return (XIRR): the annual rate r at which Σ amount/(1 + r)^years is 0, with years of 365 days as in
/// spreadsheets.
/// </summary>
/// <remarks>
/// The sum is searched in x = ln(1 + r), where it is smooth everywhere, by bounds that hold over whole stretches: no root is stepped over, and one where the
/// sum touches 0 without changing its sign counts like any other. Roots are closed in by the ITP method (I. Oliveira, R. Takahashi, ACM TOMS 47:5, 2021),
/// which never leaves its bracket.
/// </remarks>
public static class MoneyWeightedReturn
{
    private const double MillisecondsPerYear = 365.0 * 86_400_000;

    /// <summary>ln of the greatest double: every rate that a double holds.</summary>
    private const double Limit = 709.78;

    /// <summary>Roots nearer to each other than this are one.</summary>
    private const double Distinct = 1e-9;

    /// <summary>Finds the rate.</summary>
    /// <param name="flows">Flows in any order; several may share an instant.</param>
    public static MoneyWeightedResult Xirr(ReadOnlySpan<DatedCashFlow> flows)
    {
        var used = new List<DatedCashFlow>(flows.Length);
        foreach (var flow in flows)
        {
            if (!double.IsFinite(flow.Amount))
            {
                return Without(MoneyWeightedOutcome.NotANumber);
            }

            if (flow.Amount != 0)
            {
                used.Add(flow);
            }
        }
        if (used.Count < 2)
        {
            return Without(MoneyWeightedOutcome.TooFewFlows);
        }

        used.Sort((a, b) => a.Time.CompareTo(b.Time));
        if (used[^1].Time == used[0].Time)
        {
            return Without(MoneyWeightedOutcome.NoTime);
        }

        used = Merge(used);
        if (used.TrueForAll(f => f.Amount > 0) || used.TrueForAll(f => f.Amount < 0))
        {
            return Without(MoneyWeightedOutcome.OneDirection);
        }

        var years = used.ConvertAll(f => (f.Time - used[0].Time) / MillisecondsPerYear).ToArray();
        var amounts = used.ConvertAll(f => f.Amount).ToArray();
        return Search(years, amounts);
    }

    /// <summary>One flow per instant, without those that cancel out.</summary>
    private static List<DatedCashFlow> Merge(List<DatedCashFlow> sorted)
    {
        var merged = new List<DatedCashFlow>(sorted.Count);
        foreach (var flow in sorted)
        {
            if (merged.Count > 0 && merged[^1].Time == flow.Time)
            {
                merged[^1] = flow with { Amount = merged[^1].Amount + flow.Amount };
            }
            else
            {
                merged.Add(flow);
            }
        }
        merged.RemoveAll(f => f.Amount == 0);
        return merged;
    }

    private static MoneyWeightedResult Search(double[] years, double[] amounts)
    {
        // From the first flow on for rates of 0 and above, from the last one back for those below: no exponential overflows.
        var above = new DiscountedRoots(amounts, years);
        var below = new DiscountedRoots(amounts, Array.ConvertAll(years, year => years[^1] - year));
        var found = new List<(double From, double To)>(above.Within(Limit));
        foreach (var (from, to) in below.Within(Limit))
        {
            found.Add((-to, -from));
        }

        var iterations = above.Steps + below.Steps;
        found.RemoveAll(root => Math.Exp(root.To) - 1 <= -1);
        if (found.Count == 0)
        {
            return new(MoneyWeightedOutcome.NoRate, double.NaN, iterations);
        }

        found.Sort();
        var (start, end) = found[0];
        var best = double.NaN;
        var roots = 0;
        foreach (var (from, to) in found)
        {
            if (from > end + Distinct * Math.Max(1, Math.Abs(end)))
            {
                Take();
                start = from;
            }

            end = Math.Max(end, to);
        }

        Take();
        return new(roots == 1 ? MoneyWeightedOutcome.Found : MoneyWeightedOutcome.Ambiguous, Math.Exp(best) - 1, iterations);

        void Take()
        {
            roots++;
            var root = 0.5 * (start + end);
            best = Math.Abs(root) < Math.Abs(best) || double.IsNaN(best) ? root : best;
        }
    }

    private static MoneyWeightedResult Without(MoneyWeightedOutcome outcome) => new(outcome, double.NaN, 0);
}
