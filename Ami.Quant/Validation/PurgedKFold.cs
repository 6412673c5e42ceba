using Ami.Quant.Labels;

namespace Ami.Quant.Validation;

/// <summary>
/// K-fold cross-validation in time blocks, without leakage through overlapping labels.
/// Source: López de Prado (2018), "Advances in Financial Machine Learning", section 7.4.
/// </summary>
public static class PurgedKFold
{
    /// <summary>Splits into <paramref name="folds"/> contiguous test blocks; each training set is purged and embargoed around its block.</summary>
    /// <param name="spans">Bars of each sample, in order of the deciding bar.</param>
    /// <param name="folds">Number of folds, at least 2.</param>
    /// <param name="embargo">Bars after the test block's last label within which no training sample may be decided; at least 0.</param>
    /// <returns>One fold per block, in time order; every sample is tested exactly once.</returns>
    /// <exception cref="ArgumentException">Samples are out of order or fewer than the folds.</exception>
    public static Fold[] Split(ReadOnlySpan<LabelSpan> spans, int folds, int embargo = 0)
    {
        Purging.CheckOrder(spans, embargo);
        var blocks = Purging.Blocks(spans.Length, folds);
        var result = new Fold[folds];
        for (var f = 0; f < folds; f++)
        {
            result[f] = new Fold(Purging.TrainingSamples(spans, [blocks[f]], embargo), Purging.Range(blocks[f]));
        }

        return result;
    }
}
