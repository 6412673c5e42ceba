using Ami.Quant.Series;

namespace Ami.Quant.Tests.Series;

[TestClass]
public sealed class ResamplingTests
{
    [TestMethod]
    public void Resample_FourHours_FoldsEveryColumn()
    {
        var hourly = TestCandles.Walk(10);
        var four = Resampling.Resample(hourly, BarInterval.FourHours);
        four.Count.ShouldBe(3);
        four[1].Time.ShouldBe(hourly[4].Time);
        four[1].Open.ShouldBe(hourly[4].Open);
        four[1].Close.ShouldBe(hourly[7].Close);
        four[1].High.ShouldBe(hourly.High[4..8].ToArray().Max());
        four[1].Low.ShouldBe(hourly.Low[4..8].ToArray().Min());
        four[1].Volume.ShouldBe(hourly.Volume[4..8].ToArray().Sum(), 1e-9);
    }

    [TestMethod]
    public void Resample_MinimumBars_DropsPartialBuckets()
    {
        Resampling.Resample(TestCandles.Walk(10), BarInterval.FourHours, minimumBars: 4).Count.ShouldBe(2);
        Resampling.Resample(TestCandles.Walk(12), BarInterval.FourHours, minimumBars: 4).Count.ShouldBe(3);
    }

    [TestMethod]
    public void Resample_Anchor_MovesTheOpenings()
    {
        var hourly = TestCandles.Walk(8);
        var shifted = Resampling.Resample(hourly, BarInterval.FourHours, anchor: BarInterval.OneHour.Milliseconds);
        shifted[0].Time.ShouldBe(hourly[0].Time - 3 * BarInterval.OneHour.Milliseconds);
        shifted[1].Time.ShouldBe(hourly[1].Time);
    }

    [TestMethod]
    public void Resample_Outage_LeavesTheHoleOpen()
    {
        var hourly = TestCandles.Walk(12);
        var holed = CandleSeries.Of(BarInterval.OneHour, [hourly[0], hourly[1], hourly[9], hourly[10]]);
        Resampling.Resample(holed, BarInterval.FourHours).Time.ToArray().ShouldBe([hourly.Time[0], hourly.Time[8]]);
    }

    [TestMethod]
    public void Resample_BadArguments_Throws()
    {
        Should.Throw<ArgumentException>(() => Resampling.Resample(TestCandles.Walk(4), new BarInterval(5_400_000)));
        Should.Throw<ArgumentOutOfRangeException>(() => Resampling.Resample(TestCandles.Walk(4), BarInterval.FourHours, minimumBars: 5));
        var raw = new CandleBuilder(BarInterval.OneHour);
        raw.Add(new Bar(5, 1, 1, 1, 1, 1));
        raw.Add(new Bar(5, 1, 1, 1, 1, 1));
        Should.Throw<ArgumentException>(() => Resampling.Resample(raw.ToRawView(), BarInterval.FourHours));
        Resampling.Resample(default, BarInterval.OneDay).Count.ShouldBe(0);
    }
}
