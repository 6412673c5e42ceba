using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Ami.Modules.Learning;
using Ami.Modules.Market;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.History;
using Ami.Quant.Series;
using Ami.Quant.Simulation;
using Ami.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using static Ami.Tests.Learning.ScenePlay;

namespace Ami.Tests.Learning;

/// <summary>Playing chart exercises: what is refused, what a repeat does, who sees what and when.</summary>
[TestClass]
[Needs<LearningModule>, Needs<MarketModule>]
public sealed partial class ScenesTests : ApiTests<ScenesTests>
{
    private static readonly CourseSource Open = ExerciseShelf.Course(
        "scenes",
        "\"answers\": \"afterAttempt\", \"timeLimitMinutes\": 10",
        exam: "\"answers\": \"afterPass\", \"attempts\": 1"
    );

    private static readonly CourseSource Closed = ExerciseShelf.Course(
        "scenes",
        "\"answers\": \"afterAttempt\", \"timeLimitMinutes\": 10",
        exam: "\"answers\": \"afterPass\", \"attempts\": 1",
        access: "sold",
        more: ", \"prices\": { \"USD\": 9 }"
    );

    private static readonly CourseSource AtOnce = ExerciseShelf.Course("scenes-at-once", "\"answers\": \"afterQuestion\"");

    private static readonly CourseSource Nowhere = ExerciseShelf.Course(
        "scenes-nowhere",
        "\"answers\": \"afterQuestion\"",
        ExerciseShelf.Exercise.Replace("\"BTC-SIM\", \"ETH-SIM\"", "\"NOWHERE\"", StringComparison.Ordinal)
    );

    [TestInitialize]
    public async Task Publish() => await Host.Publish([Open, AtOnce, Nowhere]);

