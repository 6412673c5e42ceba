using Ami.Quant.Labels;

namespace Ami.Quant.Validation;

/// <summary>Fit on the past, judge on what follows, move on: the order in which a strategy would have been run.</summary>
public static class WalkForward
{
    /// <summary>Splits into consecutive test blocks, each preceded by its training samples.</summary>
    /// <param name="spans">Bars of each sample, in order of the deciding bar.</param>
    /// <param name="minimumTrain">Samples before the first test block.</param>
    /// <param name="test">Samples per test block; the last block may be shorter.</param>
    /// <param name="embargo">Bars between the end of the last training label and the first deciding bar of the test block; at least 0.</param>
    /// <param name="maximumTrain">Most recent samples to keep (rolling window); 0 keeps all (expanding window).</param>
    /// <returns>Folds in time order. No training label reaches into or beyond its test block.</returns>
    /// <exception cref="ArgumentException">Samples are out of order.</exception>
    public static Fold[] Split(ReadOnlySpan<LabelSpan> spans, int minimumTrain, int test, int embargo = 0, int maximumTrain = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumTrain, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(test, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(maximumTrain);
        Purging.CheckOrder(spans, embargo);
        var folds = new List<Fold>();
        for (var from = minimumTrain; from < spans.Length; from += test)
        {
            var to = Math.Min(from + test, spans.Length);
            var oldest = maximumTrain == 0 ? 0 : Math.Max(0, from - maximumTrain);
            var train = new List<int>(from - oldest);
            for (var i = oldest; i < from; i++)
            {
                if ((long)spans[i].End + embargo < spans[from].Start)
                {
                    train.Add(i);
                }
            }

            folds.Add(new Fold([.. train], Purging.Range((from, to))));
        }

        return [.. folds];
    }
}
