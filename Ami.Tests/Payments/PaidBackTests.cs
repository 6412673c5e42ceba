using System.Net.Http.Json;
using System.Text.Json;
using Ami.Modules.Payments;
using Ami.TestKit;
using Stripe;
using Plan = Ami.Modules.Identity.Contracts.Plan;

namespace Ami.Tests.Payments;

/// <summary>A plan whose payment went back or may: it is given as long as the money is here, and not longer.</summary>
[TestClass]
[Needs<PaymentsModule>]
public sealed class PaidBackTests
{
    private PaidWorld _world = null!;
    private SignedIn _person = null!;

    [TestInitialize]
    public async Task Start()
    {
        _world = await PaidWorld.Start();
        _person = await _world.Subscriber("pro", trial: false);
    }

    [TestCleanup]
    public async Task Stop() => await _world.DisposeAsync();

    [TestMethod]
    public async Task Refund_OfAll_EndsThePlan_AndOneMaySubscribeAnew()
    {
        var admin = await _world.Host.SignUpStaff("admin");
        var invoice = (await _person.Client.Get<Page<InvoiceView>>("/api/payments/invoices")).Items.Single();
        await Refund(admin, invoice.Id, 10);
        (await Stands()).ShouldBe((Standing.Active, Plan.Pro), "a part of it");
        await Refund(admin, invoice.Id, null);
        (await Stands()).ShouldBe((Standing.Ended, Plan.Free));
        await _world.Stripe.Pay((await PaidWorld.Send(_person, "subscribe", Wanted).Read<ProviderPage>()).Url);
        await _world.Settle();
        (await Stands()).ShouldBe((Standing.Active, Plan.Pro));
    }

    [TestMethod]
    public async Task Refund_OfAPeriodThatIsOver_EndsNothing()
    {
        await _world.Pass(_person, TimeSpan.FromDays(32));
        var admin = await _world.Host.SignUpStaff("admin");
        var invoices = (await _person.Client.Get<Page<InvoiceView>>("/api/payments/invoices")).Items;
        invoices.Count.ShouldBe(2);
        await Refund(admin, invoices[^1].Id, null);
        (await Stands()).ShouldBe((Standing.Active, Plan.Pro));
    }

    [TestMethod]
    public async Task Dispute_ThatOneDoesNotWaitFor_IsCancelledAtOnce()
    {
        await Dispute();
        var ended = await PaidWorld.Send(_person, "cancel").Read<SubscriptionView>();
        ended.Standing.ShouldBe(Standing.Ended, "there is nothing paid that would have to be kept");
    }

    [TestMethod]
    public async Task Dispute_IsOverWithTheNextPeriodThatIsPaid()
    {
        await Dispute();
        await _world.Pass(_person, TimeSpan.FromDays(32));
        (await Stands()).ShouldBe((Standing.Active, Plan.Pro));
    }

    [TestMethod]
    public async Task Dispute_WithdrawsThePlan_AndGivesItBackWhenItIsWon()
    {
        var dispute = await Dispute();
        (await PaidWorld.Send(_person, "subscribe", Wanted).Code()).ShouldBe("payments.already_subscribed");
        await Control($"disputes/{dispute.GetProperty("id").GetString()}/close", new { won = true });
        await _world.Settle();
        (await Stands()).ShouldBe((Standing.Active, Plan.Pro));
    }

    private async Task<JsonElement> Dispute()
    {
        var charges = await _world.Stripe.Client.V1.Charges.ListAsync(new ChargeListOptions { Limit = 1 });
        var dispute = await Control("disputes", new { charge = charges.Data[0].Id });
        await _world.Settle();
        (await Stands()).ShouldBe((Standing.PaidBack, Plan.Free));
        return dispute;
    }

    private static object Wanted { get; } = new
    {
        plan = "pro",
        interval = "month",
        currency = "USD",
    };

    private async Task<(Standing, Plan)> Stands()
    {
        var mine = await PaidWorld.PlanOf(_person);
        return (mine.Subscription!.Standing, mine.Plan);
    }

    private async Task Refund(SignedIn admin, Guid invoice, decimal? amount)
    {
        using var answer = await PaidWorld.Refund(admin, invoice, new { amount, reason = "Not as expected." });
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        await _world.Settle();
    }

    private async Task<JsonElement> Control(string act, object body)
    {
        using var taken = await _world.Stripe.Control.PostAsJsonAsync($"/simulator/{act}", body);
        taken.EnsureSuccessStatusCode();
        return await taken.Content.ReadFromJsonAsync<JsonElement>();
    }
}
