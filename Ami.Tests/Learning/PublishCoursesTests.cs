using System.Net;
using Ami.Modules.Learning;
using Ami.Modules.Learning.Contracts;
using Ami.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Learning;

/// <summary>What stands in the database follows the files.</summary>
[TestClass]
[Needs<LearningModule>]
public sealed class PublishCoursesTests : ApiTests<PublishCoursesTests>
{
    [TestMethod]
    public async Task Publish_Again_WritesNothing()
    {
        await Host.Publish(Shelf.All);
        (await Host.Publish(Shelf.All)).ShouldBe(0);
        var changed = Shelf.Course("open", "free", "Otro título", "Another title", "Qué hace cada orden.", "What each order does.");
        (await Host.Publish([Shelf.Sold, Shelf.Standard, changed])).ShouldBe(1);
        (await Host.Anonymous().Course(Shelf.Free)).TitleEn.ShouldBe("Another title");
    }

    [TestMethod]
    public async Task Publish_ByManyAtOnce_WritesEachCourseOnce()
    {
        var course = Shelf.Course("at-once", "sold", "A la vez", "At once", "Algo.", "Something.", ", \"prices\": { \"USD\": 1 }");
        await using var other = Host.StartAnother();
        var written = await Task.WhenAll(Host.Publish([.. Shelf.All, course]), other.Publish([.. Shelf.All, course]), Host.Publish([.. Shelf.All, course]));
        written.Count(count => count > 0).ShouldBe(1);
        (await Host.Anonymous().Course(course)).Lessons.Count.ShouldBe(3);
    }

    [TestMethod]
    public async Task Publish_LessonsMovedAndRemoved_KeepWhatPeopleDid()
    {
        await Host.Publish(Shelf.All);
        var person = (await Host.SignUp()).Client;
        await person.Complete(Shelf.Free, "first");
        await person.Complete(Shelf.Free, "second");
        var shorter = Shelf.Course("open", "free", "Corto", "Short", "Menos.", "Less.", keys: ["third", "second"]);
        await Host.Publish([Shelf.Sold, Shelf.Standard, shorter]);
        var now = await person.Course(Shelf.Free);
        now.Lessons.Select(lesson => (lesson.Key, lesson.IsDone)).ShouldBe([("third", false), ("second", true)]);
        (await person.Reads(Shelf.Free, "first")).ShouldBe("learning.lesson_unknown");
        await Host.Publish(Shelf.All);
        (await person.Course(Shelf.Free)).Lessons.Select(lesson => (lesson.Key, lesson.IsDone)).ShouldBe([("first", true), ("second", true), ("third", false)]);
    }

    [TestMethod]
    public async Task Publish_CardGoneAndBack_KeepsWhatPeopleDid()
    {
        await Host.Publish(Shelf.All);
        var person = (await Host.SignUp()).Client;
        await person.Complete(Shelf.Free, "first");
        var card = (await person.Session())[0];
        (await person.Rate(card, Rating.Good)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var fewer = Shelf.Course("open", "free", "Órdenes desde cero", "Orders from zero", "Qué hace cada orden.", "What each order does.", cards: ["two"]);
        (await Host.Publish([Shelf.Sold, Shelf.Standard, fewer])).ShouldBe(1);
        (await person.Session()).Select(one => one.FrontEn).ShouldBe(["first two?"]);
        (await person.Rate(card with { Stand = card.Stand with { Version = 1 } }, Rating.Good).Code()).ShouldBe("learning.card_unknown");
        await Host.Publish(Shelf.All);
        Host.Time.Advance(TimeSpan.FromMinutes(11));
        var back = (await person.Session())[0];
        (back.FrontEn, back.Stand.Version, back.Stand.Phase).ShouldBe(("first one?", 1, CardPhase.Learning));
    }

    [TestMethod]
    public async Task Publish_PricesChanged_AreThoseOfTheFiles()
    {
        await Host.Publish(Shelf.All);
        var dearer = Shelf.Course("sold", "sold", "Riesgo", "Risk", "Algo.", "Something.", ", \"prices\": { \"USD\": 59.5, \"EUR\": 55 }");
        await Host.Publish([dearer, Shelf.Standard, Shelf.Free]);
        (await Host.Anonymous().Course(Shelf.Sold)).Prices.ShouldBe([new("EUR", 55), new("USD", 59.5m)]);
    }

    [TestMethod]
    public async Task Publish_CourseGone_IsNeitherListedNorSoldNorPartOfPlans()
    {
        await Host.Publish(Shelf.All);
        (await Host.Publish([Shelf.Free])).ShouldBe(2);
        (await Host.Publish([Shelf.Free])).ShouldBe(0);
        (await Host.Anonymous().Get<Page<CourseCard>>("/api/courses")).Items.Select(course => course.Slug).ShouldBe(["open"]);
        var gone = await Host.Anonymous().Course(Shelf.Sold);
        (gone.IsArchived, gone.IncludedIn).ShouldBe((true, null));
        (
            await Host.InScope(services =>
                services.GetServices<Modules.Payments.Contracts.IProductSource>().Single(s => s.Kind == "course").Find(Shelf.Sold.Id.ToString())
            )
        ).ShouldBeNull();
        await Host.Publish(Shelf.All);
        (await Host.Anonymous().Course(Shelf.Sold)).IsArchived.ShouldBeFalse();
    }

    [TestMethod]
    public async Task Erase_Person_TakesTheirProgressAndNobodyElses()
    {
        await Host.Publish(Shelf.All);
        var (leaving, staying) = (await Host.SignUp(), await Host.SignUp());
        await leaving.Client.Complete(Shelf.Free, "second");
        await staying.Client.Complete(Shelf.Free, "second");
        foreach (var person in new[] { leaving, staying })
        {
            await Host.Own(cards => cards.Add(new PracticeCard(person.UserId, PracticeCause.BrokenRule, "a", "¿a?", "a?", "a", "a")));
            (await person.Client.Rate((await person.Client.Session())[0], Rating.Good)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        var left = await Host.InScope(async services =>
        {
            await services.GetRequiredService<UnitOfWork>().Run(ct => services.GetRequiredService<PersonalDataSet>().Erase(leaving.UserId, ct));
            var db = services.GetRequiredService<LearningDb>();
            return new[]
            {
                await db.Enrolments.Select(e => e.UserId).ToListAsync(),
                await db.Completions.Select(c => c.UserId).ToListAsync(),
                await db.CardReviews.Select(r => r.UserId).ToListAsync(),
                await db.CardStates.Select(s => s.UserId).ToListAsync(),
                await db.Cards.Select(c => c.UserId ?? Guid.Empty).ToListAsync(),
            };
        });
        foreach (var people in left)
        {
            people.ShouldNotContain(leaving.UserId);
            people.ShouldContain(staying.UserId);
        }
    }
}
