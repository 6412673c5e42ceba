using Ami.Modules.Learning;
using Ami.Quant.Rules;
using Ami.Quant.Trading;
using static Ami.Tests.Learning.ExerciseShelf;

namespace Ami.Tests.Learning;

/// <summary>What the checks of an exercise are told, and when they are passed.</summary>
[TestClass]
public sealed class SceneRulesTests
{
    private static readonly InBoth Text = new("a", "a");

    /// <summary>Bought at 102 after two bars, with a stop and a target; the stop is met.</summary>
    private static readonly SceneMove[] Moves =
    [
        new(SceneMoveKind.Step, Bars: 2),
        new(SceneMoveKind.Place, Side.Buy, SceneOrderType.Market, 10, Stop: 98, Target: 112),
        new(SceneMoveKind.Step, Bars: 1),
        new(SceneMoveKind.Amend, Order: 2, Price: 97),
        new(SceneMoveKind.Step, Bars: 1),
    ];

    [TestMethod]
    [DataRow("plan.made and plan.long and not plan.short and plan.side == \"long\"")]
    [DataRow("plan.entry == 102 and plan.stop == 98 and plan.target == 112 and plan.reward_to_risk == 2.5")]
    [DataRow("plan.risk_pct > 0.4 and plan.risk_pct < 0.41")]
    [DataRow("plan.waited == 2")]
    [DataRow("trade.count == 1 and trade.filled and trade.exit == \"stop\"")]
    [DataRow("trade.r < -1 and trade.cost_r == 0 and trade.gross_r == trade.r")]
    [DataRow("trade.widened_stop and not trade.added")]
    public void Check_OfWhatWasDone_IsPassed(string rule) => Passes(rule, Moves).ShouldBeTrue();

    [TestMethod]
    [DataRow("close == 102 and close[1] == 101")]
    [DataRow("highest(high, 50) < 103")]
    public void Check_OfBars_KnowsThoseOfTheEntryAlone(string rule)
    {
        Passes(rule, Moves).ShouldBeTrue("bars behind the entry do not count");
        Passes(rule, new SceneMove(SceneMoveKind.Step, Bars: 50))
            .ShouldBe(rule.StartsWith("highest", StringComparison.Ordinal), "without one the last bar of the beginning");
    }

    [TestMethod]
    [DataRow("plan.long")]
    [DataRow("not plan.long")]
    [DataRow("plan.risk_pct <= 1")]
    [DataRow("plan.waited >= 0")]
    [DataRow("trade.r > -100")]
    [DataRow("trade.cost_r <= 0")]
    public void Check_OfWhatThereIsNot_IsNotPassed(string rule) => Passes(rule, new SceneMove(SceneMoveKind.Finish)).ShouldBeFalse();

    [TestMethod]
    [DataRow("not plan.made and not trade.filled and trade.count == 0 and trade.exit == \"none\"")]
    [DataRow("not trade.widened_stop and not trade.added")]
    public void Check_OfNothingDone_CanBePassed(string rule) => Passes(rule, new SceneMove(SceneMoveKind.Finish)).ShouldBeTrue();

    [TestMethod]
    [DataRow("hand", false, "Close Step")]
    [DataRow("hand", false, "Finish")]
    [DataRow("end", true, "Step")]
    public void Exit_ByWhoeverTradedOrTheLastBar_IsNamed(string exit, bool isPlayed, string moves)
    {
        SceneMove[] all =
        [
            new(SceneMoveKind.Place, Side.Sell, SceneOrderType.Market, 1),
            new(SceneMoveKind.Step, Bars: 1),
            .. moves
                .Split(' ')
                .Select(move => move == "Step" ? new SceneMove(SceneMoveKind.Step, Bars: isPlayed ? 50 : 1) : new SceneMove(Enum.Parse<SceneMoveKind>(move))),
        ];
        Passes($"trade.exit == \"{exit}\"", all).ShouldBeTrue();
        Passes("scene.ended", all).ShouldBe(isPlayed);
    }

