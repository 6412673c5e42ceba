using Ami.Quant.Labels;

namespace Ami.Quant.Validation;

public static partial class LeakDetector
{
    /// <summary>
    /// Finds samples that should have been purged: what a model was fitted on must not share a bar with what it is judged by. The score itself does not show it,
    /// as few rows beside each block are concerned. Give it the samples that really were fitted on, not those that should have been.
    /// </summary>
    /// <param name="folds">Per fit, the samples with weight and the samples judged.</param>
    /// <param name="spans">Bars of each sample.</param>
    /// <param name="embargo">Bars after a judged label within which no sample may be decided that is learnt from; default 0.</param>
    /// <returns>One finding per sample that is too much; empty when the purge is whole.</returns>
    /// <remarks>M. López de Prado, Advances in Financial Machine Learning (2018), section 7.4.</remarks>
    public static IReadOnlyList<OverlapFinding> Overlaps(IReadOnlyList<Fold> folds, ReadOnlySpan<LabelSpan> spans, int embargo = 0)
    {
        ArgumentNullException.ThrowIfNull(folds);
        ArgumentOutOfRangeException.ThrowIfNegative(embargo);
        var bars = 0;
        foreach (var span in spans)
        {
            bars = Math.Max(bars, span.End + 1);
        }

        var findings = new List<OverlapFinding>();
        for (var f = 0; f < folds.Count; f++)
        {
            var forbidden = Forbidden(folds[f].Test, spans, bars, embargo);
            foreach (var sample in folds[f].Train)
            {
                var test = forbidden.First(spans[sample].Start, spans[sample].End);
                if (test >= 0)
                {
                    findings.Add(new OverlapFinding(f, sample, test));
                }
            }
        }

        return findings;
    }

    private static ForbiddenBars Forbidden(int[] test, ReadOnlySpan<LabelSpan> spans, int bars, int embargo)
    {
        var (within, after) = (new int[bars], new int[bars]);
        Array.Fill(within, -1);
        Array.Fill(after, -1);
        foreach (var sample in test)
        {
            var span = spans[sample];
            for (var bar = span.Start; bar <= span.End; bar++)
            {
                within[bar] = within[bar] < 0 ? sample : within[bar];
            }

            for (var bar = span.End + 1; bar < bars && bar <= (long)span.End + embargo; bar++)
            {
                after[bar] = after[bar] < 0 ? sample : after[bar];
            }
        }

        // The nearest judged bar at or after each bar answers every span at once.
        var next = new int[bars + 1];
        next[bars] = bars;
        for (var bar = bars - 1; bar >= 0; bar--)
        {
            next[bar] = within[bar] >= 0 ? bar : next[bar + 1];
        }

        return new ForbiddenBars(within, after, next);
    }

    private readonly record struct ForbiddenBars(int[] Within, int[] After, int[] Next)
    {
        public int First(int start, int end) => Next[start] <= end ? Within[Next[start]] : After[start];
    }
}
