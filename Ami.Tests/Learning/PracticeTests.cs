using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ami.Modules.Learning;
using Ami.Modules.Learning.Contracts;
using Ami.TestKit;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Learning;

/// <summary>Practising cards: each rating counts once, for the showing that it was made for, and the history tells everything.</summary>
[TestClass]
[Needs<LearningModule>]
public sealed class PracticeTests : ApiTests<PracticeTests>
{
    [TestInitialize]
    public async Task Publish() => await Host.Publish(Shelf.All);

    [TestMethod]
    public async Task Session_CardsOfALesson_JoinWhenItIsCompleted()
    {
        var (person, stranger) = (await Host.SignUp(), await Host.SignUp());
        (await person.Client.Session()).ShouldBeEmpty();
        (await person.Client.Practice()).Cards.ShouldBe(0);
        await person.Client.Complete(Shelf.Free, "second");
        await person.Client.Complete(Shelf.Free, "first");
        var cards = await person.Client.Session();
        cards.Select(card => card.FrontEn).ShouldBe(["second one?", "second two?", "first one?", "first two?"], ignoreOrder: true);
        var card = cards.Single(one => one.FrontEn == "second one?");
        (card.FrontEs, card.BackEn, card.Origin, card.Lesson?.Course, card.Lesson?.Key).ShouldBe(
            ("¿second one?", "one en", CardOrigin.Lesson, "open", "second")
        );
        (card.Stand.Version, card.Stand.Phase, card.Stand.DueAt).ShouldBe((0, CardPhase.New, null));
        (card.Stand.Next.Again, card.Stand.Next.Hard, card.Stand.Next.Good).ShouldBe((60, 330, 600));
        card.Stand.Next.Easy.ShouldBeGreaterThan(86_400);
        (await stranger.Client.Session()).ShouldBeEmpty();
        (await stranger.Client.Rate(card, Rating.Good).Code()).ShouldBe("learning.card_unknown");
    }

