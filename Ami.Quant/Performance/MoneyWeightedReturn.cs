namespace Ami.Quant.Performance;

/// <summary>Money that changed hands at an instant, seen by the investor.</summary>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Amount">Negative when paid in, positive when received; the final value counts as received.</param>
public readonly record struct DatedCashFlow(long Time, double Amount);

/// <summary>Whether a money-weighted return was found, and if not, why.</summary>
public enum MoneyWeightedOutcome
{
    /// <summary>Found, and no other rate fits.</summary>
    Found,

    /// <summary>Several rates fit; the one given is nearest to 0 and should be read with care.</summary>
    Ambiguous,

    /// <summary>Fewer than two flows that are not 0.</summary>
    TooFewFlows,

    /// <summary>All flows go the same way: nothing was received, or nothing paid in.</summary>
    OneDirection,

    /// <summary>All flows are at one instant: no time to earn anything.</summary>
    NoTime,

    /// <summary>No rate between −100 % and e⁵⁰ makes the flows worth nothing (several changes of sign without a root).</summary>
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
/// The sum is searched in x = ln(1 + r), where it is smooth everywhere, scaled so that no exponential overflows. Flows in time
/// order that change sign once have exactly one root (Descartes' rule for exponential sums: G. Pólya, G. Szegő, Problems and
/// Theorems in Analysis II, part V, no. 77); otherwise a grid finds the candidates. Roots are closed in by the ITP method
/// (I. Oliveira, R. Takahashi, ACM TOMS 47:5, 2021), which never leaves its bracket.
/// </remarks>
public static class MoneyWeightedReturn
{
    private const double MillisecondsPerYear = 365.0 * 86_400_000;
    private const double Limit = 50;
    private const double FirstStep = 1e-3;
    private const double StepGrowth = 1.15;

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
        int iterations = 0,
            roots = 0;
        var best = double.NaN;
        double up = 0,
            down = 0;
        for (var step = FirstStep; up < Limit; step *= StepGrowth)
        {
            Try(up, up = Math.Min(Limit, up + step));
            Try(down, down = Math.Max(-Limit, down - step));
            if (roots > 0 && SignChanges(amounts) == 1)
            {
                break;
            }
        }
        if (roots == 0)
        {
            return new(MoneyWeightedOutcome.NoRate, double.NaN, iterations);
        }

        return new(roots == 1 ? MoneyWeightedOutcome.Found : MoneyWeightedOutcome.Ambiguous, Math.Exp(best) - 1, iterations);

        void Try(double from, double to)
        {
            iterations++;
            double atFrom = Worth(years, amounts, from),
                atTo = Worth(years, amounts, to);
            // A root at the far end belongs to the next stretch, one at 0 to the first.
            var isRoot = atFrom == 0 ? from != 0 || to > 0 : atTo != 0 && atFrom > 0 != atTo > 0;
            if (!isRoot)
            {
                return;
            }

            roots++;
            var root = atFrom == 0 ? from : BracketedRoot.Find(x => Worth(years, amounts, x), from, to, ref iterations);
            if (double.IsNaN(best) || Math.Abs(root) < Math.Abs(best))
            {
                best = root;
            }
        }
    }

    /// <summary>Present value at rate e^x − 1, times a positive factor that keeps every exponent at or below 0.</summary>
    private static double Worth(double[] years, double[] amounts, double x)
    {
        var origin = x >= 0 ? years[0] : years[^1];
        double sum = 0;
        for (var i = 0; i < years.Length; i++)
        {
            sum += amounts[i] * Math.Exp(-x * (years[i] - origin));
        }

        return sum;
    }

    private static int SignChanges(double[] amounts)
    {
        var changes = 0;
        for (var i = 1; i < amounts.Length; i++)
        {
            if (amounts[i] > 0 != amounts[i - 1] > 0)
            {
                changes++;
            }
        }

        return changes;
    }

    private static MoneyWeightedResult Without(MoneyWeightedOutcome outcome) => new(outcome, double.NaN, 0);
}
