using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Learning;
using Ami.Modules.Learning.Contracts;
using Ami.Modules.Payments;
using Ami.TestKit;
using Ami.Tests.Payments;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Learning;

/// <summary>Who may read what, as plans, purchases, gifts, refunds and disputes come and go.</summary>
[TestClass]
[Needs<LearningModule>]
[Needs<PaymentsModule>]
public sealed class CourseAccessTests
{
    private static PaidWorld _world = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _)
    {
        _world = await PaidWorld.Start();
        await _world.Host.Publish(Shelf.All);
    }

    [ClassCleanup]
    public static async Task Stop() => await _world.DisposeAsync();

    [TestMethod]
    public async Task Lesson_Nobody_ReadsPreviewsAlone()
    {
        using var nobody = _world.Host.Anonymous();
        foreach (var course in Shelf.All)
        {
            (await nobody.Reads(course, "first")).ShouldBe("# Text first");
            using var refused = await nobody.Lesson(course, "second");
            refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, course.Slug);
            (await refused.Content.ReadAsStringAsync()).ShouldNotContain("Text second");
            (await nobody.Course(course)).Reach.ShouldBeNull();
        }
    }

    [TestMethod]
    public async Task Lesson_WithoutPlanOrPurchase_IsRefusedWithWhatWouldHelp()
    {
        var person = (await _world.Host.SignUp()).Client;
        (await person.Reads(Shelf.Free, "second")).ShouldBe("# Text second");
        foreach (var (course, code, plan) in new[] { (Shelf.Standard, "plan.upgrade_required", "basic"), (Shelf.Sold, "learning.not_bought", "premium") })
        {
            foreach (var answer in new[] { await person.Lesson(course, "second"), await person.Complete(course, "second"), await person.Enrol(course) })
            {
                using (answer)
                {
                    answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
                    var told = await answer.Content.ReadFromJsonAsync<JsonElement>();
                    told.GetProperty("code").GetString().ShouldBe(code);
                    told.GetProperty("plan").GetString().ShouldBe(plan);
                }
            }

            (await person.Reads(course, "first")).ShouldBe("# Text first", "it is a preview");
        }
    }

    [TestMethod]
    [DataRow(Plan.Free, null, null)]
    [DataRow(Plan.Basic, CourseReach.Plan, null)]
    [DataRow(Plan.Pro, CourseReach.Plan, null)]
    [DataRow(Plan.Premium, CourseReach.Plan, CourseReach.Plan)]
    public async Task Plan_PaidNow_OpensWhatItIncludesAndClosesItAgain(Plan plan, object? standard, object? sold)
    {
        var person = await _world.Host.SignUp();
        await Pay(person, plan);
        (await person.Client.Course(Shelf.Standard)).Reach.ShouldBe((CourseReach?)standard);
        (await person.Client.Course(Shelf.Sold)).Reach.ShouldBe((CourseReach?)sold);
        (await person.Client.Reads(Shelf.Standard, "third")).ShouldBe(standard is null ? "plan.upgrade_required" : "# Text third");
        (await person.Client.Reads(Shelf.Sold, "third")).ShouldBe(sold is null ? "learning.not_bought" : "# Text third");

        await Pay(person, Plan.Free);
        (await person.Client.Reads(Shelf.Standard, "third")).ShouldBe("plan.upgrade_required", "with the same access token");
        (await person.Client.Reads(Shelf.Sold, "third")).ShouldBe("learning.not_bought");
    }

    [TestMethod]
    public async Task Downgrade_InTheMiddle_TakesAccessAndKeepsProgress()
    {
        var person = await _world.Host.SignUp();
        await Pay(person, Plan.Basic);
        (await person.Client.Complete(Shelf.Standard, "first")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await Pay(person, Plan.Free);
        var closed = (await person.Client.Get<MyLearning.MyCourses>("/api/me/learning")).Courses.ShouldHaveSingleItem();
        (closed.Reach, closed.Done, closed.ContinueWith?.Key).ShouldBe((null, 1, "second"));
        await Pay(person, Plan.Pro);
        var open = (await person.Client.Get<MyLearning.MyCourses>("/api/me/learning")).Courses.ShouldHaveSingleItem();
        (open.Reach, open.Done).ShouldBe((CourseReach.Plan, 1));
        (await person.Client.Reads(Shelf.Standard, "second")).ShouldBe("# Text second");
    }

    [TestMethod]
    public async Task Practice_OfALessonThatIsClosed_IsAwayAndComesBackWithAccess()
    {
        var person = await _world.Host.SignUp();
        await Pay(person, Plan.Basic);
        await person.Client.Complete(Shelf.Standard, "first");
        await person.Client.Complete(Shelf.Standard, "second");
        var card = (await person.Client.Session())[2];
        (card.FrontEn, (await person.Client.Practice()).Cards).ShouldBe(("second one?", 4));
        var mistake = new PracticeCard(person.UserId, PracticeCause.QuizMistake, "q", "¿Error?", "Mistake?", "Sí.", "Yes.", Shelf.Standard.LessonId("second"));
        await _world.Host.Own(cards => cards.Add(mistake));
        var aside = (await person.Client.Session())[3];
        await person.Client.Suspend(aside.Stand.Id);
        await Pay(person, Plan.Free);
        (await person.Client.Session()).Select(one => one.FrontEn).ShouldBe(["first one?", "first two?"], "the preview is everybody's");
        var closed = await person.Client.Practice();
        (closed.Cards, closed.Closed, closed.Fresh, closed.Suspended.Count).ShouldBe((2, 3, 2, 0));
        (await person.Client.Resume(aside.Stand.Id).Code()).ShouldBe("plan.upgrade_required");
        (await Exported(person)).ShouldNotContain(aside.FrontEn);
        (await person.Client.Rate(card, Rating.Good).Code()).ShouldBe("plan.upgrade_required");
        (await person.Client.PostAsync($"/api/practice/cards/{card.Stand.Id}/suspend", null).Code()).ShouldBe("plan.upgrade_required");
        await Pay(person, Plan.Basic);
        (await person.Client.Practice()).Closed.ShouldBe(0);
        (await person.Client.Rate(card, Rating.Good)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task Buy_Paid_OpensTheCourseUntilItIsPaidBack_AndAgainWhenItIsBoughtAgain()
    {
        var person = await _world.Host.SignUp();
        var page = await Buy(person);
        (await person.Client.Reads(Shelf.Sold, "second")).ShouldBe("learning.not_bought", "nothing is open before it is paid");
        await _world.Stripe.Pay(page.Url);
        await _world.Settle();
        (await person.Client.Reads(Shelf.Sold, "second")).ShouldBe("# Text second");
        (await person.Client.Reads(Shelf.Standard, "second")).ShouldBe("plan.upgrade_required", "only what was bought is open");
        var mine = (await person.Client.Get<MyLearning.MyCourses>("/api/me/learning")).Courses.ShouldHaveSingleItem();
        (mine.Slug, mine.Reach).ShouldBe((Shelf.Sold.Slug, CourseReach.Purchase));
        (await person.Client.Complete(Shelf.Sold, "second")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        await PayBack(person);
        (await person.Client.Reads(Shelf.Sold, "second")).ShouldBe("learning.not_bought");
        (await person.Client.Complete(Shelf.Sold, "third").Code()).ShouldBe("learning.not_bought");
        (await person.Client.Course(Shelf.Sold)).Lessons.Count(lesson => lesson.IsDone).ShouldBe(1, "progress stays");

        await _world.Stripe.Pay((await Buy(person)).Url);
        await _world.Settle();
        (await person.Client.Reads(Shelf.Sold, "second")).ShouldBe("# Text second");
    }

    [TestMethod]
    public async Task Gift_Redeemed_OpensTheCourseForWhoeverGotItAlone()
    {
        var (buyer, friend) = (await _world.Host.SignUp(), await _world.Host.SignUp());
        await _world.Stripe.Pay((await Buy(buyer, gift: true)).Url);
        await _world.Settle();
        var code = (await buyer.Client.Get<Page<PurchaseView>>("/api/payments/purchases")).Items.Single().GiftCode;
        (await PaidWorld.Send(friend, "gifts/redeem", new { code })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await friend.Client.Reads(Shelf.Sold, "second")).ShouldBe("# Text second");
        (await buyer.Client.Reads(Shelf.Sold, "second")).ShouldBe("learning.not_bought");
        await PayBack(buyer);
        (await friend.Client.Reads(Shelf.Sold, "second")).ShouldBe("learning.not_bought");
    }

    [TestMethod]
    public async Task Dispute_TakesTheMoney_ClosesTheCourse()
    {
        var person = await _world.Host.SignUp();
        await _world.Stripe.Pay((await Buy(person)).Url, "4000000000000259");
        await _world.Settle();
        (await person.Client.Reads(Shelf.Sold, "second")).ShouldBe("learning.not_bought");
    }

    [TestMethod]
    public async Task Staff_ReadEverything()
    {
        var instructor = await _world.Host.SignUpStaff("instructor");
        (await instructor.Client.Reads(Shelf.Sold, "second")).ShouldBe("# Text second");
        (await instructor.Client.Course(Shelf.Standard)).Reach.ShouldBe(CourseReach.Staff);
    }

    [TestMethod]
    public async Task Price_IsWhatTheFilesSay()
    {
        var person = await _world.Host.SignUp();
        (await person.Client.Course(Shelf.Sold)).Prices.ShouldBe([new("MXN", 890), new("USD", 49)]);
        (await Send(person, Shelf.Sold.Id.ToString(), "EUR").Code()).ShouldBe("payments.product_not_sold");
        (await Send(person, Shelf.Standard.Id.ToString(), "USD").Code()).ShouldBe("payments.product_not_sold");
        (await Send(person, "sold", "USD").Code()).ShouldBe("payments.product_not_sold");
        await _world.Stripe.Pay((await Buy(person)).Url);
        await _world.Settle();
        (await person.Client.Get<Page<PurchaseView>>("/api/payments/purchases")).Items.Single().Amount.ShouldBe(49);
    }

    private static Task Pay(SignedIn person, Plan plan) =>
        _world.Host.InScope(services =>
            services.GetRequiredService<UnitOfWork>().Run(ct => services.GetRequiredService<IPaidPlans>().Set(person.UserId, plan, ct))
        );

    private static Task<ProviderPage> Buy(SignedIn person, bool gift = false) => Send(person, Shelf.Sold.Id.ToString(), "USD", gift).Read<ProviderPage>();

    private static Task<HttpResponseMessage> Send(SignedIn person, string id, string currency, bool isGift = false) =>
        PaidWorld.Send(
            person,
            "purchases",
            new
            {
                kind = "course",
                id,
                currency,
                isGift,
            }
        );

    private static Task<string> Exported(SignedIn person) =>
        _world.Host.InScope(async services =>
        {
            using var stream = new MemoryStream();
            await services.GetRequiredService<PersonalDataSet>().Export(person.UserId, stream, CancellationToken.None);
            stream.Position = 0;
            using var zip = new ZipArchive(stream);
            using var cards = new StreamReader(zip.Entries.Single(entry => entry.FullName == "learning/practice-cards.json").Open());
            return await cards.ReadToEndAsync();
        });

    private static async Task PayBack(SignedIn buyer)
    {
        var invoice = (await buyer.Client.Get<Page<InvoiceView>>("/api/payments/invoices")).Items.Single();
        using var answer = await PaidWorld.Refund(await _world.Host.SignUpStaff("admin"), invoice.Id, new { reason = "Not as expected." });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        await _world.Settle();
    }
}
