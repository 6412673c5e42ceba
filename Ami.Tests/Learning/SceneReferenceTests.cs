using Ami.Modules.Learning;

namespace Ami.Tests.Learning;

/// <summary>How a lesson would have entered: at the market, or with an order that waits. What is known is flat at 100.</summary>
[TestClass]
public sealed class SceneReferenceTests
{
    private const int Before = 50;
    private static readonly (decimal O, decimal H, decimal L, decimal C) Flat = (100, 100.5m, 99.5m, 100);
    private static readonly ReplayReference Buys = new(Long: "close > 0", StopLong: "lowest(low, 10) - 5", Reward: 2);
    private static readonly ReplayReference Sells = new(Short: "close > 0", StopShort: "highest(high, 10) + 5", Reward: 2);

    [TestMethod]
    public void Entry_BelowThePrice_BuysWithALimit()
    {
        var (run, view) = Played(Buys with { EntryLong = "close - 1.001" }, (100, 100, 98.9m, 98.95m), (99, 109, 99, 108.5m));
        // Rounded away from the last price; its target is twice as far as its stop.
        (view with { R = null }).ShouldBe(new SceneReference(SceneSide.Long, 98.99m, 94.5m, 107.97m, null, SceneExit.Target));
        view.R.ShouldNotBeNull().ShouldBe(2, 0.001m);
        run.Fills[0].Price.ShouldBe(98.99m);
    }

    [TestMethod]
    public void Entry_NeverReached_IsNoTrade()
    {
        var (run, view) = Played(Buys with { EntryLong = "close - 1" }, Flat, Flat);
        view.ShouldBe(new SceneReference(SceneSide.Long, 99, 94.5m, 108, null, null));
        (run.Fills.Count, run.Book.OpenOrders.Count).ShouldBe((0, 0));
    }

    [TestMethod]
    public void Entry_AboveThePrice_BuysWithAStop()
    {
        var (run, view) = Played(Buys with { EntryLong = "close + 1" }, Flat, (100, 102, 100, 101.5m));
        (view.Entry, view.ExitBy).ShouldBe((101, SceneExit.End));
        run.Fills[0].Price.ShouldBe(101.01m);
        run.Fills[0].Bar.ShouldBe(Before + 1);
    }

    [TestMethod]
    [DataRow("close + 1", 101.0, 101.0)]
    [DataRow("close - 1", 99.0, 98.99)]
    public void Entry_OfASale_WaitsOnTheOtherSides(string entry, double price, double fills)
    {
        var (run, view) = Played(Sells with { EntryShort = entry }, (100, 101.2m, 98.8m, 99.5m));
        (view.Side, view.Entry, run.Fills[0].Price).ShouldBe((SceneSide.Short, (decimal)price, (decimal)fills));
    }

    [TestMethod]
    public void Entry_ThatWaits_RisksNoMoreThanAllowed()
    {
        var (run, _) = Played(Buys with { EntryLong = "close - 1" }, Flat);
        run.Plan.ShouldNotBeNull().RiskPct.ShouldNotBeNull().ShouldBeInRange(0.99m, 1);
    }

    [TestMethod]
    public void Entry_OfASideThatIsNot_IsRefused()
    {
        var exercise = CourseFiles
            .All.SelectMany(course => course.Questions.Values)
            .SelectMany(all => all)
            .First(question => question.Reference is { Short: null });
        Should
            .Throw<InvalidDataException>(() =>
                ExerciseFiles.Check("one", exercise with { Reference = exercise.Reference.ShouldNotBeNull() with { EntryShort = "close" } })
            )
            .Message.ShouldContain("an entry is of a side that has a condition");
    }

    private static (SceneRun Run, SceneReference View) Played(ReplayReference reference, params (decimal O, decimal H, decimal L, decimal C)[] after)
    {
        List<(decimal O, decimal H, decimal L, decimal C)> all = [.. Enumerable.Repeat(Flat, Before), .. after];
        var terms = new ReplayTerms(["BTC-SIM"], "1h", Before, after.Length, FeeBps: 0, SlippageBps: 0, SpreadBps: 0);
        var tape = new SceneTape(
            "1h",
            2,
            2,
            0.01m,
            true,
            [.. all.Select((_, bar) => 946_857_600 + (bar * 3600L))],
            [.. all.Select(bar => bar.O)],
            [.. all.Select(bar => bar.H)],
            [.. all.Select(bar => bar.L)],
            [.. all.Select(bar => bar.C)],
            [.. all.Select(_ => 10m)]
        );
        return SceneJudge.Reference(reference, terms, tape);
    }
}
