using Ami.Quant.Series;

namespace Ami.Quant.Tests.Series;

[TestClass]
public sealed class CandleSeriesTests
{
    private static readonly CandleSeries Five = TestCandles.Walk(5);

    [TestMethod]
    public void Slice_Middle_SharesTheColumns()
    {
        CandleView view = Five;
        var middle = view[1..4];
        middle.Count.ShouldBe(3);
        middle[0].ShouldBe(Five[1]);
        middle.Slice(1, 2)[1].ShouldBe(Five[3]);
        middle.Close.Overlaps(Five.Close).ShouldBeTrue();
        middle.Interval.ShouldBe(BarInterval.OneHour);
    }

    [TestMethod]
    public void Slice_OutsideTheView_Throws()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Five.Slice(3, 3));
        Should.Throw<ArgumentOutOfRangeException>(() => Five.Slice(-1, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => Five[1..3][2]);
    }

    [TestMethod]
    public void DefaultView_Empty_HasNoBarsAndNoInterval()
    {
        CandleView view = default;
        view.Count.ShouldBe(0);
        view.Volume.Length.ShouldBe(0);
        view.Slice(0, 0).Count.ShouldBe(0);
        Should.Throw<InvalidOperationException>(() => default(CandleView).Interval);
        Should.Throw<ArgumentOutOfRangeException>(() => default(CandleView)[0]);
    }

    [TestMethod]
    public void Between_HalfOpenRange_TakesBarsThatOpenInside()
    {
        var view = Five.Between(Five.Time[1], Five.Time[3]);
        view.Count.ShouldBe(2);
        view.Time[0].ShouldBe(Five.Time[1]);
        Five.Between(Five.Time[3], Five.Time[1]).Count.ShouldBe(0);
        Five.FirstAtOrAfter(Five.Time[1] + 1).ShouldBe(2);
        Five.FirstAtOrAfter(long.MaxValue).ShouldBe(5);
    }

    [TestMethod]
    public void Constructor_TimeRepeats_Throws()
    {
        double[] prices = [1, 2];
        Should
            .Throw<ArgumentException>(() => new CandleSeries(BarInterval.OneDay, [7, 7], prices, prices, prices, prices, prices))
            .Message.ShouldContain("bar 1");
        Should.Throw<ArgumentException>(() => new CandleSeries(BarInterval.OneDay, [7], prices, prices, prices, prices, prices));
        Should.Throw<ArgumentException>(() => new CandleSeries(default, [1, 2], prices, prices, prices, prices, prices));
        Should.Throw<ArgumentException>(() => new CandleBuilder(default));
    }

    [TestMethod]
    public void Builder_ManyRows_KeepsThemInTheOrderTheyCame()
    {
        var builder = new CandleBuilder(BarInterval.OneMinute, 0);
        for (var i = 100; i > 0; i--)
        {
            builder.Add(new Bar(i, i, i, i, i, i));
        }

        builder.Count.ShouldBe(100);
        builder.ToRawView()[0].Close.ShouldBe(100);
        Should.Throw<ArgumentException>(() => builder.ToSeries());
        Five.Slice(2, 2).ToSeries()[0].ShouldBe(Five[2]);
        CandleSeries.Of(BarInterval.OneHour, [Five[0], Five[1]]).Count.ShouldBe(2);
    }

    [TestMethod]
    [DataRow(1, 2, 0.5, 1.5, 10, true)]
    [DataRow(1, 0.9, 0.5, 0.7, 10, false)]
    [DataRow(1, 2, 1.1, 1.5, 10, false)]
    [DataRow(1, 2, 0.5, 1.5, -1, false)]
    [DataRow(1, 2, 0, 1.5, 1, false)]
    [DataRow(double.NaN, 2, 0.5, 1.5, 1, false)]
    public void IsPossible_Bar_ChecksTheOrderOfPrices(double open, double high, double low, double close, double volume, bool expected) =>
        new Bar(0, open, high, low, close, volume).IsPossible.ShouldBe(expected);

    [TestMethod]
    public void IsFinite_AnyFieldNotFinite_IsFalse()
    {
        var bar = new Bar(0, 1e308, 1e308, 1e308, 1e308, 1e308);
        bar.IsFinite.ShouldBeTrue();
        (bar with { Volume = double.PositiveInfinity }).IsFinite.ShouldBeFalse();
        (bar with { Low = double.NaN }).IsFinite.ShouldBeFalse();
        new Bar(0, 1, 5, 2, 2, 0).Typical.ShouldBe(3);
        new Bar(0, 1, 5, 2, 2, 0).Median.ShouldBe(3.5);
        new Bar(0, 1, 5, 2, 2, 0).Range.ShouldBe(3);
        new Bar(TestCandles.Start, 1, 5, 2, 2, 0).OpensAt.ToString("u").ShouldBe("2024-01-01 00:00:00Z");
    }
}
