namespace Ami.Quant.Models.Trees;

/// <summary>
/// The best split of a node by one feature's histogram: the exact gain of equation 7 of Chen &amp; Guestrin 2016 over all
/// bins, with missing values tried on either side (their algorithm 3).
/// </summary>
internal sealed unsafe class SplitFinder(BoostedTreesOptions options, BinnedFeatures binned)
{
    /// <summary>Gains below this are rounding noise.</summary>
    private const double LeastGain = 1e-6;

    private readonly double _lambda = options.Lambda;
    private readonly double _minHessian = options.MinChildWeight;
    private readonly double _minGain = Math.Max(options.Gamma, LeastGain);
    private readonly int[] _monotone = options.MonotoneSigns(binned.Columns);
    private readonly bool _constrained = options.MonotoneSigns(binned.Columns).Any(sign => sign != 0);

    /// <summary>The optimal score of a node, kept within its bounds (equation 5).</summary>
    public double Score(double gradient, double hessian, double lower, double upper)
    {
        var score = hessian + _lambda > 0 ? -gradient / (hessian + _lambda) : 0;
        return Math.Clamp(score, lower, upper);
    }

    public int MonotoneSign(int feature) => _monotone[feature];

    /// <summary>Whether both children could have enough weight.</summary>
    public bool MaySplit(double hessian) => hessian >= 2 * _minHessian && hessian > 0;

    /// <summary>The best split by one feature, or <see cref="Split.None"/>.</summary>
    /// <param name="histogram">The feature's bins: pairs of sums, missing values last.</param>
    /// <param name="feature">Number of the feature.</param>
    /// <param name="node">Sums over all bins.</param>
    public Split Best(double* histogram, int feature, in NodeSums node)
    {
        var bins = binned.ValueBins[feature];
        var parent = Quality(node.Gradient, node.Hessian, node);
        // A gain must beat the parent by the minimum, so the search starts there instead of checking at each bin.
        var best = new Split(parent + _minGain, -1, 0, false, 0, 0);
        double missingGradient = histogram[2 * bins],
            missingHessian = histogram[2 * bins + 1];
        if (binned.HasMissing[feature] && missingHessian > 0)
        {
            Scan(histogram, bins, feature, node, 0, 0, false, ref best);
            Scan(histogram, bins - 1, feature, node, missingGradient, missingHessian, true, ref best);
        }
        else
        {
            // With nothing to learn from, missing values will follow the heavier child.
            Scan(histogram, bins - 1, feature, node, 0, 0, false, ref best);
            if (best.Feature >= 0)
            {
                best = best with { MissingLeft = 2 * best.LeftHessian > node.Hessian };
            }
        }

        return best.Feature < 0 ? Split.None : best with { Gain = best.Gain - parent };
    }

    private void Scan(double* histogram, int bins, int feature, in NodeSums node, double g, double h, bool missingLeft, ref Split best)
    {
        if (_constrained)
        {
            ScanConstrained(histogram, bins, feature, node, g, h, missingLeft, ref best);
        }
        else
        {
            ScanFree(histogram, bins, feature, node, g, h, missingLeft, ref best);
        }
    }

    private void ScanFree(double* histogram, int bins, int feature, in NodeSums node, double g, double h, bool missingLeft, ref Split best)
    {
        double lambda = _lambda,
            minHessian = _minHessian,
            total = node.Gradient,
            weight = node.Hessian,
            bestGain = best.Gain;
        double bestG = 0,
            bestH = 0;
        var bestBin = -1;
        for (var bin = 0; bin < bins; bin++)
        {
            g += histogram[2 * bin];
            h += histogram[2 * bin + 1];
            if (h < minHessian)
            {
                continue;
            }

            var rightH = weight - h;
            if (rightH < minHessian)
            {
                break;
            }

            var rightG = total - g;
            double left = h + lambda,
                right = rightH + lambda;
            var gain = (g * g * right + rightG * rightG * left) / (left * right);
            if (gain > bestGain)
            {
                (bestGain, bestBin, bestG, bestH) = (gain, bin, g, h);
            }
        }

        if (bestBin >= 0)
        {
            best = new Split(bestGain, feature, bestBin, missingLeft, bestG, bestH);
        }
    }

    private void ScanConstrained(double* histogram, int bins, int feature, in NodeSums node, double g, double h, bool missingLeft, ref Split best)
    {
        var sign = _monotone[feature];
        for (var bin = 0; bin < bins; bin++)
        {
            g += histogram[2 * bin];
            h += histogram[2 * bin + 1];
            if (h < _minHessian)
            {
                continue;
            }

            if (node.Hessian - h < _minHessian)
            {
                break;
            }

            if (sign != 0)
            {
                var left = Score(g, h, node.Lower, node.Upper);
                var right = Score(node.Gradient - g, node.Hessian - h, node.Lower, node.Upper);
                if (sign * (right - left) < 0)
                {
                    continue;
                }
            }

            var gain = Quality(g, h, node) + Quality(node.Gradient - g, node.Hessian - h, node);
            if (gain > best.Gain)
            {
                best = new Split(gain, feature, bin, missingLeft, g, h);
            }
        }
    }

    /// <summary>Twice the loss that the node's best allowed score saves: G²/(H+λ) when no bound is in the way.</summary>
    private double Quality(double gradient, double hessian, in NodeSums node)
    {
        var score = Score(gradient, hessian, node.Lower, node.Upper);
        return -(2 * gradient * score + (hessian + _lambda) * score * score);
    }
}
