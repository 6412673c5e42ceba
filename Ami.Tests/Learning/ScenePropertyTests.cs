using System.Text.Json;
using Ami.Modules.Learning;
using Ami.Quant.Trading;
using FsCheck;
using FsCheck.Fluent;
using static Ami.Tests.Learning.ExerciseShelf;

namespace Ami.Tests.Learning;

/// <summary>Whatever is done in a scene, over whatever bars.</summary>
[TestClass]
public sealed partial class ScenePropertyTests
{
    private const int Most = 12;
    private const decimal Canary = 7_777.77m;

    /// <summary>A bar in cents around the one before, and what is done at its end.</summary>
    /// <param name="Open">Cents from the last price.</param>
    /// <param name="Up">Cents from the open to the high.</param>
    /// <param name="Down">Cents from the open to the low.</param>
    /// <param name="Close">Where between them it closes, in percent.</param>
    /// <param name="Move">0 to 2 places, 3 amends, 4 cancels, 5 closes, others nothing.</param>
    /// <param name="A">Of the move.</param>
    /// <param name="B">Of the move.</param>
    public readonly record struct Bar(int Open, int Up, int Down, int Close, int Move, int A, int B);

    private static readonly Arbitrary<Bar[]> Bars = Arb.From(
        (
            from open in Gen.Choose(-200, 200)
            from up in Gen.Choose(0, 400)
            from down in Gen.Choose(0, 400)
            from close in Gen.Choose(0, 100)
            from move in Gen.Choose(0, 8)
            from a in Gen.Choose(-300, 300)
            from b in Gen.Choose(1, 400)
            select new Bar(open, up, down, close, move, a, b)
        )
            .ArrayOf()
            .Where(bars => bars.Length is > 1 and <= Most)
    );

    [TestMethod]
    public void Scene_InOneStepOrMany_IsTheSame_AndItsMoneyAddsUp()
    {
        var fills = 0;
        Prop.ForAll(
                Bars,
                bars =>
                {
                    var (tape, terms) = (TapeOf(bars), Terms(bars.Length, feeBps: 7, slippageBps: 3, spreadBps: 4));
                    var (run, moves) = (SceneRun.Begin(terms, tape), new List<SceneMove>());
                    foreach (var bar in bars)
                    {
                        if (MoveOf(bar, run) is { } move && run.Do(move) == Refusal.None)
                        {
                            moves.Add(move);
                        }

                        run.Do(new SceneMove(SceneMoveKind.Step, Bars: 1));
                        moves.Add(new SceneMove(SceneMoveKind.Step, Bars: 1));
                    }

                    run.IsOver.ShouldBeTrue();
                    run.Book.Balance.Cash.ShouldBe(terms.Cash + run.Trades.Closed.Sum(trade => trade.Pnl - trade.Fees));
                    Told(SceneRun.After(terms, tape, moves)).ShouldBe(Told(run), "the same moves again");
                    Told(SceneRun.After(terms, tape, Joined(moves))).ShouldBe(Told(run), "in as few steps as there can be");
                    fills += run.Fills.Count;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithReplay(20_261_130, 1));
        fills.ShouldBeGreaterThan(2_000, "it is worth something only where something is executed");
    }

    [TestMethod]
    public void Scene_AndAReplayOfAPaperAccount_ExecuteTheSame() =>
        Prop.ForAll(Bars, bars => Scene(bars).ShouldBe(Paper(bars))).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithReplay(20_261_131, 1));

