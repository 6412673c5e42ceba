using Ami.Quant.Labels;
using Ami.Quant.Models;
using Ami.Quant.Series;

namespace Ami.Benchmarks.Research;

/// <summary>
/// Decision rows with what came of them. Rows without a label, or whose features or label touch bars that the data doctor refused, stay in
/// place with weight 0, so that sequence models see rows that follow each other.
/// </summary>
internal sealed class LabelledSamples
{
    public LabelledSamples(CandleView bars, bool[] mask, ResearchSettings settings)
    {
        Rows = DecisionRows.Of(bars, settings);
        var count = Rows.Bars.Length;
        var stop = Array.ConvertAll(Rows.Deviation, d => settings.StopDeviations * d);
        var target = Array.ConvertAll(Rows.Deviation, d => settings.TargetDeviations * d);
        var labels = TripleBarrier.Label(bars, Rows.Bars, target, stop, settings.Horizon);
        Spans = Array.ConvertAll(labels, l => l.Span);
        var uniqueness = SampleWeights.AverageUniqueness(Spans, bars.Count);
        var (targets, weights) = (new double[count], new double[count]);
        R = new double[count];
        Usable = new bool[count];
        TimedOut = new bool[count];
        for (var i = 0; i < count; i++)
        {
            TimedOut[i] = labels[i].Outcome == BarrierOutcome.TimeOut;
            R[i] = labels[i].Return / stop[i];
            targets[i] = labels[i].Outcome == BarrierOutcome.TakeProfit ? 1 : 0;
            Usable[i] = labels[i].Outcome != BarrierOutcome.Unresolved && !mask.AsSpan(Spans[i].Start, Spans[i].End - Spans[i].Start + 1).Contains(false);
            weights[i] = Usable[i] ? uniqueness[i] : 0;
        }

        Samples = new Samples(Rows.Features, targets, weights);
    }

    public DecisionRows Rows { get; }

    /// <summary>Target 1 when the take-profit came first.</summary>
    public Samples Samples { get; }

    public LabelSpan[] Spans { get; }

    /// <summary>Result before costs in R.</summary>
    public double[] R { get; }

    public bool[] Usable { get; }

    /// <summary>Neither target nor stop was reached.</summary>
    public bool[] TimedOut { get; }

    public int Count => Spans.Length;

    /// <summary>Usable samples whose label was known an embargo before a row is decided, from a first row on.</summary>
    public int[] KnownBefore(int row, int from, int embargo) =>
        [.. Enumerable.Range(from, row - from).Where(i => Usable[i] && Spans[i].End + embargo < Spans[row].Start)];
}
