using Ami.Quant.Labels;

namespace Ami.Quant.Validation;

/// <summary>One way of splitting samples: fit on the first set, judge on the second. Indices are ascending and the sets are disjoint.</summary>
/// <param name="Train">Samples to fit on.</param>
/// <param name="Test">Samples to judge on.</param>
public sealed record Fold(int[] Train, int[] Test);

/// <summary>
/// Purging and embargo. Source: López de Prado (2018), "Advances in Financial Machine Learning", section 7.4.
/// Samples are given by their spans, in order of their deciding bars.
/// </summary>
internal static class Purging
{
    /// <summary>
    /// The samples outside all test blocks that share no bar with a test block and are not decided within the embargo after one.
    /// </summary>
    internal static int[] TrainingSamples(ReadOnlySpan<LabelSpan> spans, ReadOnlySpan<(int From, int To)> testBlocks, int embargo)
    {
        var forbidden = new (LabelSpan Bars, int From, int To)[testBlocks.Length];
        for (var b = 0; b < forbidden.Length; b++)
        {
            var (from, to) = testBlocks[b];
            var end = spans[from].End;
            for (var i = from; i < to; i++)
            {
                end = Math.Max(end, spans[i].End);
            }

            forbidden[b] = (new LabelSpan(spans[from].Start, end), from, to);
        }

        var train = new List<int>(spans.Length);
        for (var i = 0; i < spans.Length; i++)
        {
            var allowed = true;
            foreach (var (bars, from, to) in forbidden)
            {
                var embargoed = spans[i].Start > bars.End && spans[i].Start - bars.End <= embargo;
                allowed &= (i < from || i >= to) && !spans[i].Overlaps(bars) && !embargoed;
            }

            if (allowed)
            {
                train.Add(i);
            }
        }

        return [.. train];
    }

    internal static void CheckOrder(ReadOnlySpan<LabelSpan> spans, int embargo)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(embargo);
        for (var i = 0; i < spans.Length; i++)
        {
            if (spans[i].End < spans[i].Start)
            {
                throw new ArgumentException($"Sample {i} ends before it starts.", nameof(spans));
            }

            if (i > 0 && spans[i].Start < spans[i - 1].Start)
            {
                throw new ArgumentException($"Samples must be in order of their deciding bars; sample {i} is not.", nameof(spans));
            }
        }
    }

    internal static (int From, int To)[] Blocks(int samples, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        if (samples < count)
        {
            throw new ArgumentException($"{samples} samples cannot make {count} groups.", nameof(samples));
        }

        var blocks = new (int, int)[count];
        for (var b = 0; b < count; b++)
        {
            blocks[b] = ((int)((long)samples * b / count), (int)((long)samples * (b + 1) / count));
        }

        return blocks;
    }

    internal static int[] Range((int From, int To) block) => [.. Enumerable.Range(block.From, block.To - block.From)];
}