    [TestMethod]
    public void Exit_WhereAnyTradeWasClosedByHand_IsByHand() =>
        Passes(
                "trade.count == 2 and trade.exit == \"hand\"",
                new(SceneMoveKind.Place, Side.Sell, SceneOrderType.Market, 1),
                new(SceneMoveKind.Step, Bars: 1),
                new(SceneMoveKind.Close),
                new(SceneMoveKind.Step, Bars: 1),
                new(SceneMoveKind.Place, Side.Buy, SceneOrderType.Market, 1, Stop: 98),
                new(SceneMoveKind.Step, Bars: 2)
            )
            .ShouldBeTrue("the last one ended at its stop");

    [TestMethod]
    [DataRow("", 0)]
    [DataRow("a", 2 * 840 / 7)]
    [DataRow("c a", 2 * 840 * 5 / 7)]
    [DataRow("a b c", 2 * 840)]
    public void Earned_ByTheChecksThatWerePassed_IsExact(string passed, int parts)
    {
        var question = new Question
        {
            Id = Guid.Empty,
            CourseId = Guid.Empty,
            Topic = "a",
            Key = "a",
            Kind = QuestionKind.Replay,
            Points = 2,
            Content = new QuestionContent(Text, Replay: Terms()),
            Solution = new QuestionSolution(Text, Checks: [Check("a", 1), Check("b", 2), Check("c", 4)]),
        };
        Scoring.EarnedBy(question, passed.Split(' ')).ShouldBe(parts);

        static ReplayCheck Check(string key, int points) => new(key, "true", Text, Text, points);
    }

    [TestMethod]
    public void Facts_AreNamedInBothLanguages() =>
        SceneFacts.Schema.Facts.ShouldAllBe(fact => fact.Meaning.English != fact.Meaning.Spanish && fact.Meaning.English.Length > 0);

    [TestMethod]
    public void Reference_RisksNoMoreThanItSays_AtAnyCosts()
    {
        var tape = Tape((100, 100.4m, 99.9m, 100), (100, 100, 90, 90));
        foreach (var (fee, slippage, spread) in new[] { (0, 0, 0), (5, 2, 2), (100, 50, 80) })
        {
            var terms = Terms(2, fee, slippage, spread);
            var (run, view) = SceneJudge.Reference(new ReplayReference(Long: "close >= 100", StopLong: "lowest(low, 10)", Reward: 2), terms, tape);
            (view.Side, view.Stop, view.ExitBy).ShouldBe((SceneSide.Long, 99.5m, SceneExit.Stop));
            var risk = run.Plan.ShouldNotBeNull().RiskPct.ShouldNotBeNull();
            risk.ShouldBeInRange(0.9m, 1);
        }
    }

    [TestMethod]
    [DataRow("close > 1000", null)]
    [DataRow("close > 10", "highest(high, 10)")]
    public void Reference_ThatDoesNotTradeOrCannot_LeavesIt(string when, string? stop)
    {
        var (terms, reference) = (Terms(1), new ReplayReference(Long: when, StopLong: stop ?? "low"));
        var (run, view) = SceneJudge.Reference(reference, terms, Tape((100, 100, 100, 100)));
        (view.Side, run.Plan, run.IsOver).ShouldBe((SceneSide.None, null, true));
        SceneJudge.IsUsable(terms, reference, Tape((100, 100, 100, 100))).ShouldBe(stop is null, "one that cannot be done is no scene to teach it");
    }

    private static bool Passes(string rule, params SceneMove[] moves)
    {
        var tape = Tape((100, 101.5m, 99.5m, 101), (101, 102.5m, 100, 102), (102, 103, 101, 102), (102, 102, 96, 97), (97, 120, 97, 100));
        RuleProgram.Compile(rule, SceneFacts.Schema).ShouldNotBeNull();
        return SceneJudge.Passed([new ReplayCheck("it", rule, Text, Text)], tape, SceneRun.After(Terms(5), tape, moves)).Length == 1;
    }
}
