using System.Net;
using Ami.Modules.Learning;
using Ami.Modules.Market;
using Ami.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Learning;

/// <summary>Learning earns, each thing once, and days count where somebody is.</summary>
[TestClass]
[Needs<LearningModule>, Needs<MarketModule>]
public sealed class ExperienceTests : ApiTests<ExperienceTests>
{
    private static readonly CourseSource Many = Shelf.Course(
        "many-cards",
        "free",
        "Muchas",
        "Many",
        "Algo.",
        "Something.",
        cards: [.. Enumerable.Range(1, 12).Select(n => $"card-{n}")]
    );

    private static readonly CourseSource Shown = ExerciseShelf.Course("experience-shown", "\"answers\": \"afterAttempt\"");
    private static readonly CourseSource Passing = ExerciseShelf.Course("experience-passing", "\"answers\": \"afterPass\", \"attempts\": 3");

    [TestInitialize]
    public async Task Publish()
    {
        Host.Time.ToNoon();
        await Host.Publish([.. Shelf.All, Many, QuizShelf.AtOnce, Shown, Passing]);
    }

    [TestMethod]
    public async Task Experience_OfANewcomer_IsNothing()
    {
        var mine = await (await Host.SignUp()).Client.Experience();
        (mine.Total, mine.ThisWeek, mine.Level.Number, mine.Streak.Days, mine.Latest.Count).ShouldBe((0, 0, 1, 0, 0));
        mine.LastDays.Count.ShouldBe(7);
        mine.LastDays.ShouldAllBe(day => !day.Learned);
        (await Host.Anonymous().GetAsync("/api/me/experience")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var rules = await Host.Anonymous().Get<GetExperience.RuleTable>("/api/experience/rules");
        rules.Rules.ShouldBe(ExperienceRules.All);
    }

    [TestMethod]
    public async Task Complete_AgainAndAtOnce_EarnsOnce()
    {
        var who = await Host.SignUp();
        var person = who.Client;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(n => person.Complete(Shelf.Free, n % 2 == 0 ? "first" : "second")));
        Host.Time.Advance(TimeSpan.FromDays(1));
        person = (await ApiHost.SignIn(who)).Client;
        await person.Complete(Shelf.Free, "first");
        var mine = await person.Experience();
        (mine.Total, mine.Streak.Days, mine.Streak.IsToday, mine.Latest.Count).ShouldBe((40, 1, false, 2), "nothing was new today");
        (await person.Achieved()).ShouldBe(["first-lesson"]);
    }

    [TestMethod]
    public async Task Quiz_PassedAndRetaken_EarnsOnceAndEachDayCounts()
    {
        var who = await Host.SignUp();
        var person = who.Client;
        await person.Take(QuizShelf.AtOnce, rightly: false);
        var failed = await person.Experience();
        (failed.Total, failed.Streak.Days, failed.Streak.IsToday).ShouldBe((0, 1, true), "who failed has learned, too");
        await person.Take(QuizShelf.AtOnce, rightly: true);
        (await person.Experience()).Total.ShouldBe(40);
        (await person.Achieved()).ShouldBe(["first-quiz", "perfect-quiz"]);
        Host.Time.Advance(TimeSpan.FromDays(1));
        person = (await ApiHost.SignIn(who)).Client;
        await person.Take(QuizShelf.AtOnce, rightly: true);
        var mine = await person.Experience();
        (mine.Total, mine.Streak.Days).ShouldBe((40, 2));
        var unanswered = (await Host.SignUp()).Client;
        await unanswered.Submit(await unanswered.Begin(QuizShelf.AtOnce));
        (await unanswered.Experience()).Streak.ShouldBe(new Streak(0, 0, 0, 0, false));
    }

