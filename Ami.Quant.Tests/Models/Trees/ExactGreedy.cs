using Ami.Quant.Models;
using Ami.Quant.Models.Trees;

namespace Ami.Quant.Tests.Models.Trees;

/// <summary>Boosting for squared error written for clarity: tries every threshold and both sides for missing values by direct sums.</summary>
internal static class ExactGreedy
{
    public static double[] FitPredict(Samples samples, BoostedTreesOptions options)
    {
        var targets = samples.Targets.ToArray();
        var scores = Enumerable.Repeat(targets.Average(), samples.Rows).ToArray();
        for (var round = 0; round < options.Rounds; round++)
        {
            var gradients = scores.Zip(targets, (s, y) => (double)(float)(s - y)).ToArray();
            Grow(samples.Features, gradients, scores, [.. Enumerable.Range(0, samples.Rows)], options, 0);
        }

        return scores;
    }

    private static void Grow(FeatureMatrix x, double[] gradients, double[] scores, int[] rows, BoostedTreesOptions options, int depth)
    {
        double Quality(IReadOnlyCollection<int> part) => Math.Pow(part.Sum(i => gradients[i]), 2) / (part.Count + options.Lambda);
        (double Gain, int[] Left, int[] Right) best = (Math.Max(options.Gamma, 1e-6), [], []);
        for (var f = 0; f < x.Columns && depth < options.MaxDepth; f++)
        {
            foreach (var threshold in rows.Select(i => x[i, f]).Where(v => !double.IsNaN(v)).Distinct().Order())
            {
                foreach (var missingLeft in new[] { false, true })
                {
                    var left = rows.Where(i => double.IsNaN(x[i, f]) ? missingLeft : x[i, f] <= threshold).ToArray();
                    var right = rows.Except(left).ToArray();
                    if (left.Length < options.MinChildWeight || right.Length < options.MinChildWeight)
                    {
                        continue;
                    }

                    var gain = Quality(left) + Quality(right) - Quality(rows);
                    if (gain > best.Gain + 1e-12)
                    {
                        best = (gain, left, right);
                    }
                }
            }
        }

        if (best.Left.Length > 0)
        {
            Grow(x, gradients, scores, best.Left, options, depth + 1);
            Grow(x, gradients, scores, best.Right, options, depth + 1);
            return;
        }

        var leaf = -options.LearningRate * rows.Sum(i => gradients[i]) / (rows.Length + options.Lambda);
        foreach (var i in rows)
        {
            scores[i] += leaf;
        }
    }
}
