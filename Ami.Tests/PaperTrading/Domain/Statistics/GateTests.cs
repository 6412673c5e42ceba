using Ami.Modules.PaperTrading.Domain.Graduation;
using Ami.Modules.PaperTrading.Domain.Statistics;
using FsCheck;
using FsCheck.Fluent;

namespace Ami.Tests.PaperTrading.Domain.Statistics;

[TestClass]
public sealed class GateTests
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly Estimate Fine = new(0.1, -0.2, 0.4);

    [TestMethod]
    [DataRow(29, 9.99, 0.1, false)]
    [DataRow(30, 9.99, 0.1, true)]
    [DataRow(30, 10.0, 0.1, false)]
    [DataRow(30, 9.99, 0.0, true)]
    [DataRow(30, 9.99, -0.01, false)]
    public void Gate_OpensWhenEverythingIsShown(int trades, double drawdown, double upper, bool open)
    {
        var gate = Gate.Of(100_000m, Run(AccountStatisticsTests.Alternating(trades, 15m, -10m)), (decimal)drawdown, new Estimate(-0.1, -0.2, upper));
        gate.IsOpen.ShouldBe(open);
        gate.NextCash.ShouldBe(250_000m);
        gate.Steps.Select(step => step.Requirement).ShouldBe([Requirement.Trades, Requirement.Drawdown, Requirement.Expectancy]);
    }

    [TestMethod]
    public void Gate_WithoutAnExpectancyOrAtTheTop_IsClosed()
    {
        var run = Run(AccountStatisticsTests.Alternating(30, 15m, -10m));
        Gate.Of(100_000m, run, 0, null).IsOpen.ShouldBeFalse();
        Gate.Of(10_000_000m, run, 0, Fine).ShouldSatisfyAllConditions(gate => gate.NextCash.ShouldBeNull(), gate => gate.IsOpen.ShouldBeFalse());
        Gate.Of(100m, run, 0, Fine).NextCash.ShouldBe(10_000m);
    }

    [TestMethod]
    public void Run_TradeWithoutStop_EndsTheRowOnItsDay()
    {
        // Twelve trades a day; the last of the first day had no stop.
        var trades = AccountStatisticsTests.Alternating(36, 15m, -10m);
        trades[10] = trades[10] with { Risk = null };
        var run = Run(trades);
        (run.Since, run.BrokenOn, run.Trades.Count).ShouldBe((new DateOnly(2026, 3, 3), new DateOnly(2026, 3, 2), 24));
        run.Trades.ShouldBe(trades[12..]);
    }

    [TestMethod]
    [DataRow(2, 36)]
    [DataRow(3, 12)]
    public void Run_DayWithMoreRefusalsThanASlip_EndsTheRow(int refusals, int counted)
    {
        var secondDay = Enumerable.Range(0, refusals).Select(i => Begin.AddDays(1).AddHours(i));
        OrderlyRun.Of(AccountStatisticsTests.Alternating(36, 15m, -10m), secondDay).Trades.Count.ShouldBe(counted);
    }

    [TestMethod]
    public void Run_RefusalsOfToday_CountBeforeAnythingWasTraded()
    {
        var today = Enumerable.Repeat(Begin.AddDays(5), 3);
        var run = OrderlyRun.Of(AccountStatisticsTests.Alternating(36, 15m, -10m), today);
        (run.Since, run.Trades.Count, run.BrokenOn).ShouldBe((null, 0, new DateOnly(2026, 3, 7)));
    }

    [TestMethod]
    public void Run_OfAnything_IsTheLongestEndOfWholeOrderlyDays() =>
        Prop.ForAll(
                Arb.From((from day in Gen.Choose(0, 6) from hour in Gen.Choose(0, 22) from bare in Gen.Choose(0, 9) select (day, hour, bare == 0)).ArrayOf()),
                Arb.From(Gen.Choose(0, 6).ArrayOf()),
                (wanted, refusals) =>
                {
                    var trades = wanted
                        .Select(t => AccountStatisticsTests.Trade((t.day * 24) + t.hour, 1m, risk: t.Item3 ? null : 10m))
                        .OrderBy(t => t.ClosedAt)
                        .ToList();
                    var run = OrderlyRun.Of(trades, refusals.Select(day => Begin.AddDays(day)));
                    run.Trades.ShouldBe(trades.TakeLast(run.Trades.Count));
                    run.Trades.ShouldAllBe(trade => trade.Risk != null);
                    foreach (var day in Enumerable.Range(0, 7).Select(i => DateOnly.FromDateTime(Begin.UtcDateTime.AddDays(i))))
                    {
                        var orderly =
                            refusals.Count(d => DateOnly.FromDateTime(Begin.UtcDateTime.AddDays(d)) == day) <= OrderlyRun.MostBreachesADay
                            && trades.Where(t => DateOnly.FromDateTime(t.ClosedAt.UtcDateTime) == day).All(t => t.Risk is not null);
                        if (day > (run.BrokenOn ?? DateOnly.MinValue))
                        {
                            orderly.ShouldBeTrue($"{day} counts");
                        }

                        (day == run.BrokenOn && orderly).ShouldBeFalse($"{day} does not count");
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static OrderlyRun Run(IReadOnlyList<ClosedTrade> trades) => OrderlyRun.Of(trades, []);
}
