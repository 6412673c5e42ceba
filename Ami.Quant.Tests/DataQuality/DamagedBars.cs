using Ami.Quant.DataQuality;
using Ami.Quant.Series;

namespace Ami.Quant.Tests.DataQuality;

/// <summary>Clean bars to do damage to, and what the doctor says about them.</summary>
internal static class DamagedBars
{
    public const long Hour = 3_600_000;

    public static List<Bar> Bars(int count)
    {
        var walk = TestCandles.Walk(count);
        return [.. Enumerable.Range(0, count).Select(i => walk[i])];
    }

    public static Bar Scaled(Bar bar, double factor) =>
        new(
            bar.Time,
            Math.Round(bar.Open * factor, 2),
            Math.Round(bar.High * factor, 2),
            Math.Round(bar.Low * factor, 2),
            Math.Round(bar.Close * factor, 2),
            bar.Volume
        );

    /// <summary>An outage filled in: every price of the missing bars lies on the line between the bars on both sides.</summary>
    public static List<Bar> Interpolated(int first, int count, int decimals)
    {
        var bars = Bars(600);
        // The outage spans a visible move, as outages do.
        for (var i = first + count; i < bars.Count; i++)
        {
            bars[i] = Scaled(bars[i], 1.06);
        }

        var (a, b) = (bars[first - 1], bars[first + count]);
        for (var k = 0; k < count; k++)
        {
            var w = (k + 1.0) / (count + 1);
            double Mix(double from, double to) => Math.Round(from + w * (to - from), decimals);
            bars[first + k] = new(
                bars[first + k].Time,
                Mix(a.Open, b.Open),
                Mix(a.High, b.High),
                Mix(a.Low, b.Low),
                Mix(a.Close, b.Close),
                Mix(a.Volume, b.Volume)
            );
        }
        return bars;
    }

    public static DataReport Examine(List<Bar> bars, BarInterval? interval = null) => DataDoctor.Examine(Raw(bars, interval));

    public static CandleView Raw(List<Bar> bars, BarInterval? interval = null)
    {
        var builder = new CandleBuilder(interval ?? BarInterval.OneHour);
        foreach (var bar in bars)
        {
            builder.Add(bar);
        }

        return builder.ToRawView();
    }
}
