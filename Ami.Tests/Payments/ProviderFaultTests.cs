using System.Net;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments;
using Ami.TestKit;

namespace Ami.Tests.Payments;

/// <summary>
/// The simulated payment provider is away, slow, or answers nonsense: people are told, nothing is granted without proof, nothing that was paid is lost, and it heals by itself.
/// </summary>
[TestClass]
[Needs<PaymentsModule>]
public sealed class ProviderFaultTests
{
    private const int Enough = 60;
    private static readonly string[] Kinds = ["down", "nonsense", "error", "slow", "after"];
    private static PaidWorld _world = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) => _world = await RiskCourse.World(new() { ["Stripe:Timeout"] = "00:00:00.4" });

    [ClassCleanup]
    public static async Task Stop() => await _world.DisposeAsync();

    [TestCleanup]
    public async Task Mend()
    {
        await _world.Mend();
        await _world.Travel(new { });
    }

    [TestMethod]
    [DataRow("down")]
    [DataRow("nonsense")]
    [DataRow("slow")]
    [DataRow("after")]
    public async Task Begin_ProviderFails_TellsAndTheSameKeyMakesOnePage(string kind)
    {
        var person = await _world.Host.SignUp();
        await _world.Break(2, "/v1/checkout/sessions", kind);
        (await RiskCourse.Buy(person, key: "once").Code()).ShouldBe("payments.provider_unavailable");
        await _world.Mend();
        var page = await RiskCourse.Buy(person, key: "once").Read<ProviderPage>();
        (await RiskCourse.Buy(person, key: "once").Read<ProviderPage>()).ShouldBe(page);
        var pages = await _world.Stripe.Client.V1.Checkout.Sessions.ListAsync(new() { Customer = await _world.CustomerOf(person) });
        pages.Data.Count.ShouldBe(1);
        (await RiskCourse.IsOf(_world, person)).ShouldBeFalse();
    }

    [TestMethod]
    public async Task Paid_WhileTheProviderFails_IsGrantedWhenItHealsAndNotBefore()
    {
        var person = await _world.Host.SignUp();
        var course = await RiskCourse.Buy(person).Read<ProviderPage>();
        var plan = await PaidWorld.Begin(person, "pro");
        await _world.Stripe.Pay(course.Url);
        await _world.Stripe.Pay(plan);
        await _world.Break(Enough, null, Kinds);
        await _world.Settle();
        (await RiskCourse.IsOf(_world, person)).ShouldBeFalse();
        (await PaidWorld.PlanOf(person)).Plan.ShouldBe(Plan.Free);

        await _world.Mend();
        await _world.Pass(person, TimeSpan.FromMinutes(3));
        await Has(person);
    }

    [TestMethod]
    public async Task Paid_AndNoMessageArrives_IsFoundInTheProvidersList()
    {
        var person = await _world.Host.SignUp();
        var course = await RiskCourse.Buy(person).Read<ProviderPage>();
        var plan = await PaidWorld.Begin(person, "pro");
        await _world.Travel(new { drop = true });
        await _world.Stripe.Pay(course.Url);
        await _world.Stripe.Pay(plan);
        await _world.Settle();
        await _world.Travel(new { });
        await _world.Break(2, "/v1/events", "nonsense");
        await _world.Heal();
        (await RiskCourse.IsOf(_world, person)).ShouldBeFalse("the list could not be read");

        await _world.Mend();
        await _world.Heal();
        await Has(person);
        var before = (await Documents(person)).Count;
        await _world.Heal();
        (await Documents(person)).Count.ShouldBe(before, "what was found is found once");
    }

    [TestMethod]
    public async Task Refund_AnswerIsLost_IsPaidBackOnce()
    {
        var person = await _world.Host.SignUp();
        var course = await RiskCourse.Buy(person).Read<ProviderPage>();
        await _world.Stripe.Pay(course.Url);
        await _world.Settle();
        var admin = await _world.Host.SignUpStaff("admin");
        var invoice = (await Documents(person)).Single();
        await _world.Break(2, "/v1/refunds", "after");
        (await PaidWorld.Refund(admin, invoice.Id, new { amount = 10, reason = "It was charged twice." }, "back").Code()).ShouldBe(
            "payments.provider_unavailable"
        );
        await _world.Settle();
        using var again = await PaidWorld.Refund(admin, invoice.Id, new { amount = 10, reason = "It was charged twice." }, "back");
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        await _world.Settle();
        (await Documents(person)).Where(one => one.Kind == InvoiceKind.CreditNote).Select(note => note.Total).ShouldBe([10m]);
    }

    private static async Task Has(SignedIn person)
    {
        (await RiskCourse.IsOf(_world, person)).ShouldBeTrue();
        (await PaidWorld.PlanOf(person)).Plan.ShouldBe(Plan.Pro);
        (await Documents(person)).Select(one => one.Total).ShouldBe([RiskCourse.Price]);
    }

    private static async Task<IReadOnlyList<InvoiceView>> Documents(SignedIn person) =>
        (await person.Client.Get<Page<InvoiceView>>("/api/payments/invoices")).Items;
}
