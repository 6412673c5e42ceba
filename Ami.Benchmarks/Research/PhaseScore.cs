using System.Numerics.Tensors;
using Ami.Quant.Forecasting;
using Ami.Quant.Performance;
using Ami.Quant.Series;
using Ami.Quant.Simulation;

namespace Ami.Benchmarks.Research;

/// <summary>Whether the direction read from the phases of a day foretells the rest of that day. Nothing is fitted, so all days count.</summary>
/// <param name="AllDays">Days seen.</param>
/// <param name="Days">Days that reached the distribution before their last bar.</param>
/// <param name="Hit">Share of those on which the price then went in the direction read; 0.5 is chance.</param>
public sealed record PhaseScore(int AllDays, int Days, ConfidenceInterval Hit)
{
    internal static PhaseScore Of(CandleView bars, ResearchSettings settings)
    {
        var readings = new AmdPhaseDetector().Read(bars);
        var hits = new List<double>();
        var days = 0;
        var start = 0;
        while (start < bars.Count)
        {
            var end = start;
            while (end + 1 < bars.Count && BarInterval.OneDay.Floor(bars.Time[end + 1]) == BarInterval.OneDay.Floor(bars.Time[start]))
            {
                end++;
            }

            days++;
            var read = Array.FindIndex(readings, start, end - start + 1, r => r.Phase == MarketPhase.Distribution);
            if (read >= 0 && read < end)
            {
                hits.Add(Math.Sign(bars.Close[end] - bars.Close[read]) == readings[read].Direction ? 1 : 0);
            }

            start = end + 1;
        }

        double[] sample = [.. hits];
        return new PhaseScore(
            days,
            sample.Length,
            sample.Length < 2
                ? new ConfidenceInterval(double.NaN, double.NaN, double.NaN, 0.95, 0, double.NaN)
                : StationaryBootstrap.Interval(sample, values => TensorPrimitives.Average(values), settings.Seed, replications: 2000, meanBlock: 1)
        );
    }
}