    [TestMethod]
    public void View_WhateverWasDone_TellsNothingOfWhatComes() =>
        Prop.ForAll(
                Bars,
                bars =>
                {
                    var tape = TapeOf(bars);
                    var (terms, scene) = (Terms(bars.Length) with { Lines = ["sma(close, 20)", "highest(high, 30)", "on(4h, high)"] }, SceneOf(tape));
                    var run = SceneRun.Begin(terms, tape);
                    foreach (var bar in bars.SkipLast(1))
                    {
                        var hidden = scene with { Tape = Hide(tape, run.Clock) };
                        var known = SceneRun.After(terms, hidden.Tape, hidden.Moves);
                        Text(SceneViews.Of(Question(terms), hidden.Of(), known, true)).ShouldBe(Text(SceneViews.Of(Question(terms), scene.Of(), run, true)));
                        Text(SceneViews.Bars(hidden.Of(), known, "4h")).ShouldBe(Text(SceneViews.Bars(scene.Of(), run, "4h")));
                        Text(SceneViews.Of(Question(terms), hidden.Of(), known, true)).ShouldNotContain("7777.77");
                        foreach (var move in new[] { MoveOf(bar, run), new SceneMove(SceneMoveKind.Step, Bars: 1) }.OfType<SceneMove>())
                        {
                            if (run.Do(move) == Refusal.None)
                            {
                                scene = scene with { Moves = [.. scene.Moves, move] };
                            }
                        }
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20_261_132, 1));

    [TestMethod]
    public void Bars_Longer_AreMadeOfWholeGroupsThatAreOver()
    {
        var tape = Tape((100, 101, 99, 100), (100, 104, 99, 103), (103, 105, 102, 104));
        var run = SceneRun.After(Terms(3), tape, [new SceneMove(SceneMoveKind.Step, Bars: 2)]);
        // Monday's first bar begins a group; the 52 that are over are thirteen whole ones.
        var whole = SceneViews.Bars(SceneOf(tape).Of(), run, "4h").ShouldNotBeNull();
        (whole.Bars.T.Count, whole.Forming, whole.Bars.H[^1], whole.Bars.C[^1], whole.Bars.V[^1]).ShouldBe((13, false, 104, 103, 40));
        var day = SceneViews.Bars(SceneOf(tape).Of(), run, "1d").ShouldNotBeNull();
        (day.Bars.T.Count, day.Forming, day.Bars.O[0], day.Bars.L[^1]).ShouldBe((3, true, 100, 99));
    }

    private static IEnumerable<SceneMove> Joined(IEnumerable<SceneMove> moves)
    {
        var steps = 0;
        foreach (var move in moves)
        {
            if (move.Kind == SceneMoveKind.Step)
            {
                steps++;
                continue;
            }

            if (steps > 0)
            {
                yield return new SceneMove(SceneMoveKind.Step, Bars: steps);
            }

            steps = 0;
            yield return move;
        }

        yield return new SceneMove(SceneMoveKind.Step, Bars: Math.Max(1, steps));
    }

    private static string Told(SceneRun run) =>
        string.Join('\n', [.. run.Fills.Select(fill => fill.ToString()), .. run.Trades.Closed.Select(trade => trade.ToString()), $"{run.Book.Balance}"]);

    private static SceneMove? MoveOf(Bar bar, SceneRun run)
    {
        var (last, off) = (run.Last, bar.B / 100m);
        return bar.Move switch
        {
            <= 2 => new SceneMove(
                SceneMoveKind.Place,
                bar.A > 0 ? Side.Buy : Side.Sell,
                (SceneOrderType)bar.Move,
                Quantity: bar.B,
                Price: bar.Move == 0 ? null : last + (bar.A / 100m),
                Stop: bar.A % 3 == 0 ? null : last + (bar.Move == 0 ? 0 : bar.A / 100m) - (Math.Sign(bar.A) * off),
                Target: bar.A % 2 == 0 ? null : last + (bar.Move == 0 ? 0 : bar.A / 100m) + (Math.Sign(bar.A) * off)
            ),
            3 => new SceneMove(SceneMoveKind.Amend, Order: 1 + (bar.B % 6), Price: last + (bar.A / 100m)),
            4 => new SceneMove(SceneMoveKind.Cancel, Order: 1 + (bar.B % 6)),
            5 => new SceneMove(SceneMoveKind.Close),
            _ => null,
        };
    }

    private static SceneTape TapeOf(Bar[] bars)
    {
        var (last, after) = (100m, new List<(decimal, decimal, decimal, decimal)>());
        foreach (var bar in bars)
        {
            var open = Math.Max(10, last + (bar.Open / 100m));
            var (high, low) = (open + (bar.Up / 100m), open - (bar.Down / 100m));
            last = decimal.Round(low + ((high - low) * bar.Close / 100), 2);
            after.Add((open, high, low, last));
        }

        return Tape(after);
    }

    /// <summary>The same bars up to a clock, and a canary in each behind it.</summary>
    private static SceneTape Hide(SceneTape tape, int clock) =>
        tape with
        {
            O = [.. tape.O.Select((price, bar) => bar < clock ? price : Canary)],
            H = [.. tape.H.Select((price, bar) => bar < clock ? price : Canary)],
            L = [.. tape.L.Select((price, bar) => bar < clock ? price : Canary)],
            C = [.. tape.C.Select((price, bar) => bar < clock ? price : Canary)],
            V = [.. tape.V.Select((volume, bar) => bar < clock ? volume : Canary)],
        };

    private static string Text(object? view) => JsonSerializer.Serialize(view);

    private static Planned SceneOf(SceneTape tape) => new(tape, []);

    private static Question Question(ReplayTerms terms) =>
        new()
        {
            Id = Guid.Empty,
            CourseId = Guid.Empty,
            Topic = "a",
            Key = "a",
            Kind = QuestionKind.Replay,
            Points = 1,
            Content = new QuestionContent(new InBoth("a", "a"), Replay: terms),
            Solution = new QuestionSolution(new InBoth("a", "a"), Checks: [], Reference: new ReplayReference()),
        };

    private sealed record Planned(SceneTape Tape, IReadOnlyList<SceneMove> Moves)
    {
        public Scene Of() =>
            new()
            {
                AttemptId = Guid.Empty,
                Position = 1,
                Symbol = "BTC-SIM",
                StartsAt = DateTimeOffset.UnixEpoch,
                EndsAt = DateTimeOffset.UnixEpoch.AddDays(1),
                Scale = 1,
                Tape = Tape,
                Moves = [.. Moves],
                Version = Moves.Count,
            };
    }
}
