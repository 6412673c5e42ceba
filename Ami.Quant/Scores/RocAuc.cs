namespace Ami.Quant.Scores;

/// <summary>
/// Area under the receiver operating characteristic: the probability that a sample with label 1 scores higher than one with
/// label 0, ties counting half (Hanley &amp; McNeil 1982). 0.5 is chance.
/// </summary>
public static class RocAuc
{
    /// <summary>The area, in O(n log n); NaN when only one class is present.</summary>
    /// <param name="labels">0 or 1.</param>
    /// <param name="scores">Any numbers that rank the samples; not NaN.</param>
    /// <param name="weights">Not negative; empty means 1 each.</param>
    public static double Of(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores, ReadOnlySpan<double> weights = default)
    {
        Check.Labels(labels);
        Check.Lengths(labels.Length, scores.Length, weights.Length);
        var (sorted, order) = Sort(scores);
        double area = 0,
            positives = 0,
            negatives = 0;
        var start = 0;
        while (start < order.Length)
        {
            double tiedPositives = 0,
                tiedNegatives = 0;
            var end = start;
            for (; end < order.Length && sorted[end] == sorted[start]; end++)
            {
                var weight = weights.IsEmpty ? 1 : weights[order[end]];
                if (labels[order[end]] == 1)
                {
                    tiedPositives += weight;
                }
                else
                {
                    tiedNegatives += weight;
                }
            }

            area += tiedPositives * (negatives + tiedNegatives / 2);
            positives += tiedPositives;
            negatives += tiedNegatives;
            start = end;
        }

        return positives > 0 && negatives > 0 ? area / (positives * negatives) : double.NaN;
    }

    /// <summary>
    /// Standard error of the unweighted area for independent samples (DeLong, DeLong &amp; Clarke-Pearson 1988, by mid-ranks as in
    /// Sun &amp; Xu 2014). Overlapping labels make it too small: use a block bootstrap there. NaN with fewer than two samples of a class.
    /// </summary>
    public static double StandardError(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores)
    {
        Check.Labels(labels);
        Check.Lengths(labels.Length, scores.Length, 0);
        var positives = new List<double>();
        var negatives = new List<double>();
        for (var i = 0; i < labels.Length; i++)
        {
            (labels[i] == 1 ? positives : negatives).Add(scores[i]);
        }

        if (positives.Count < 2 || negatives.Count < 2)
        {
            return double.NaN;
        }

        double[] one = [.. positives],
            zero = [.. negatives];
        return Math.Sqrt(PlacementVariance(one, zero) / one.Length + PlacementVariance(zero, one) / zero.Length);
    }

    /// <summary>Variance over <paramref name="own"/> of the share of <paramref name="others"/> that each is above.</summary>
    private static double PlacementVariance(double[] own, double[] others)
    {
        Array.Sort(own);
        Array.Sort(others);
        double sum = 0,
            squares = 0;
        for (int i = 0, below = 0, notAbove = 0; i < own.Length; i++)
        {
            while (below < others.Length && others[below] < own[i])
            {
                below++;
            }

            while (notAbove < others.Length && others[notAbove] <= own[i])
            {
                notAbove++;
            }

            var share = (below + notAbove) / (2.0 * others.Length);
            sum += share;
            squares += share * share;
        }

        return Math.Max(0, (squares - sum * sum / own.Length) / (own.Length - 1));
    }

    private static (double[] Sorted, int[] Order) Sort(ReadOnlySpan<double> scores)
    {
        var sorted = scores.ToArray();
        var order = new int[sorted.Length];
        for (var i = 0; i < order.Length; i++)
        {
            if (double.IsNaN(sorted[i]))
            {
                throw new ArgumentException("A score is not a number.", nameof(scores));
            }

            order[i] = i;
        }

        Array.Sort(sorted, order);
        return (sorted, order);
    }
}
