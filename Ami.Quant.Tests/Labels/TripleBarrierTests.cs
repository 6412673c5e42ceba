using Ami.Quant.Labels;
using Ami.Quant.Randomness;
using Ami.Quant.Series;

namespace Ami.Quant.Tests.Labels;

[TestClass]
public sealed class TripleBarrierTests
{
    internal static CandleSeries Bars(params (double Open, double High, double Low, double Close)[] rows)
    {
        var builder = new CandleBuilder(BarInterval.OneHour);
        for (var i = 0; i < rows.Length; i++)
        {
            builder.Add(new Bar(i * 3_600_000L, rows[i].Open, rows[i].High, rows[i].Low, rows[i].Close, 1));
        }

        return builder.ToSeries();
    }

    internal static CandleSeries RandomWalk(int count, ulong seed, double volatility = 0.01)
    {
        var random = new RandomStream(seed);
        var builder = new CandleBuilder(BarInterval.OneHour, count);
        var price = 100.0;
        for (var i = 0; i < count; i++)
        {
            var open = price * Math.Exp(0.2 * volatility * random.NextNormal());
            price = open * Math.Exp(volatility * random.NextNormal());
            var high = Math.Max(open, price) * (1 + volatility * random.NextUniform());
            var low = Math.Min(open, price) * (1 - volatility * random.NextUniform());
            builder.Add(new Bar(i * 3_600_000L, open, high, low, price, 10 * random.NextUniform()));
        }

        return builder.ToSeries();
    }

    [TestMethod]
    public void Label_TargetReachedFirst_IsTakeProfitAtTheBarrier()
    {
        var bars = Bars((100, 200, 1, 100), (100, 101, 99.5, 100), (100, 106, 99.5, 104));
        var label = TripleBarrier.Label(bars, 0, 0.05, 0.02, 2);
        label.ShouldBe(new BarrierLabel(new LabelSpan(0, 2), BarrierOutcome.TakeProfit, 100, 105, 0.05));
    }

    [TestMethod]
    public void Label_BothInOneBar_CountsAsStop()
    {
        var bars = Bars((100, 100, 100, 100), (100, 106, 97, 104));
        TripleBarrier.Label(bars, 0, 0.05, 0.02, 1).Outcome.ShouldBe(BarrierOutcome.StopLoss);
        TripleBarrier.Label(bars, 0, 0.03, 0.05, 1, PositionSide.Short).Outcome.ShouldBe(BarrierOutcome.StopLoss);
    }

    [TestMethod]
    public void Label_DecidingBarTouchesBarrier_IsIgnored() =>
        TripleBarrier.Label(Bars((100, 150, 50, 100), (100, 101, 99, 100.5)), 0, 0.05, 0.05, 1).Outcome.ShouldBe(BarrierOutcome.TimeOut);

    [TestMethod]
    public void Label_MarketGapsOverBarrier_FillsAtTheOpen()
    {
        var down = TripleBarrier.Label(Bars((100, 100, 100, 100), (100, 100, 100, 100), (90, 120, 89, 95)), 0, 0.05, 0.05, 2);
        down.Outcome.ShouldBe(BarrierOutcome.StopLoss);
        down.ExitPrice.ShouldBe(90);
        var up = TripleBarrier.Label(Bars((100, 100, 100, 100), (100, 100, 100, 100), (110, 111, 80, 95)), 0, 0.05, 0.05, 2);
        up.Outcome.ShouldBe(BarrierOutcome.TakeProfit);
        up.Return.ShouldBe(0.10, 1e-12);
        var squeezed = TripleBarrier.Label(Bars((100, 100, 100, 100), (100, 100, 100, 100), (110, 111, 80, 95)), 0, 0.05, 0.05, 2, PositionSide.Short);
        squeezed.Outcome.ShouldBe(BarrierOutcome.StopLoss);
        squeezed.Return.ShouldBe(-0.10, 1e-12);
    }

    [TestMethod]
    public void Label_NothingReached_TimesOutAtTheClose()
    {
        var label = TripleBarrier.Label(
            Bars((100, 100, 100, 100), (100, 101, 99, 100), (100, 102, 99, 101), (1, 1, 1, 1)),
            0,
            0.05,
            0.05,
            2,
            PositionSide.Short
        );
        label.Outcome.ShouldBe(BarrierOutcome.TimeOut);
        label.ExitPrice.ShouldBe(101);
        label.Return.ShouldBe(-0.01, 1e-12);
    }

    [TestMethod]
    public void Label_DataEnds_IsUnresolved_UnlessABarrierWasReached()
    {
        var bars = Bars((100, 100, 100, 100), (100, 106, 99, 100));
        TripleBarrier.Label(bars, 0, 0.05, 0.05, 9).Outcome.ShouldBe(BarrierOutcome.TakeProfit);
        TripleBarrier.Label(bars, 0, 0.5, 0.5, 9).Outcome.ShouldBe(BarrierOutcome.Unresolved);
        var last = TripleBarrier.Label(bars, 1, 0.05, 0.05, 9);
        last.Outcome.ShouldBe(BarrierOutcome.Unresolved);
        last.EntryPrice.ShouldBe(double.NaN);
        TripleBarrier.Label(bars, 0, double.NaN, 0.05, 1).Outcome.ShouldBe(BarrierOutcome.Unresolved);
    }

    [TestMethod]
    public void Label_InfiniteTarget_NeverTakesProfit() =>
        TripleBarrier.Label(Bars((100, 100, 100, 100), (100, 1e9, 99, 100)), 0, double.PositiveInfinity, 0.05, 1).Outcome.ShouldBe(BarrierOutcome.TimeOut);

    [TestMethod]
    public void Label_BadArguments_Throw()
    {
        var bars = Bars((1, 1, 1, 1), (1, 1, 1, 1));
        Should.Throw<ArgumentException>(() => TripleBarrier.Label(bars, 0, 0, 1, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => TripleBarrier.Label(bars, 2, 1, 1, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => TripleBarrier.Label(bars, 0, 1, 1, 0));
        Should.Throw<ArgumentException>(() => TripleBarrier.Label(bars, [0, 1], [0.1], [0.1, 0.1], 1));
    }

    [TestMethod]
    public void Label_EventsWithOwnDistances_EqualSingleLabels()
    {
        var bars = RandomWalk(200, 1);
        int[] events = [3, 50, 120];
        double[] profit = [0.01, 0.02, 0.03],
            loss = [0.02, 0.01, double.NaN];
        var labels = TripleBarrier.Label(bars, events, profit, loss, 20);
        for (var i = 0; i < 3; i++)
        {
            labels[i].ShouldBe(TripleBarrier.Label(bars, events[i], profit[i], loss[i], 20));
        }
    }

    [TestMethod]
    public void Label_PricesAfterTheSpan_DoNotMatter()
    {
        var bars = RandomWalk(300, 2);
        var all = TripleBarrier.LabelAll(bars, 0.02, 0.02, 15);
        for (var i = 0; i < 250; i++)
        {
            TripleBarrier.Label(bars.Slice(0, all[i].Span.End + 1), i, 0.02, 0.02, 15).ShouldBe(all[i]);
        }
    }
}
