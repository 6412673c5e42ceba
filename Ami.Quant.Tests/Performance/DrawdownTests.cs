using Ami.Quant.Performance;

namespace Ami.Quant.Tests.Performance;

[TestClass]
public sealed class DrawdownTests
{
    private static readonly double[] Equity = [100, 110, 99, 105, 110, 120, 90, 60, 100, 119, 118];
    private static readonly long[] Time = [.. Enumerable.Range(0, 11).Select(i => TestCandles.Start + i * 86_400_000L)];

    [TestMethod]
    public void Maximum_UnderWaterAtTheEnd_HasNoRecovery()
    {
        var deepest = Drawdowns.Maximum(Equity).ShouldNotBeNull();
        deepest.Depth.ShouldBe(0.5);
        (deepest.Peak, deepest.Trough, deepest.Recovery).ShouldBe((5, 7, null));
        deepest.RecoveryAt(Time).ShouldBeNull();
        deepest.Duration(Time).ShouldBe(TimeSpan.FromDays(5));
        deepest.PeakAt(Time).Day.ShouldBe(6);
        deepest.TroughAt(Time).Day.ShouldBe(8);
    }

    [TestMethod]
    public void All_TwoFalls_AreToldInOrder()
    {
        var all = Drawdowns.All(Equity);
        all.Count.ShouldBe(2);
        all[0].ShouldBe(new Drawdown(1 - 99.0 / 110, 1, 2, 4));
        all[0].RecoveryAt(Time)!.Value.Day.ShouldBe(5);
        all[0].Duration(Time).ShouldBe(TimeSpan.FromDays(3));
    }

    [TestMethod]
    public void Maximum_NeverFell_IsNull()
    {
        Drawdowns.Maximum([1, 1, 2, 3]).ShouldBeNull();
        Drawdowns.Maximum([]).ShouldBeNull();
    }

    [TestMethod]
    public void Curve_EveryValue_IsTheShareBelowTheHighestSoFar()
    {
        var curve = Drawdowns.Curve(Equity);
        curve.Max().ShouldBe(0.5);
        curve[1].ShouldBe(0);
        curve[8].ShouldBe(1 - 100.0 / 120, 1e-12);
    }
}
