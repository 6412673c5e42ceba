using System.Net.Http.Json;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments;
using Ami.TestKit;

namespace Ami.Tests.Payments;

/// <summary>Ways to have a period of a larger plan without paying it, each with the simulated payment provider: none works.</summary>
[TestClass]
[Needs<PaymentsModule>]
public sealed class UnpaidPeriodTests
{
    private static PaidWorld _world = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) => _world = await PaidWorld.Start();

    [ClassCleanup]
    public static async Task Stop() => await _world.DisposeAsync();

    [TestMethod]
    [DataRow("month", 31)]
    [DataRow("year", 366)]
    public async Task Unpause_AfterARenewalThatWasNotCollected_BeginsAPeriodThatIsPaid(string interval, int days)
    {
        var person = await Subscriber("premium", interval);
        await _world.Pass(person, TimeSpan.FromDays(days - 3));
        await PaidWorld.Send(person, "pause", new { months = 6 }).Read<SubscriptionView>();
        await _world.Pass(person, TimeSpan.FromDays(5));
        (await PaidWorld.PlanOf(person)).Plan.ShouldBe(Plan.Free);
        (await Payments(person)).ShouldBe(1);

        var back = await PaidWorld.Send(person, "unpause").Read<SubscriptionView>();
        (back.Standing, back.Granted).ShouldBe((Standing.Active, Plan.Premium));
        (await Payments(person)).ShouldBe(2, "what it gives is paid");
        back.PeriodEnd.ShouldBe(_world.Host.Time.GetUtcNow().AddDays(days), TimeSpan.FromDays(3), "the period begins with the payment");
    }

    [TestMethod]
    [DataRow("month", 31, 28)]
    [DataRow("year", 366, 31)]
    public async Task Pause_ThatEndsByItself_BeginsAPeriodThatIsPaid(string interval, int days, int month)
    {
        var person = await Subscriber("premium", interval);
        await _world.Pass(person, TimeSpan.FromDays(days - 3));
        await PaidWorld.Send(person, "pause", new { months = 1 }).Read<SubscriptionView>();
        await _world.Pass(person, TimeSpan.FromDays(5));
        (await PaidWorld.PlanOf(person)).Plan.ShouldBe(Plan.Free);

        await _world.Pass(person, TimeSpan.FromDays(month + 2));
        await _world.Settle();
        var mine = await PaidWorld.PlanOf(person);
        (mine.Plan, mine.Subscription!.Standing, await Payments(person)).ShouldBe((Plan.Premium, Standing.Active, 2));
        await _world.Heal();
        await _world.Settle();
        (await Payments(person)).ShouldBe(2, "once");
    }

    [TestMethod]
    public async Task Pause_ThatEndsByItselfAfterItWasCancelled_TakesNothing()
    {
        var person = await Subscriber("premium", "year");
        await _world.Pass(person, TimeSpan.FromDays(363));
        await PaidWorld.Send(person, "pause", new { months = 1 }).Read<SubscriptionView>();
        await _world.Pass(person, TimeSpan.FromDays(5));
        (await PaidWorld.Send(person, "cancel").Read<SubscriptionView>()).CancelAt.ShouldNotBeNull();
        await _world.Pass(person, TimeSpan.FromDays(33));
        await _world.Heal();
        await _world.Settle();
        ((await PaidWorld.PlanOf(person)).Plan, await Payments(person)).ShouldBe((Plan.Free, 1), "they asked for nothing more");
    }

    [TestMethod]
    public async Task Change_BackToTheLargerPlanAfterTheRenewal_IsPaidThoughNobodyHasToldOfTheRenewal()
    {
        var person = await Subscriber("premium", "month");
        await Change(person, "basic");
        // The provider renews; its messages are on their way.
        _world.Host.Time.Advance(TimeSpan.FromDays(32));
        _world.Stripe.Time.Advance(TimeSpan.FromDays(32));
        _world.Stripe.Bill();
        await ApiHost.SignIn(person);
        (await PaidWorld.PlanOf(person)).Plan.ShouldBe(Plan.Premium, "that is what was told last");

        var preview = await PaidWorld.Send(person, "change/preview", new { plan = "premium", interval = "month" }).Read<ChangePlan.ChangePreview>();
        (preview.IsLater, preview.Due > 50).ShouldBe((false, true));
        await Change(person, "premium");
        await _world.Settle();
        (await PaidWorld.PlanOf(person)).Plan.ShouldBe(Plan.Premium);
        (await Payments(person)).ShouldBe(3, "Premium, Basic, and the way from one to the other");
    }

    [TestMethod]
    public async Task Change_IntervalWhileALargerPlanIsKept_IsRefusedAndLosesNothing()
    {
        var person = await Subscriber("premium", "year");
        await PaidWorld.Send(person, "change", new { plan = "basic", interval = "year" }).Read<SubscriptionView>();
        (await PaidWorld.Send(person, "change", new { plan = "basic", interval = "month" }).Code()).ShouldBe("payments.change_not_possible");
        (await PaidWorld.PlanOf(person)).Plan.ShouldBe(Plan.Premium);
    }

    [TestMethod]
    public async Task Refund_OfAllThatAPeriodCost_EndsThePlan()
    {
        var person = await Subscriber("premium", "month");
        var invoice = (await person.Client.Get<Page<InvoiceView>>("/api/payments/invoices")).Items.Single();
        var admin = await _world.Host.SignUpStaff("admin");
        foreach (var (amount, plan) in ((decimal?, Plan)[])[(10, Plan.Premium), (null, Plan.Free)])
        {
            using var answer = await PaidWorld.Refund(admin, invoice.Id, new { amount, reason = "Not as expected." });
            answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
            await _world.Settle();
            (await PaidWorld.PlanOf(person)).Plan.ShouldBe(plan, $"{amount}");
        }

        await _world.Settle();
        (await PaidWorld.PlanOf(person)).Subscription!.Standing.ShouldBe(Standing.Ended);
        await _world.Pass(person, TimeSpan.FromDays(40));
        (await Payments(person)).ShouldBe(1, "nothing is taken any more");
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Dispute_OfWhatAPeriodCost_EndsThePlanWhenItIsLostAndGivesItBackOtherwise(bool won)
    {
        var person = await Subscriber("premium", "month", "4000000000000259");
        (await PaidWorld.PlanOf(person)).Plan.ShouldBe(Plan.Free, "the money is away until the bank has decided");
        var charge = (await _world.Stripe.Client.V1.Charges.ListAsync(new() { Limit = 1, Customer = await _world.CustomerOf(person) })).Data.Single();
        var open = (await _world.Stripe.Client.V1.Disputes.ListAsync(new() { Limit = 10, Charge = charge.Id })).Data.Single();
        using var closed = await _world.Stripe.Control.PostAsJsonAsync($"/simulator/disputes/{open.Id}/close", new { won });
        closed.EnsureSuccessStatusCode();
        await _world.Settle();
        await _world.Settle();
        (await PaidWorld.PlanOf(person)).Plan.ShouldBe(won ? Plan.Premium : Plan.Free);
    }

    private static async Task<SignedIn> Subscriber(string plan, string interval, string card = "4242424242424242")
    {
        var person = await _world.Host.SignUp();
        var page = await PaidWorld
            .Send(
                person,
                "subscribe",
                new
                {
                    plan,
                    interval,
                    currency = "USD",
                }
            )
            .Read<ProviderPage>();
        await _world.Stripe.Pay(page.Url, card);
        await _world.Settle();
        await _world.Pass(person, TimeSpan.FromDays(14.5));
        (await Payments(person)).ShouldBe(1);
        return person;
    }

    private static async Task Change(SignedIn person, string plan) =>
        await PaidWorld.Send(person, "change", new { plan, interval = "month" }).Read<SubscriptionView>();

    /// <summary>How often money was taken.</summary>
    private static async Task<int> Payments(SignedIn person)
    {
        var invoices = await _world.Stripe.Client.V1.Invoices.ListAsync(new() { Limit = 50, Customer = await _world.CustomerOf(person) });
        return invoices.Data.Count(invoice => invoice.AmountPaid > 0);
    }
}
