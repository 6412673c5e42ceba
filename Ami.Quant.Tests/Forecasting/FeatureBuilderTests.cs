using Ami.Quant.Forecasting;
using Ami.Quant.Models;
using Ami.Quant.Series;
using Ami.Quant.Validation;

namespace Ami.Quant.Tests.Forecasting;

[TestClass]
public sealed class FeatureBuilderTests
{
    private static readonly CandleSeries Bars = TestCandles.Walk(700, seed: 3);

    [TestMethod]
    public void Update_BarByBar_EqualsBatchToTheBit()
    {
        var batch = new FeatureBuilder().Build(Bars);
        var stream = new FeatureBuilder();
        var row = new double[stream.Names.Count];
        for (var i = 0; i < Bars.Count; i++)
        {
            stream.Update(Bars[i], row);
            for (var j = 0; j < row.Length; j++)
            {
                row[j].ShouldBe(batch[i, j], $"{stream.Names[j]} at {i}");
            }
        }
    }

    [TestMethod]
    public void Build_LaterBarsTakenAway_ChangesNothing() =>
        LeakDetector.Recomputation(Bars, view => new FeatureBuilder().Build(view), cuts: 10).ShouldBeEmpty();

    [TestMethod]
    public void Build_ShiftedByOneBar_IsCaughtByTheSameCheck()
    {
        var findings = LeakDetector.Recomputation(Bars, Peeking, cuts: 5);
        findings.ShouldNotBeEmpty();
        findings.ShouldAllBe(f => f.Feature == "peek");

        static FeatureMatrix Peeking(CandleView view)
        {
            var peek = new double[view.Count];
            for (var i = 0; i < peek.Length; i++)
            {
                peek[i] = i + 1 < peek.Length ? view.Close[i + 1] : 0;
            }

            return new FeatureBuilder().Build(view).Append("peek", peek);
        }
    }

    [TestMethod]
    public void Update_AfterWarmUp_IsCompleteAndBeforeItSaysSo()
    {
        var builder = new FeatureBuilder();
        var row = new double[builder.Names.Count];
        var complete = Enumerable.Range(0, Bars.Count).Select(i => builder.Update(Bars[i], row)).ToArray();
        complete[0].ShouldBeFalse();
        complete[400..].ShouldAllBe(c => c);
    }

    [TestMethod]
    public void Update_KnownBars_GivesTheFormulas()
    {
        var builder = new FeatureBuilder(
            new FeatureOptions
            {
                ReturnHorizons = [2],
                VolatilityWindows = [2],
                RangeWindows = [2],
                VolumeWindow = 2,
                Indicators = [new("sma", "sma", FeatureUnit.DistanceFromClose, new Dictionary<string, double> { ["period"] = 2 })],
            }
        );
        builder.Names.ShouldBe([
            "return.2",
            "volatility.2",
            "range-position.2",
            "bar.body",
            "bar.range",
            "volume.z",
            "hour.sin",
            "hour.cos",
            "weekday.sin",
            "weekday.cos",
            "sma(2).sma",
        ]);
        var row = new double[builder.Names.Count];
        var sixOClock = TestCandles.Start + 6 * 3_600_000;
        builder.Update(new Bar(sixOClock - 7_200_000, 100, 110, 90, 100, 1), row);
        builder.Update(new Bar(sixOClock - 3_600_000, 100, 120, 100, 110, 1), row).ShouldBeFalse();
        builder.Update(new Bar(sixOClock, 110, 125, 105, 121, 3), row).ShouldBeTrue();
        row[0].ShouldBe(Math.Log(1.21), 1e-12);
        row[1].ShouldBe(0, 1e-9);
        row[2].ShouldBe((121.0 - 100) / 25, 1e-12);
        row[3].ShouldBe(11.0 / 20, 1e-12);
        row[4].ShouldBe(20.0 / 121, 1e-12);
        row[5].ShouldBe(1, 1e-12);
        row[6].ShouldBe(1, 1e-12);
        row[7].ShouldBe(0, 1e-12);
        row[10].ShouldBe(121 / 115.5 - 1, 1e-12);
        // 2024-01-01 was a Monday, a quarter of a day old.
        row[8].ShouldBe(Math.Sin(2 * Math.PI * 0.25 / 7), 1e-12);
    }

    [TestMethod]
    public void Update_ImpossibleBar_IsMissingAndLeavesTheStateAlone()
    {
        var expected = new FeatureBuilder().Build(Bars);
        var builder = new FeatureBuilder();
        var row = new double[builder.Names.Count];
        for (var i = 0; i < Bars.Count; i++)
        {
            if (i == 300)
            {
                builder.Update(Bars[i] with { High = double.NaN }, row).ShouldBeFalse();
                row.ShouldAllBe(v => double.IsNaN(v));
            }

            builder.Update(Bars[i], row);
        }

        var last = new double[row.Length];
        expected.CopyRow(Bars.Count - 1, last);
        row.ShouldBe(last);
        builder.BarsSeen.ShouldBe(Bars.Count);
    }

    [TestMethod]
    public void Update_AnyBar_AllocatesNothing()
    {
        var builder = new FeatureBuilder();
        var row = new double[builder.Names.Count];
        foreach (var i in Enumerable.Range(0, 400))
        {
            builder.Update(Bars[i], row);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 400; i < 700; i++)
        {
            builder.Update(Bars[i], row);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [TestMethod]
    public void Update_PricesScaled_FeaturesStay()
    {
        var scaled = new CandleBuilder(Bars.Interval);
        for (var i = 0; i < Bars.Count; i++)
        {
            scaled.Add(Bars[i] with { Open = 64 * Bars[i].Open, High = 64 * Bars[i].High, Low = 64 * Bars[i].Low, Close = 64 * Bars[i].Close });
        }

        var (one, other) = (new FeatureBuilder().Build(Bars), new FeatureBuilder().Build(scaled.ToSeries()));
        for (var j = 0; j < one.Columns; j++)
        {
            other[600, j].ShouldBe(one[600, j], 1e-6, one.Names[j]);
        }
    }

    [TestMethod]
    public void Constructor_UnknownIndicatorOutputOrWindow_SaysWhat()
    {
        Should.Throw<ArgumentException>(() => new FeatureBuilder(new FeatureOptions { Indicators = [new("nothing", "x")] })).Message.ShouldContain("nothing");
        Should.Throw<ArgumentException>(() => new FeatureBuilder(new FeatureOptions { Indicators = [new("rsi", "x")] })).Message.ShouldContain("rsi");
        Should.Throw<ArgumentException>(() => new FeatureBuilder(new FeatureOptions { ReturnHorizons = [0] }));
        Should.Throw<ArgumentException>(() => new FeatureBuilder(new FeatureOptions { VolumeWindow = 1 }));
        Should.Throw<ArgumentException>(() => new FeatureBuilder().Update(Bars[0], new double[1]));
    }
}
