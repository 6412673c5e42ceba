using Ami.Quant.Indicators;
using Ami.Quant.Series;

namespace Ami.Quant.Tests.Indicators;

/// <summary>Indicators that take closes as a column give the bits that they give bar by bar, and go on from there.</summary>
[TestClass]
public sealed class ColumnPathTests
{
    [TestMethod]
    [DataRow("ema")]
    [DataRow("rsi")]
    [DataRow("macd")]
    [DataRow("ppo")]
    [DataRow("dema")]
    [DataRow("tema")]
    [DataRow("trix")]
    public void Compute_AnySeriesOfAnyLength_EqualsStreamingAndGoesOn(string id)
    {
        var random = new Random(11);
        for (var trial = 0; trial < 60; trial++)
        {
            var walk = TestCandles.Walk(random.Next(1, 300), seed: trial, volatility: 0.001 * Math.Pow(100, random.NextDouble()));
            Bar[] bars = [.. Enumerable.Range(0, walk.Count).Select(i => Damaged(walk[i], trial, random))];
            var view = Raw(bars);
            Indicator batch = IndicatorCatalog.Create(id),
                stream = IndicatorCatalog.Create(id);
            var columns = batch.Compute(view);
            var row = new double[stream.OutputCount];
            for (var i = 0; i < bars.Length; i++)
            {
                stream.Update(bars[i], row);
                for (var k = 0; k < row.Length; k++)
                {
                    columns[k][i].ShouldBe(row[k], $"{id}, trial {trial}, bar {i}");
                }
            }

            batch.BarsSeen.ShouldBe(stream.BarsSeen);
            var next = new double[row.Length];
            batch.Update(walk[walk.Count - 1], next);
            stream.Update(walk[walk.Count - 1], row);
            next.ShouldBe(row);
            var values = batch.Compute(bars.Select(bar => bar.Close).ToArray());
            for (var k = 0; trial % 4 != 1 && k < row.Length; k++)
            {
                values[k].SequenceEqual(columns[k]).ShouldBeTrue("a plain sequence is a series of closes");
            }
        }
    }

    /// <summary>Every fourth series has missing bars, every fourth prices of 0, every fourth prices near the largest double.</summary>
    private static Bar Damaged(Bar bar, int trial, Random random) =>
        (trial % 4) switch
        {
            1 when random.Next(20) == 0 => bar with { Low = double.NaN },
            2 when random.Next(20) == 0 => bar with { Close = 0 },
            3 when random.Next(20) == 0 => bar with { Close = double.MaxValue },
            _ => bar,
        };

    private static CandleView Raw(Bar[] bars)
    {
        var builder = new CandleBuilder(BarInterval.OneHour);
        foreach (var bar in bars)
        {
            builder.Add(bar);
        }

        return builder.ToRawView();
    }
}