    [TestMethod]
    public async Task Quiz_PassedAndThenPerfectOnTheSameDay_GivesTheAchievement()
    {
        var person = (await Host.SignUp()).Client;
        var attempt = await person.Begin(QuizShelf.AtOnce);
        foreach (var question in attempt.Questions)
        {
            await person.Answer(attempt, question, question.Kind == QuestionKind.Single ? question.Wrong() : question.Right()).Read<QuestionView>();
        }

        await person.Submit(attempt).Read<AttemptView>();
        (await person.Achieved()).ShouldBe(["first-quiz"]);
        await person.Take(QuizShelf.AtOnce, rightly: true);
        (await person.Experience()).Total.ShouldBe(40, "nothing was earned anew");
        (await person.Achieved()).ShouldBe(["first-quiz", "perfect-quiz"]);
    }

    [TestMethod]
    public async Task Practice_InAnotherZoneAfterwards_DoesNotEarnAgain()
    {
        var person = (await Host.SignUp()).Client;
        await person.MoveTo("Pacific/Honolulu");
        await person.Complete(Many, "first");
        var stands = new List<CardStand>();
        foreach (var card in await person.Session())
        {
            stands.Add(await person.Rate(card, Rating.Good).Read<CardStand>());
        }

        (await person.Experience()).Total.ShouldBe(30, "a lesson and ten cards");
        await person.MoveTo("Pacific/Kiritimati");
        (await person.Rate(stands[0], Rating.Good)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await person.Experience()).Total.ShouldBe(35, "one card on the other date, not ten");
    }

    [TestMethod]
    public async Task Exercise_AllChecksPassed_EarnsOnceItMayBeSeen()
    {
        var person = (await Host.SignUp()).Client;
        await Play(person, Shown, 1);
        (await person.Experience()).Total.ShouldBe(30);
        await Play(person, Shown, 1);
        (await person.Experience()).Total.ShouldBeLessThanOrEqualTo(60, "the same exercise earns once, the other one too");
        await Play(person, Shown, 1, 2);
        await Play(person, Shown, 1, 2);
        (await person.Experience()).Total.ShouldBe(100, "both, and the quiz");
        var secret = (await Host.SignUp()).Client;
        await Play(secret, Passing, 1);
        (await secret.Experience()).Total.ShouldBe(0, "points would tell what may not be seen yet");
        await Play(secret, Passing, 1, 2);
        (await secret.Experience()).Total.ShouldBe(100);
        (await secret.Achieved()).ShouldContain("first-exercise");
    }

