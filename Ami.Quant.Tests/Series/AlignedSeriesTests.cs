using Ami.Quant.Series;

namespace Ami.Quant.Tests.Series;

[TestClass]
public sealed class AlignedSeriesTests
{
    private static readonly CandleSeries Left = At(0, 1, 2, 4);
    private static readonly CandleSeries Right = At(1, 2, 3, 4);

    [TestMethod]
    public void Align_Intersection_KeepsCommonInstants()
    {
        var aligned = AlignedSeries.Align(ClockKind.Intersection, Left, Right);
        Hours(aligned).ShouldBe([1L, 2, 4]);
        aligned.RowsOf(0).ToArray().ShouldBe([1, 2, 3]);
        aligned.RowsOf(1).ToArray().ShouldBe([0, 1, 3]);
        aligned.SeriesCount.ShouldBe(2);
    }

    [TestMethod]
    public void Align_Union_MarksMissingBars()
    {
        var aligned = AlignedSeries.Align(ClockKind.Union, Left, Right);
        Hours(aligned).ShouldBe([0L, 1, 2, 3, 4]);
        aligned.TryGet(1, 0, out _).ShouldBeFalse();
        aligned.TryGet(1, 1, out var bar).ShouldBeTrue();
        bar.ShouldBe(Right[0]);
        aligned.Closes(0).ShouldBe([100, 101, 102, double.NaN, 104]);
        aligned.Closes(0, MissingBar.CarryForward).ShouldBe([100, 101, 102, 102, 104]);
        aligned.Closes(1, MissingBar.CarryForward)[0].ShouldBe(double.NaN);
    }

    [TestMethod]
    public void Align_BadArguments_Throws()
    {
        Should.Throw<ArgumentException>(() => AlignedSeries.Align(ClockKind.Union));
        Should.Throw<ArgumentException>(() => AlignedSeries.Align(ClockKind.Union, Left, Resampling.Resample(Left, BarInterval.OneDay)));
    }

    private static CandleSeries At(params int[] hours) =>
        CandleSeries.Of(BarInterval.OneHour, [.. hours.Select(h => new Bar(h * BarInterval.OneHour.Milliseconds, 1, 200, 1, 100 + h, 1))]);

    private static long[] Hours(AlignedSeries aligned) => [.. aligned.Clock.ToArray().Select(t => t / BarInterval.OneHour.Milliseconds)];
}
