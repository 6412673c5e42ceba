namespace Ami.Quant.Allocation;

/// <summary>What has to be traded.</summary>
/// <param name="Trades">Money per asset: positive buys, negative sells, 0 leaves it. They sum to the cash flow.</param>
/// <param name="Weights">Weights afterwards.</param>
public sealed record RebalancePlan(double[] Trades, double[] Weights)
{
    /// <summary>Number of assets traded.</summary>
    public int TradeCount => Trades.Count(t => t != 0);

    /// <summary>Money bought and sold together.</summary>
    public double Volume => Trades.Sum(Math.Abs);
}

/// <summary>Drift from target weights, and the fewest trades that end it.</summary>
public static class Rebalancing
{
    /// <summary>Greatest distance of a weight from its target.</summary>
    /// <param name="values">Money held per asset, not negative, not all zero.</param>
    /// <param name="targets">Target weights, summing to 1.</param>
    public static double Drift(ReadOnlySpan<double> values, ReadOnlySpan<double> targets)
    {
        var total = CheckedTotal(values, targets);
        double drift = 0;
        for (var i = 0; i < values.Length; i++)
        {
            drift = Math.Max(drift, Math.Abs(values[i] / total - targets[i]));
        }

        return drift;
    }

    /// <summary>
    /// Brings every weight within a band around its target with as few trades as possible; the traded assets are then brought as near to their
    /// targets as they can be (least squares), the others are left alone.
    /// </summary>
    /// <remarks>
    /// Assets outside their bands have to be traded. If they cannot balance each other's money within their bands, the assets that can take up
    /// most of the difference are added, greatest first, which is the smallest number that suffices.
    /// </remarks>
    /// <param name="values">Money held per asset, not negative.</param>
    /// <param name="targets">Target weights, not negative, summing to 1.</param>
    /// <param name="band">Allowed distance of a weight from its target; 0 rebalances everything.</param>
    /// <param name="cashFlow">Money to be added (positive) or taken out (negative); default 0.</param>
    /// <param name="minimumTrade">Smallest useful trade, money: bands are at least that wide. Default 0.</param>
    /// <exception cref="ArgumentException">Lengths differ, a number is negative, targets do not sum to 1, or nothing would be left.</exception>
    public static RebalancePlan Plan(ReadOnlySpan<double> values, ReadOnlySpan<double> targets, double band, double cashFlow = 0, double minimumTrade = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(band);
        ArgumentOutOfRangeException.ThrowIfNegative(minimumTrade);
        var total = CheckedTotal(values, targets, cashFlow) + cashFlow;
        if (!(total > 0))
        {
            throw new ArgumentException($"After a cash flow of {cashFlow} nothing is left to hold.", nameof(cashFlow));
        }

        var n = values.Length;
        var width = Math.Max(band, minimumTrade / total) * total;
        var (wish, least, most, traded) = (new double[n], new double[n], new double[n], new bool[n]);
        double lowest = 0,
            highest = 0;
        for (var i = 0; i < n; i++)
        {
            var target = targets[i] * total;
            wish[i] = target - values[i];
            least[i] = Math.Max(0, target - width) - values[i];
            most[i] = target + width - values[i];
            // Rounding must not turn a weight that sits on its target into a trade.
            traded[i] = least[i] > 1e-12 * total || most[i] < -1e-12 * total;
            if (!traded[i])
            {
                continue;
            }

            lowest += least[i];
            highest += most[i];
        }

        AddHelpers(traded, least, most, cashFlow, ref lowest, ref highest);
        var trades = Spread(traded, wish, least, most, cashFlow);
        var weights = new double[n];
        for (var i = 0; i < n; i++)
        {
            weights[i] = (values[i] + trades[i]) / total;
        }

        return new RebalancePlan(trades, weights);
    }

    private static void AddHelpers(bool[] traded, double[] least, double[] most, double cashFlow, ref double lowest, ref double highest)
    {
        var needMore = cashFlow > highest;
        if (!needMore && cashFlow >= lowest)
        {
            return;
        }

        var candidates = Enumerable.Range(0, traded.Length).Where(i => !traded[i]);
        foreach (var i in needMore ? candidates.OrderByDescending(i => most[i]).ToArray() : candidates.OrderBy(i => least[i]).ToArray())
        {
            if (cashFlow <= highest && cashFlow >= lowest)
            {
                return;
            }

            traded[i] = true;
            lowest += least[i];
            highest += most[i];
        }
    }

    // Trades of least squared distance to the wishes that sum to the cash flow: wish − shift, within bounds, with the shift found by bisection.
    private static double[] Spread(bool[] traded, double[] wish, double[] least, double[] most, double cashFlow)
    {
        var trades = new double[wish.Length];
        if (!traded.Contains(true))
        {
            return trades;
        }

        double low = double.PositiveInfinity,
            high = double.NegativeInfinity;
        for (var i = 0; i < wish.Length; i++)
        {
            if (!traded[i])
            {
                continue;
            }

            low = Math.Min(low, wish[i] - most[i]);
            high = Math.Max(high, wish[i] - least[i]);
        }

        for (var step = 0; step < 200; step++)
        {
            var shift = 0.5 * (low + high);
            double sum = 0;
            for (var i = 0; i < wish.Length; i++)
            {
                if (!traded[i])
                {
                    continue;
                }

                trades[i] = Math.Clamp(wish[i] - shift, least[i], most[i]);
                sum += trades[i];
            }

            if (sum > cashFlow)
            {
                low = shift;
            }
            else
            {
                high = shift;
            }
        }

        return trades;
    }

    private static double CheckedTotal(ReadOnlySpan<double> values, ReadOnlySpan<double> targets, double cashFlow = 0)
    {
        if (values.Length != targets.Length || values.IsEmpty)
        {
            throw new ArgumentException($"{values.Length} values for {targets.Length} targets.", nameof(values));
        }

        double total = 0,
            sum = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (!(values[i] >= 0) || !(targets[i] >= 0))
            {
                throw new ArgumentException($"Asset {i} has value {values[i]} and target {targets[i]}; neither may be negative.", nameof(values));
            }

            total += values[i];
            sum += targets[i];
        }

        if (Math.Abs(sum - 1) > 1e-9)
        {
            throw new ArgumentException($"Targets must sum to 1, not {sum}.", nameof(targets));
        }

        if (!(total + cashFlow > 0))
        {
            throw new ArgumentException("There is nothing to rebalance.", nameof(values));
        }

        return total;
    }
}
