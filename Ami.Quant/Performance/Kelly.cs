namespace Ami.Quant.Performance;

/// <summary>Fraction of capital whose repeated stake makes wealth grow fastest. 0 or less means: do not bet.</summary>
public static class Kelly
{
    /// <summary>For a bet that wins b times the stake with probability p and loses the stake otherwise: p − (1 − p)/b.</summary>
    /// <param name="winProbability">p, 0..1.</param>
    /// <param name="payoff">b, positive.</param>
    /// <remarks>J. L. Kelly, "A new interpretation of information rate", Bell System Technical Journal 35 (1956).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static double Binary(double winProbability, double payoff)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(winProbability);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(winProbability, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(payoff);
        return winProbability - (1 - winProbability) / payoff;
    }

    /// <summary>For returns that are small per period: mean excess return over variance. NaN when they do not vary.</summary>
    /// <remarks>E. O. Thorp, "The Kelly criterion in blackjack, sports betting and the stock market" (2006), eq. 7.3.</remarks>
    public static double Continuous(ReadOnlySpan<double> returns, double riskFree = 0)
    {
        var moments = SampleMoments.Of(returns);
        return moments.Variance > 0 ? (moments.Mean - riskFree) / moments.Variance : double.NaN;
    }

    /// <summary>
    /// For outcomes as they were, such as R multiples: the f ≥ 0 that maximises the mean of ln(1 + f·outcome). Infinite when nothing
    /// was ever lost, 0 when the mean is not positive, NaN when they do not vary (as with <see cref="Continuous"/>) and without outcomes.
    /// </summary>
    /// <remarks>R. Vince, Portfolio Management Formulas (1990), ch. 4. The growth is concave in f, so its slope has one root.</remarks>
    public static double OfOutcomes(ReadOnlySpan<double> outcomes)
    {
        if (outcomes.Length == 0)
        {
            return double.NaN;
        }

        var (worst, best, sum) = (outcomes[0], outcomes[0], 0.0);
        foreach (var outcome in outcomes)
        {
            (worst, best) = (Math.Min(worst, outcome), Math.Max(best, outcome));
            sum += outcome;
        }

        var largest = Math.Max(Math.Abs(worst), Math.Abs(best));
        if (Variation.VanishesLinearly(best - worst, 1, Math.Max(1, largest)))
        {
            return double.NaN;
        }

        if (Variation.VanishesLinearly(-worst, 1, largest))
        {
            return sum > 0 ? double.PositiveInfinity : 0;
        }

        if (sum <= 0)
        {
            return 0;
        }

        var values = outcomes.ToArray();
        var iterations = 0;
        // In units of the stake that the worst outcome would wipe out, the slope falls from positive at 0 to −∞ at 1.
        return BracketedRoot.Find(f => Slope(values, f / -worst), 0, 1 - 1e-12, ref iterations) / -worst;
    }

    private static double Slope(double[] outcomes, double fraction)
    {
        double slope = 0;
        foreach (var outcome in outcomes)
        {
            slope += outcome / (1 + fraction * outcome);
        }

        return slope;
    }
}