    [TestMethod]
    public async Task Rate_AgainAndAtOnce_CountsOnce()
    {
        var person = await Begin();
        var (card, id) = ((await person.Client.Session())[0], Guid.CreateVersion7());
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => person.Client.Rate(card, Rating.Good, 80, id)));
        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        foreach (var answer in answers)
        {
            (await answer.Read<CardStand>()).Version.ShouldBe(1);
        }

        (await person.Client.Rate(card, Rating.Hard, 80, id).Code()).ShouldBe("learning.review_id_used");
        (await Reviews(person)).ShouldHaveSingleItem().Confidence.ShouldBe(80);
        // An id is a person's own.
        var other = await Begin();
        (await other.Client.Rate(card, Rating.Good, id: id)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task Rate_ShowingThatAnotherDeviceRated_IsRefusedWithTheNewerState()
    {
        var person = await Begin();
        var card = (await person.Client.Session())[0];
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => person.Client.Rate(card, Rating.Good)));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        foreach (var answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            var told = await answer.Content.ReadFromJsonAsync<JsonElement>();
            told.GetProperty("code").GetString().ShouldBe("learning.card_changed");
            var current = told.GetProperty("current");
            (current.GetProperty("version").GetInt32(), current.GetProperty("phase").GetString()).ShouldBe((1, "learning"));
        }

        (await Reviews(person)).Count.ShouldBe(1);
    }

    [TestMethod]
    public async Task Undo_LastRating_GivesBackWhatWasBefore()
    {
        var person = await Begin();
        var (card, first, second) = ((await person.Client.Session())[0], Guid.CreateVersion7(), Guid.CreateVersion7());
        var one = await person.Client.Rate(card, Rating.Good, id: first).Read<CardStand>();
        Host.Time.Advance(TimeSpan.FromMinutes(10));
        var two = await person.Client.Rate(one, Rating.Again, id: second).Read<CardStand>();
        (await person.Client.Undo(first).Code()).ShouldBe("learning.review_not_last");
        var undone = await person.Client.Undo(second).Read<CardStand>();
        (undone.Version, undone.Phase, undone.DueAt).ShouldBe((two.Version + 1, one.Phase, one.DueAt));
        (await person.Client.Undo(second).Read<CardStand>()).Version.ShouldBe(undone.Version, "again changes nothing");
        (await person.Client.Rate(one, Rating.Again, id: second).Read<CardStand>()).Version.ShouldBe(undone.Version, "a late repeat does not count either");
        var start = await person.Client.Undo(first).Read<CardStand>();
        (start.Phase, start.DueAt).ShouldBe((CardPhase.New, null));
        (await person.Client.Rate(start, Rating.Easy).Read<CardStand>()).Phase.ShouldBe(CardPhase.Review);
        (await Reviews(person)).Count.ShouldBe(3, "every review is kept");
        (await person.Client.Undo(Guid.CreateVersion7()).Code()).ShouldBe("learning.review_unknown");
        (await (await Host.SignUp()).Client.Undo(first).Code()).ShouldBe("learning.review_unknown");
    }

    [TestMethod]
    public async Task Suspend_Card_IsNotAskedUntilItIsTakenBack()
    {
        var person = await Begin();
        var card = (await person.Client.Session())[0];
        await person.Client.Suspend(card.Stand.Id);
        var stand = await person.Client.Suspend(card.Stand.Id).Read<CardStand>();
        (stand.IsSuspended, stand.Version).ShouldBe((true, 1));
        (await person.Client.Session()).ShouldNotContain(one => one.Stand.Id == card.Stand.Id);
        (await person.Client.Practice()).Suspended.ShouldHaveSingleItem().FrontEn.ShouldBe(card.FrontEn);
        (await person.Client.Rate(card, Rating.Good).Code()).ShouldBe("learning.card_changed");
        (await person.Client.Rate(stand, Rating.Good).Code()).ShouldBe("learning.card_suspended");
        var back = await person.Client.Resume(card.Stand.Id).Read<CardStand>();
        (back.IsSuspended, back.Version, (await person.Client.Practice()).Suspended.Count).ShouldBe((false, 2, 0));
        (await person.Client.Session()).ShouldContain(one => one.Stand.Id == card.Stand.Id);
        (await (await Host.SignUp()).Client.Suspend(card.Stand.Id).Code()).ShouldBe("learning.card_unknown");
    }

    [TestMethod]
    public async Task Rate_WhatIsNoConfidenceOrTime_IsRefused()
    {
        var person = await Begin();
        var card = (await person.Client.Session())[0];
        (await person.Client.Rate(card, Rating.Good, 55).Code()).ShouldBe("learning.confidence_invalid");
        (await person.Client.Rate(card, Rating.Good, seconds: -1).Code()).ShouldBe("learning.seconds_invalid");
        (await person.Client.Rate(card, Rating.Good, seconds: 86_401).Code()).ShouldBe("learning.seconds_invalid");
        (await Reviews(person)).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Overview_AfterDays_SaysWhatIsDueAndWhatWasStillKnown()
    {
        var person = await Begin();
        foreach (var card in await person.Client.Session())
        {
            (await person.Client.Rate(card, Rating.Easy, 100)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        var now = await person.Client.Practice();
        (now.Due, now.Fresh, now.ReviewsToday, now.Retention.Reviews).ShouldBe((0, 0, 2, 0));
        now.Coming.Count.ShouldBe(7);
        Host.Time.Advance(TimeSpan.FromDays(12));
        person = await ApiHost.SignIn(person);
        var due = await person.Client.Session();
        due.Count.ShouldBe(2);
        await person.Client.Rate(due[0], Rating.Again, 90);
        await person.Client.Rate(due[1], Rating.Good, 60);
        var later = await person.Client.Practice();
        (later.Retention, later.ReviewsToday).ShouldBe((new Retention(2, 1), 2));
        var calibration = await person.Client.Get<Calibration>("/api/practice/calibration");
        (calibration.Answers, calibration.IsEnough).ShouldBe((4, false));
        calibration
            .Steps.Where(step => step.Answers > 0)
            .Select(step => (step.Confidence, step.Answers, step.Right))
            .ShouldBe([(60, 1, 1), (90, 1, 0), (100, 2, 2)]);
    }

    [TestMethod]
    public async Task NewCards_OfALocalDay_ComeAgainWhenThatDayBegins()
    {
        var person = await Host.SignUp();
        using (var moved = await person.Client.PatchAsJsonAsync("/api/me", new { timeZone = "America/Bogota" }))
        {
            moved.StatusCode.ShouldBe(HttpStatusCode.OK, await moved.Content.ReadAsStringAsync());
        }

        for (var i = 0; i < PracticePlan.NewPerDay + 1; i++)
        {
            await AddOwn(person, $"rule-{i}");
        }

        foreach (var card in await person.Client.Session())
        {
            await person.Client.Rate(card, Rating.Easy);
        }

        var today = await person.Client.Practice();
        (today.Fresh, today.Waiting).ShouldBe((0, 1));
        // Midnight in Bogotá, which is 5:00 in UTC.
        var midnight = LocalDay.Begins(
            LocalDay.Of(Host.Time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("America/Bogota")).AddDays(1),
            TimeZoneInfo.FindSystemTimeZoneById("America/Bogota")
        );
        Host.Time.Advance(midnight - Host.Time.GetUtcNow() - TimeSpan.FromMinutes(1));
        person = await ApiHost.SignIn(person);
        (await person.Client.Practice()).Fresh.ShouldBe(0);
        Host.Time.Advance(TimeSpan.FromMinutes(1));
        (await person.Client.Practice()).Fresh.ShouldBe(1);
    }

    [TestMethod]
    public async Task Own_AddedAgainAndRetired_GoesOnWhereItStood()
    {
        var person = await Host.SignUp();
        await AddOwn(person, "no-stop");
        var card = (await person.Client.Session()).ShouldHaveSingleItem();
        (card.Origin, card.Lesson, card.FrontEn).ShouldBe((CardOrigin.BrokenRule, null, "no-stop?"));
        await person.Client.Rate(card, Rating.Easy);
        await Host.Own(cards => cards.Retire(person.UserId, PracticeCause.BrokenRule, "no-stop"));
        (await person.Client.Practice()).Cards.ShouldBe(0);
        await AddOwn(person, "no-stop");
        (await person.Client.Practice()).Cards.ShouldBe(1);
        (await person.Client.Session()).ShouldBeEmpty("it is not due yet");
        var nothing = new PracticeCard(person.UserId, PracticeCause.QuizMistake, "a", "", "a", "a", "a");
        await Should.ThrowAsync<ArgumentException>(() => Host.Own(cards => cards.Add(nothing)));
    }

    [TestMethod]
    public void States_AfterAnything_FollowFromTheReviews() =>
        Prop.ForAll(
                Arb.From(
                    (from what in Gen.Choose(0, 6) from minutes in Gen.OneOf(Gen.Choose(0, 15), Gen.Choose(0, 4_000)) select (what, minutes))
                        .ArrayOf()
                        .Where(steps => steps.Length <= 25)
                ),
                steps => Replay(steps).GetAwaiter().GetResult()
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(8));

    /// <summary>Rates, undoes and sets aside one card; then builds its state from its reviews alone.</summary>
    private static async Task Replay((int What, int Minutes)[] steps)
    {
        var person = await Host.SignUp();
        await AddOwn(person, "any");
        var (stand, given) = ((await person.Client.Session())[0].Stand, new Stack<Guid>());
        foreach (var (what, minutes) in steps)
        {
            Host.Time.Advance(TimeSpan.FromMinutes(minutes));
            person = await ApiHost.SignIn(person);
            if (what == 5)
            {
                await person.Client.Suspend(stand.Id);
                stand = await person.Client.Resume(stand.Id).Read<CardStand>();
            }
            else if (what != 6)
            {
                var id = Guid.CreateVersion7();
                stand = await person.Client.Rate(stand, what == 0 ? Rating.Good : (Rating)what, id: id).Read<CardStand>();
                given.Push(id);
            }
            else if (given.TryPop(out var last))
            {
                stand = await person.Client.Undo(last).Read<CardStand>();
            }
        }

        var built = (await Reviews(person))
            .Where(review => review.UndoneAt is null)
            .Aggregate(Memory.New, (memory, review) => Fsrs.Default.Next(memory, review.Rating, review.ReviewedAt, review.Days, review.CardId));
        var state = await Host.InScope(services => services.GetRequiredService<LearningDb>().CardStates.SingleOrDefaultAsync(s => s.UserId == person.UserId));
        (state?.Memory ?? Memory.New).ShouldBe(built);
    }

    private static async Task<SignedIn> Begin()
    {
        var person = await Host.SignUp();
        using var done = await person.Client.Complete(Shelf.Free, "first");
        done.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        return person;
    }

    private static Task AddOwn(SignedIn person, string key) =>
        Host.Own(cards => cards.Add(new PracticeCard(person.UserId, PracticeCause.BrokenRule, key, $"¿{key}?", $"{key}?", "Sí.", "Yes.")));

    private static Task<List<CardReview>> Reviews(SignedIn person) =>
        Host.InScope(services =>
            services.GetRequiredService<LearningDb>().CardReviews.AsNoTracking().Where(r => r.UserId == person.UserId).OrderBy(r => r.Number).ToListAsync()
        );
}