    [TestMethod]
    public async Task Practice_DifferentCardsOfADay_EarnInSteps()
    {
        var who = await Host.SignUp();
        var person = who.Client;
        await person.Complete(Many, "first");
        Host.Time.Advance(TimeSpan.FromDays(1));
        person = (await ApiHost.SignIn(who)).Client;
        var cards = await person.Session();
        cards.Count.ShouldBe(10);
        var (first, id) = (cards[0], Guid.CreateVersion7());
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => person.Rate(first, Rating.Good, id: id)));
        (await person.Experience()).Total.ShouldBe(25);
        await person.Undo(id);
        (await person.Experience()).Total.ShouldBe(25, "what was done was done");
        foreach (var card in cards.Skip(1))
        {
            (await person.Rate(card, Rating.Good)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await person.Experience()).Total.ShouldBe(25, "what was taken back is not one of ten");
        var back = await person.Undo(id).Read<CardStand>();
        back = await person.Rate(back, Rating.Good).Read<CardStand>();
        var mine = await person.Experience();
        (mine.Total, mine.Streak.Days, mine.LastDays[^1].Learned, mine.LastDays[^3].Learned).ShouldBe((30, 2, true, false));
        (await person.Rate(back, Rating.Good)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await person.Experience()).Total.ShouldBe(30);
    }

    [TestMethod]
    public async Task Certificate_RevokedAndIssuedAgain_EarnsOnce()
    {
        var graduate = await Host.Graduate(Shelf.Free);
        var person = graduate.Person.Client;
        (await person.Experience()).Total.ShouldBe(160);
        (await person.Achieved()).ShouldBe(["first-lesson", "first-course"]);
        await Host.Revoke(graduate.Code);
        await person.Ask(Shelf.Free, "Ana María Pérez").Read<CertificateView>();
        (await person.Experience()).Total.ShouldBe(160);
    }

    [TestMethod]
    public async Task Streak_OfATraveller_HoldsOverTheDateLine()
    {
        var who = await Host.SignUp();
        var person = who.Client;
        await person.MoveTo("Pacific/Honolulu");
        await person.Complete(Shelf.Free, "first");
        await person.MoveTo("Pacific/Kiritimati");
        await person.Complete(Shelf.Free, "second");
        (await person.Experience()).Streak.Days.ShouldBe(1, "another zone makes no other day");
        Host.Time.Advance(TimeSpan.FromDays(1));
        person = (await ApiHost.SignIn(who)).Client;
        await person.Complete(Shelf.Free, "third");
        var mine = await person.Experience();
        (mine.Streak.Days, mine.Streak.IsToday, mine.Total).ShouldBe((2, true, 60));
    }

    [TestMethod]
    public async Task Week_OnSundayAndMonday_IsAnother()
    {
        var who = await Host.SignUp();
        var person = who.Client;
        var now = Host.Time.GetUtcNow();
        Host.Time.Advance(new DateTimeOffset(EarnedWeek.Of(now).AddDays(7).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) - now - TimeSpan.FromMinutes(10));
        person = (await ApiHost.SignIn(who)).Client;
        await person.Complete(Shelf.Free, "first");
        (await person.Experience()).ThisWeek.ShouldBe(20);
        Host.Time.Advance(TimeSpan.FromMinutes(10));
        await person.Complete(Shelf.Free, "second");
        var mine = await person.Experience();
        (mine.Total, mine.ThisWeek).ShouldBe((40, 20));
    }

    [TestMethod]
    public async Task Erase_Person_TakesTheirExperienceAndNobodyElses()
    {
        var (leaving, staying) = (await Host.SignUp(), await Host.SignUp());
        foreach (var client in new[] { leaving.Client, staying.Client })
        {
            await client.Complete(Shelf.Free, "first");
            (await client.Join("Ana")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        var code = (await staying.Client.Get<PlayerView>("/api/me/leaderboard")).Code.ShouldNotBeNull();
        (await leaving.Client.AskFriend(code)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await Host.InScope(async services =>
        {
            await services.GetRequiredService<UnitOfWork>().Run(ct => services.GetRequiredService<PersonalDataSet>().Erase(leaving.UserId, ct));
            var db = services.GetRequiredService<LearningDb>();
            (await db.StudyDays.AnyAsync(one => one.UserId == leaving.UserId)).ShouldBeFalse();
            (await db.Experience.AnyAsync(one => one.UserId == leaving.UserId)).ShouldBeFalse();
            (await db.ExperienceWeeks.AnyAsync(one => one.UserId == leaving.UserId)).ShouldBeFalse();
            (await db.Achievements.AnyAsync(one => one.UserId == leaving.UserId)).ShouldBeFalse();
            (await db.Players.AnyAsync(one => one.UserId == leaving.UserId)).ShouldBeFalse();
            (await db.Friendships.AnyAsync(one => one.AskedBy == leaving.UserId)).ShouldBeFalse();
            return true;
        });
        ((await staying.Client.Experience()).Total, (await staying.Client.Friends()).Waiting.Count).ShouldBe((20, 0));
        (await staying.Client.Achieved()).ShouldBe(["first-lesson"]);
    }

    /// <summary>An attempt in which some of the two scenes are played as the lesson would.</summary>
    private static async Task Play(HttpClient person, CourseSource course, params IReadOnlyList<int> rightly)
    {
        var attempt = await person.Begin(course);
        foreach (var position in rightly)
        {
            await Host.Plant(attempt, position);
            await person.Look(attempt, position).Read<SceneView>();
            var placed = await person.Move(attempt, 0, ScenePlay.Right, position).Read<SceneView>();
            await person.Move(attempt, placed.Version, ScenePlay.Finish, position).Read<SceneView>();
        }

        await person.Submit(attempt).Read<AttemptView>();
    }
}
