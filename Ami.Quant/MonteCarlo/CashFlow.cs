namespace Ami.Quant.MonteCarlo;

/// <summary>A regular contribution (positive) or withdrawal (negative), made at the beginning of a step.</summary>
/// <param name="Amount">Money per payment, in today's terms.</param>
/// <param name="FirstStep">Step of the first payment, from 0.</param>
/// <param name="LastStep">Last step at which a payment may fall; default: to the end.</param>
/// <param name="Every">Steps between payments, at least 1.</param>
/// <param name="AnnualGrowth">Growth of the amount per year (inflation, pay rises), a fraction; default 0.</param>
public readonly record struct CashFlow(double Amount, int FirstStep = 0, int LastStep = int.MaxValue, int Every = 1, double AnnualGrowth = 0)
{
    /// <summary>The payments of several flows, per step.</summary>
    internal static double[] PerStep(IReadOnlyList<CashFlow> flows, int steps, double stepsPerYear)
    {
        var total = new double[steps];
        foreach (var flow in flows)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(flow.FirstStep);
            ArgumentOutOfRangeException.ThrowIfLessThan(flow.Every, 1);
            for (long t = flow.FirstStep; t < steps && t <= flow.LastStep; t += flow.Every)
            {
                total[t] += flow.Amount * Math.Pow(1 + flow.AnnualGrowth, t / stepsPerYear);
            }
        }

        return total;
    }
}