    [TestMethod]
    public async Task Look_ManyAtOnce_ChoosesOneScene_AndNoTwoOfAPersonMeet()
    {
        await StoreHistory();
        var person = await Host.SignUp();
        var attempt = await person.Client.Begin(AtOnce);
        (attempt.Questions.Count, attempt.Questions[0].Replay).ShouldBe((2, new QuestionReplay("1h", true, 50, 20, false, false)));
        var views = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => person.Client.Look(attempt).Read<SceneView>()));
        views.Select(view => string.Join(' ', view.Bars.C)).Distinct().ShouldHaveSingleItem();
        var scene = views[0];
        (scene.Symbol, scene.StartsAt, scene.Hidden, scene.Simulated, scene.Last, scene.Left, scene.IsOver).ShouldBe((null, null, true, true, 100, 20, false));
        (scene.Bars.T.Count, scene.Lines.ShouldHaveSingleItem().Values.Count).ShouldBe((50, 50));
        DateTimeOffset.FromUnixTimeSeconds(scene.Bars.T[0]).Year.ShouldBe(2000);
        scene.SizeByRisk.ShouldBeTrue();
        scene.Lines[0].Values[^1].ShouldNotBeNull().ShouldBeLessThan(100, "the setup is there");
        await person.Client.Look(attempt, 2).Read<SceneView>();
        var again = await person.Client.Submit(attempt).Read<AttemptView>();
        again.Questions.ShouldAllBe(question => question.Replay!.IsOver && question.Answer == null);
        await person.Client.Look(await person.Client.Begin(AtOnce)).Read<SceneView>();
        var spans = await Host.InScope(services =>
            services
                .GetRequiredService<LearningDb>()
                .Scenes.Where(one => one.Symbol != "SECRET-SIM")
                .OrderBy(one => one.Symbol)
                .ThenBy(one => one.StartsAt)
                .Select(one => new SceneSpan(one.Symbol, one.StartsAt, one.EndsAt, false))
                .ToListAsync()
        );
        spans.Count.ShouldBe(3);
        spans.Zip(spans.Skip(1)).ShouldAllBe(pair => pair.First.Symbol != pair.Second.Symbol || pair.First.EndsAt <= pair.Second.StartsAt);
        // Two weeks before and behind it nothing is the same: whoever plays sees other dates, the hour of the day stays.
        var seen = DateTimeOffset.FromUnixTimeSeconds(scene.Bars.T[0]);
        spans.ShouldContain(span => (span.StartsAt - seen).Ticks % TimeSpan.FromDays(7).Ticks == 0);
    }

    [TestMethod]
    public async Task Look_WithoutHistory_IsToldSo()
    {
        var person = await Host.SignUp();
        var attempt = await person.Client.Begin(Nowhere);
        (await person.Client.Look(attempt).Code()).ShouldBe("learning.scene_no_history");
        (await person.Client.Look(attempt, 3).Code()).ShouldBe("learning.scene_unknown");
        (await person.Client.Move(attempt, 0, Finish).Code()).ShouldBe("learning.scene_unknown");
    }

    [TestMethod]
    public async Task Move_OnTwoDevices_IsMadeOnce_AndNotUnseen()
    {
        var (person, attempt) = await Begun(Open);
        var placed = await person.Client.Move(attempt, 0, Right).Read<SceneView>();
        (placed.Version, placed.Orders.Count, placed.Fills.Count, placed.Played).ShouldBe((1, 3, 0, 0));
        (await person.Client.Move(attempt, 0, Right).Read<SceneView>()).Version.ShouldBe(1, "again changes nothing");
        using (var other = await person.Client.Move(attempt, 0, Step(1)))
        {
            var told = JsonDocument.Parse(await other.Content.ReadAsStringAsync()).RootElement;
            (other.StatusCode, told.GetProperty("code").GetString()).ShouldBe((HttpStatusCode.Conflict, "learning.scene_moved"));
            told.GetProperty("current").GetProperty("version").GetInt32().ShouldBe(1);
        }

        var stepped = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => person.Client.Move(attempt, 1, Step(1)).Read<SceneView>()));
        stepped.ShouldAllBe(view => view.Version == 2 && view.Played == 1);
        var held = stepped[0];
        (held.Holding?.Quantity, held.Holding?.Stop, held.Trades.Count, held.IsOver, held.Result).ShouldBe((null, null, 1, false, null));
        held.Trades[0].ExitBy.ShouldBe(SceneExit.Target);
        (await person.Client.Move(attempt, 0, Right).Read<SceneView>()).Version.ShouldBe(2, "nor does one from before the newest");
        (await person.Client.Move(attempt, 0, Right with { Quantity = 9 }).Code()).ShouldBe("learning.scene_moved");
        foreach (
            var move in new[]
            {
                Right with
                {
                    Price = 100,
                },
                Right with
                {
                    Quantity = null,
                },
                Right with
                {
                    Quantity = -1,
                },
                Right with
                {
                    Quantity = 0.000000001m,
                },
                Right with
                {
                    Order = 1,
                },
                Step(0),
                Step(51),
                Finish with
                {
                    Bars = 1,
                },
                new SceneMove(SceneMoveKind.Amend, Order: 1),
                new SceneMove(SceneMoveKind.Cancel),
            }
        )
        {
            (await person.Client.Move(attempt, 2, move).Code()).ShouldBe("learning.move_invalid");
        }

        await Refused(new SceneMove(SceneMoveKind.Close), "noPosition");
        await Refused(Right with { Stop = 103 }, "stopLossWrongSide");
        await Refused(Right with { Quantity = 10_000 }, "buyingPower");
        await Refused(new SceneMove(SceneMoveKind.Cancel, Order: 1), "orderFinal");
        (await person.Client.Look(attempt).Read<SceneView>()).Version.ShouldBe(2, "what is refused is no move");
        (await person.Client.Answer(attempt, attempt.Questions[0], new QuestionAnswer(R: 5)).Code()).ShouldBe("learning.answer_invalid");
        (await person.Client.Answer(attempt, attempt.Questions[0], null).Code()).ShouldBe("learning.answer_invalid");

        async Task Refused(SceneMove move, string why)
        {
            using var answer = await person.Client.Move(attempt, 2, move);
            var told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            (told.GetProperty("code").GetString(), told.GetProperty("reason").GetString()).ShouldBe(("learning.move_refused", why));
        }
    }

    [TestMethod]
    public async Task Moves_MoreThanThereMayBe_AreRefused()
    {
        var (person, attempt) = await Begun(Open);
        await Host.InScope(services =>
            services
                .GetRequiredService<LearningDb>()
                .Scenes.Where(scene => scene.AttemptId == attempt.Id)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(scene => scene.Version, SceneMove.Most).SetProperty(scene => scene.Moves, ImmutableArray.Create(Right))
                )
        );
        (await person.Client.Move(attempt, SceneMove.Most, Step(1)).Code()).ShouldBe("learning.too_many_moves");
        var finished = await person.Client.Move(attempt, SceneMove.Most, Finish).Read<SceneView>();
        (finished.IsOver, finished.Version).ShouldBe((true, SceneMove.Most + 1), "nobody is left in the middle of a scene");
    }

    [TestMethod]
    public async Task Move_ThatIsNotTakenAnyMore_LeavesTheRestOfTheQuiz()
    {
        var (person, attempt) = await Begun(Open);
        var moves = ImmutableArray.Create(Step(1), new SceneMove(SceneMoveKind.Cancel, Order: 9), Step(5));
        await Host.InScope(services =>
            services
                .GetRequiredService<LearningDb>()
                .Scenes.Where(scene => scene.AttemptId == attempt.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(scene => scene.Version, 3).SetProperty(scene => scene.Moves, moves))
        );
        var scene = await person.Client.Look(attempt).Read<SceneView>();
        (scene.Version, scene.Played, scene.IsOver).ShouldBe((3, 1, false));
        var next = await person.Client.Move(attempt, 3, Right).Read<SceneView>();
        (next.Version, next.Played, next.Orders.Count).ShouldBe((4, 1, 3), "it goes on from what counts");
        (await person.Client.Move(attempt, 3, Right).Read<SceneView>()).Version.ShouldBe(4, "again changes nothing");
        (await person.Client.Move(attempt, 4, Step(1)).Read<SceneView>()).Played.ShouldBe(2);
        (await person.Client.Submit(attempt).Read<AttemptView>()).Questions[0].Answer.ShouldNotBeNull().R.ShouldNotBeNull();
    }

    [TestMethod]
    public async Task Finish_TellsWhatCame_AndWhatWasRightWhenTheAttemptIsOver()
    {
        var (person, attempt) = await Begun(Open);
        await person.Client.Move(attempt, 0, Right).Read<SceneView>();
        await person.Client.Move(attempt, 1, Step(3)).Read<SceneView>();
        var finished = await person.Client.Move(attempt, 2, Finish).Read<SceneView>();
        (finished.IsOver, finished.Symbol, finished.StartsAt?.Year, finished.Left).ShouldBe((true, "SECRET-SIM", 2021, 0));
        var result = finished.Result.ShouldNotBeNull();
        (result.HasTraded, result.After.C.Count, result.Checks, result.Reference).ShouldBe((true, 17, null, null));
        result.R.ShouldBe(finished.Trades.ShouldHaveSingleItem().R);
        (await person.Client.Move(attempt, 2, Finish).Read<SceneView>()).Version.ShouldBe(3, "again changes nothing");
        (await person.Client.Move(attempt, 3, Step(1)).Code()).ShouldBe("learning.scene_over");
        var kept = (await person.Client.Attempt(attempt)).Questions[0];
        (kept.IsFinal, kept.Version, kept.Replay?.IsOver, kept.Result).ShouldBe((true, 1, true, null));
        kept.Answer?.R.ShouldNotBeNull().ShouldBeGreaterThan(1);
        var over = await person.Client.Submit(attempt).Read<AttemptView>();
        (over.Percent, over.Questions[0].Result?.Earned, over.Questions[1].Result?.Earned).ShouldBe((50, 2, 0));
        (over.Questions[0].Replay?.IsOver, over.Questions[1].Replay?.IsOver).ShouldBe((true, false), "the other was not opened");
        var told = (await person.Client.Look(attempt).Read<SceneView>()).Result.ShouldNotBeNull();
        told.Checks.ShouldNotBeNull().ShouldAllBe(check => check.Passed);
        (told.Reference?.Side, told.Reference?.Stop).ShouldBe((SceneSide.Long, 99.5m));
        (await person.Client.Look(attempt, 2).Code()).ShouldBe("learning.scene_unknown", "it was never looked at");
        (await person.Client.Practice()).Cards.ShouldBe(0, "no card has a chart to trade on");
    }

    [TestMethod]
    public async Task Answers_AfterTheQuestion_AreTold_AndAnExamTellsNothing()
    {
        var (person, attempt) = await Begun(AtOnce);
        var finished = await person.Client.Move(attempt, 0, Finish).Read<SceneView>();
        finished.Result.ShouldNotBeNull().Checks.ShouldNotBeNull().ShouldAllBe(check => !check.Passed);
        (await person.Client.Attempt(attempt)).Questions[0].Result?.Earned.ShouldBe(0);
        var exam = await person.Client.Begin(Open, "exam");
        await Host.Plant(exam, 1);
        var silent = await person.Client.Move(exam, 0, Finish).Read<SceneView>();
        (silent.Result?.Checks, silent.Result?.Reference, silent.Symbol).ShouldBe((null, null, "SECRET-SIM"));
        await person.Client.Submit(exam).Read<AttemptView>();
        (await person.Client.Look(exam).Read<SceneView>()).Result.ShouldNotBeNull().Checks.ShouldNotBeNull("no attempt is left");
    }

    private static async Task<(SignedIn Person, AttemptView Attempt)> Begun(CourseSource course)
    {
        var person = await Host.SignUp();
        var attempt = await person.Client.Begin(course);
        await Host.Plant(attempt, 1);
        return (person, attempt);
    }

    /// <summary>A month of hours of both symbols, from before it was looked at.</summary>
    private static async Task StoreHistory()
    {
        var exchange = new SimulatedExchange();
        var end = BarInterval.OneHour.Floor(Host.Time.GetUtcNow().ToUnixTimeMilliseconds());
        foreach (var symbol in new[] { "BTC-SIM", "ETH-SIM" })
        {
            await using var source = NpgsqlDataSource.Create(Host.Database.Owner);
            await using var command = source.CreateCommand(
                $"""
                insert into market.symbols (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, source)
                values ('{symbol}', '{symbol}', 'Crypto', 'USD', 2, 5, 0.00001, 'Simulated')
                """
            );
            await command.ExecuteNonQueryAsync();
            await Host.Services.GetRequiredService<SymbolDirectory>().Refresh();
            var market = exchange.Market(symbol).ShouldNotBeNull();
            var spec = (await Host.Services.GetRequiredService<ISymbolDirectory>().Find(Symbol.Of(symbol))).Value;
            var bars = market
                .Bars(BarInterval.OneHour, end - (1500 * BarInterval.OneHour.Milliseconds), end)
                .Select(bar => new Candle(bar.Time, Price(bar.Open), Price(bar.High), Price(bar.Low), Price(bar.Close), market.Symbol.Quantity(bar.Volume)))
                .ToList();
            await Host.Services.GetRequiredService<CandleStore>().Copy(spec.Id, BarInterval.OneHour, bars, CancellationToken.None);

            decimal Price(long steps) => market.Symbol.Price(steps);
        }
    }
}
