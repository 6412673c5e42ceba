using Ami.Modules.PaperTrading.Domain.Graduation;
using Ami.Modules.PaperTrading.Domain.Rules;
using Ami.Modules.PaperTrading.Domain.Statistics;
using FsCheck;
using FsCheck.Fluent;

namespace Ami.Tests.PaperTrading.Domain.Statistics;

[TestClass]
public sealed class GateTests
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly Estimate Fine = new(0.1, -0.2, 0.4);
    private static readonly AccountRules Careful = new(RiskPerTradePct: 1m);
    private static readonly RuleHistory Always = Since(Begin.AddYears(-1), Careful);

    [TestMethod]
    [DataRow(29, 9.99, 0.1, false)]
    [DataRow(30, 9.99, 0.1, true)]
    [DataRow(30, 10.0, 0.1, false)]
    [DataRow(30, 9.99, 0.0, true)]
    [DataRow(30, 9.99, -0.01, false)]
    public void Gate_OpensWhenEverythingIsShown(int trades, double drawdown, double upper, bool open)
    {
        var run = Run(AccountStatisticsTests.Alternating(trades, 15m, -10m));
        var gate = Gate.Of(100_000m, 100_000m, Careful, run, (decimal)drawdown, new Estimate(-0.1, -0.2, upper));
        gate.IsOpen.ShouldBe(open);
        gate.NextCash.ShouldBe(250_000m);
        gate.Steps.Select(step => step.Requirement).ShouldBe([Requirement.Rules, Requirement.Trades, Requirement.Drawdown, Requirement.Expectancy]);
    }

    [TestMethod]
    public void Gate_WithoutAnExpectancyOrAtTheTop_IsClosed()
    {
        var run = Run(AccountStatisticsTests.Alternating(30, 15m, -10m));
        Gate.Of(100_000m, 100_000m, Careful, run, 0, null).IsOpen.ShouldBeFalse();
        Gate.Of(10_000_000m, 100_000m, Careful, run, 0, Fine)
            .ShouldSatisfyAllConditions(gate => gate.NextCash.ShouldBeNull(), gate => gate.IsOpen.ShouldBeFalse());
    }

    [TestMethod]
    [DataRow(100, 100_000, 250_000)]
    [DataRow(250_000, 100_000, 500_000)]
    [DataRow(100_000, 250_000, 500_000)]
    [DataRow(100, 50, 10_000)]
    public void Gate_LeadsToMoreThanAnybodyMayBeginWith(int startingCash, int mostCash, int next) =>
        Gate.Of(startingCash, mostCash, Careful, Run([]), 0, Fine).NextCash.ShouldBe(next);

    [TestMethod]
    [DataRow(null, false)]
    [DataRow(5.0, true)]
    [DataRow(5.01, false)]
    public void Gate_WithoutARuleThatLimitsTheRisk_IsClosed(double? risk, bool open)
    {
        var run = Run(AccountStatisticsTests.Alternating(30, 15m, -10m));
        var gate = Gate.Of(100_000m, 100_000m, new AccountRules((decimal?)risk, NeedsStop: true), run, 0, Fine);
        (gate.IsOpen, gate.Steps[0].IsMet, gate.Steps[0].Have).ShouldBe((open, open, (decimal?)risk));
    }

    [TestMethod]
    public void Run_TradeBeforeThereWereRules_EndsTheRowOnItsDay()
    {
        // Twelve trades a day; rules since the evening of the first.
        var trades = AccountStatisticsTests.Alternating(36, 15m, -10m);
        var run = OrderlyRun.Of(trades, [], Since(Begin.AddHours(20), Careful));
        (run.BrokenOn, run.Trades.Count).ShouldBe((new DateOnly(2026, 3, 2), 24));
        OrderlyRun.Of(trades, [], new RuleHistory([])).Trades.ShouldBeEmpty();
        OrderlyRun.Of(trades, [], Since(Begin.AddYears(-1), new AccountRules(RiskPerTradePct: 50m))).Trades.ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow(0, 36)]
    [DataRow(-1, 24)]
    public void Run_TradeWithAnEntryThatWasPlacedBeforeThereWereRules_EndsTheRowOnItsDay(int hours, int counted)
    {
        // The second entry of the last trade of the first day was filled while there were rules, whenever it was placed.
        var trades = AccountStatisticsTests.Alternating(36, 15m, -10m);
        trades[11] = trades[11] with { EntriesAt = [trades[11].OpenedAt, Begin.AddHours(hours)] };
        OrderlyRun.Of(trades, [], Since(Begin, Careful)).Trades.Count.ShouldBe(counted);
    }

    [TestMethod]
    public void Run_TradeAfterTheRulesWereLiftedForTheNextDay_EndsTheRowThere()
    {
        var trades = AccountStatisticsTests.Alternating(36, 15m, -10m);
        var set = new RuleChange(RuleState.None.Change(Careful, Begin.AddYears(-1)), Begin.AddYears(-1));
        var lifted = new RuleChange(set.State.Change(AccountRules.None, Begin.AddHours(1)), Begin.AddHours(1));
        var history = new RuleHistory([lifted, set]);
        // The rest of the day the rules still hold.
        OrderlyRun.Of(trades[..12], [], history).Trades.Count.ShouldBe(12);
        OrderlyRun.Of(trades[..13], [], history).BrokenOn.ShouldBe(new DateOnly(2026, 3, 3));
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
        OrderlyRun.Of(AccountStatisticsTests.Alternating(36, 15m, -10m), secondDay, Always).Trades.Count.ShouldBe(counted);
    }

    [TestMethod]
    public void Run_RefusalsOfToday_CountBeforeAnythingWasTraded()
    {
        var today = Enumerable.Repeat(Begin.AddDays(5), 3);
        var run = OrderlyRun.Of(AccountStatisticsTests.Alternating(36, 15m, -10m), today, Always);
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
                    var run = OrderlyRun.Of(trades, refusals.Select(day => Begin.AddDays(day)), Always);
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

    private static OrderlyRun Run(IReadOnlyList<ClosedTrade> trades) => OrderlyRun.Of(trades, [], Always);

    private static RuleHistory Since(DateTimeOffset at, AccountRules rules) => new([new RuleChange(RuleState.None.Change(rules, at), at)]);
}
