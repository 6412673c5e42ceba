using System.Net;
using Ami.Modules.Payments;
using Ami.TestKit;

namespace Ami.Tests.Payments;

/// <summary>What is bought once, given away and paid back, with the simulated payment provider and a seller of this test.</summary>
[TestClass]
[Needs<PaymentsModule>]
public sealed class PurchaseTests
{
    private static PaidWorld _world = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) => _world = await RiskCourse.World();

    [ClassCleanup]
    public static async Task Stop() => await _world.DisposeAsync();

    [TestMethod]
    public async Task Buy_Paid_GrantsItAndRefundedWithdrawsIt()
    {
        var person = await _world.Host.SignUp();
        var page = await RiskCourse.Buy(person).Read<ProviderPage>();
        (await RiskCourse.IsOf(_world, person)).ShouldBeFalse("nothing is granted before it is paid");
        await _world.Stripe.Pay(page.Url);
        await _world.Settle();
        (await RiskCourse.IsOf(_world, person)).ShouldBeTrue();
        (await RiskCourse.Buy(person).Code()).ShouldBe("payments.already_bought");

        var invoice = (await person.Client.Get<Page<InvoiceView>>("/api/payments/invoices")).Items.Single();
        invoice.Total.ShouldBe(49);
        var admin = await _world.Host.SignUpStaff("admin");
        await Refund(admin, invoice.Id, 10);
        (await RiskCourse.IsOf(_world, person)).ShouldBeTrue("a part was paid back");
        await Refund(admin, invoice.Id, null);
        (await RiskCourse.IsOf(_world, person)).ShouldBeFalse();
        (await Mine(person)).Single().State.ShouldBe(PurchaseState.Withdrawn);
        (await RiskCourse.Buy(person)).StatusCode.ShouldBe(HttpStatusCode.OK, "it can be bought again");
    }

    [TestMethod]
    public async Task Buy_Again_ClosesThePageThatWasLeft()
    {
        var person = await _world.Host.SignUp();
        var (gift, first) = (await RiskCourse.Buy(person, gift: true).Read<ProviderPage>(), await RiskCourse.Buy(person).Read<ProviderPage>());
        var second = await RiskCourse.Buy(person).Read<ProviderPage>();
        (await _world.Stripe.Pay(first.Url)).ShouldBeNull("nobody pays twice");
        (await _world.Stripe.Pay(gift.Url)).ShouldNotBeNull("that is for somebody else");
        (await _world.Stripe.Pay(second.Url)).ShouldNotBeNull();
        (await RiskCourse.Buy(person).Code()).ShouldBe("payments.checkout_being_paid", "before anybody told of the payment");
        await _world.Settle();
        (await Mine(person)).Select(p => p.State).ShouldBe([PurchaseState.Granted, PurchaseState.Lapsed, PurchaseState.Waiting]);
    }

    [TestMethod]
    public async Task Buy_WithTaxesOnTop_IsWithdrawnWhenAllIsPaidBack()
    {
        await using var world = await RiskCourse.World(new() { ["Stripe:AutomaticTax"] = "true" });
        var person = await world.Host.SignUp();
        await world.Stripe.Pay((await RiskCourse.Buy(person).Read<ProviderPage>()).Url, country: "ES");
        await world.Settle();
        var invoice = (await person.Client.Get<Page<InvoiceView>>("/api/payments/invoices")).Items.Single();
        invoice.Total.ShouldBe(59.29m);
        var admin = await world.Host.SignUpStaff("admin");
        foreach (var (amount, stays) in ((decimal?, bool)[])[(49, true), (null, false)])
        {
            using var answer = await PaidWorld.Refund(admin, invoice.Id, new { amount, reason = "Not as expected." });
            await world.Settle();
            (await RiskCourse.IsOf(world, person)).ShouldBe(stays, $"{amount}");
        }
    }

    [TestMethod]
    public async Task Buy_Declined_GrantsNothing()
    {
        var person = await _world.Host.SignUp();
        var page = await RiskCourse.Buy(person).Read<ProviderPage>();
        (await _world.Stripe.Pay(page.Url, "4000000000000002")).ShouldBeNull();
        await _world.Settle();
        (await RiskCourse.IsOf(_world, person)).ShouldBeFalse();
        (await Mine(person)).Single().State.ShouldBe(PurchaseState.Open);
    }

    [TestMethod]
    public async Task Message_ThatClaimsAPayment_GrantsNothingThatTheProviderDoesNotSay()
    {
        var person = await _world.Host.SignUp();
        var page = await RiskCourse.Buy(person).Read<ProviderPage>();
        var session = page.Url.Split("/c/pay/")[1].Split('#', '?')[0];
        foreach (var type in (string[])["checkout.session.completed", "checkout.session.async_payment_succeeded"])
        {
            var claim = PaymentsHost.Event(type, session, await _world.CustomerOf(person));
            using var taken = await _world.Host.Deliver(claim, SimulatedStripe.WebhookSecret);
            taken.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        await _world.Host.DispatchEvents();
        (await RiskCourse.IsOf(_world, person)).ShouldBeFalse();
        (await Mine(person)).Single().State.ShouldBe(PurchaseState.Open);
    }

    [TestMethod]
    [DataRow("open", "unpaid", null, CheckoutState.Open)]
    [DataRow("open", "paid", null, CheckoutState.Open)]
    [DataRow("something_new", "paid", null, CheckoutState.Open)]
    [DataRow("complete", "unpaid", null, CheckoutState.Paying)]
    [DataRow("complete", "unpaid", "processing", CheckoutState.Paying)]
    [DataRow("complete", "something_new", null, CheckoutState.Paying)]
    [DataRow("complete", "unpaid", "requires_payment_method", CheckoutState.Failed)]
    [DataRow("complete", "unpaid", "canceled", CheckoutState.Failed)]
    [DataRow("complete", "paid", "succeeded", CheckoutState.Paid)]
    [DataRow("complete", "no_payment_required", null, CheckoutState.Paid)]
    [DataRow("expired", "unpaid", null, CheckoutState.Expired)]
    public void StateOf_Page_IsAsTheTableSays(string status, string paid, string? payment, object state) =>
        Checkouts
            .StateOf(
                new()
                {
                    Status = status,
                    PaymentStatus = paid,
                    PaymentIntent = payment is null ? null : new() { Status = payment },
                }
            )
            .ShouldBe((CheckoutState)state);

    [TestMethod]
    [DataRow("workshop", "nothing", "USD")]
    [DataRow("house", "risk", "USD")]
    [DataRow("workshop", "risk", "ARS")]
    [DataRow("workshop", "risk", "")]
    public async Task Buy_WhatIsNotSold_IsRefused(string kind, string id, string currency)
    {
        var person = await _world.Host.SignUp();
        (
            await PaidWorld
                .Send(
                    person,
                    "purchases",
                    new
                    {
                        kind,
                        id,
                        currency,
                    }
                )
                .Code()
        ).ShouldBe("payments.product_not_sold");
    }

    [TestMethod]
    public async Task Gift_Redeemed_IsTheReceiversOnceAndGoesWithTheRefund()
    {
        var (buyer, friend, third) = (await _world.Host.SignUp(), await _world.Host.SignUp(), await _world.Host.SignUp());
        var page = await RiskCourse.Buy(buyer, gift: true).Read<ProviderPage>();
        (await Mine(buyer)).Single().GiftCode.ShouldBeNull("it is not paid");
        await _world.Stripe.Pay(page.Url);
        await _world.Settle();
        var gift = (await Mine(buyer)).Single();
        gift.State.ShouldBe(PurchaseState.Waiting);
        (await RiskCourse.IsOf(_world, buyer)).ShouldBeFalse();
        (await PaidWorld.Send(friend, "gifts/redeem", new { code = "NOTHING" }).Code()).ShouldBe("payments.gift_unknown");

        var code = $"{gift.GiftCode![..4]}-{gift.GiftCode[4..].ToLowerInvariant()}";
        var taken = await PaidWorld.Send(friend, "gifts/redeem", new { code }).Read<PurchaseView>();
        (taken.State, taken.GiftCode).ShouldBe((PurchaseState.Granted, null));
        (await RiskCourse.IsOf(_world, friend)).ShouldBeTrue();
        (await PaidWorld.Send(friend, "gifts/redeem", new { code })).StatusCode.ShouldBe(HttpStatusCode.OK, "a repeat is the same");
        (await PaidWorld.Send(third, "gifts/redeem", new { code }).Code()).ShouldBe("payments.gift_unknown");

        var invoice = (await buyer.Client.Get<Page<InvoiceView>>("/api/payments/invoices")).Items.Single();
        await Refund(await _world.Host.SignUpStaff("admin"), invoice.Id, null);
        (await RiskCourse.IsOf(_world, friend)).ShouldBeFalse();
    }

    [TestMethod]
    public async Task Dispute_TakesTheMoney_WithdrawsIt()
    {
        var person = await _world.Host.SignUp();
        var page = await RiskCourse.Buy(person).Read<ProviderPage>();
        await _world.Stripe.Pay(page.Url, "4000000000000259");
        await _world.Settle();
        (await RiskCourse.IsOf(_world, person)).ShouldBeFalse();
        (await Mine(person)).Single().State.ShouldBe(PurchaseState.Withdrawn);
        var support = await _world.Host.SignUpStaff("support");
        (await support.Client.Get<Page<DisputeLine>>("/api/admin/payments/disputes")).Items.ShouldNotBeEmpty();
    }

    [TestMethod]
    public async Task Dispute_InquiryAlone_WithdrawsNothing()
    {
        var person = await _world.Host.SignUp();
        var page = await RiskCourse.Buy(person).Read<ProviderPage>();
        await _world.Stripe.Pay(page.Url, "4000000000001976");
        await _world.Settle();
        (await RiskCourse.IsOf(_world, person)).ShouldBeTrue();
    }

    [TestMethod]
    [DataRow(CheckoutState.Open, 0, false, PurchaseState.Open)]
    [DataRow(CheckoutState.Paying, 0, false, PurchaseState.Open)]
    [DataRow(CheckoutState.Failed, 0, false, PurchaseState.Lapsed)]
    [DataRow(CheckoutState.Expired, 0, false, PurchaseState.Lapsed)]
    [DataRow(CheckoutState.Paid, 0, false, PurchaseState.Granted)]
    [DataRow(CheckoutState.Paid, 48, false, PurchaseState.Granted)]
    [DataRow(CheckoutState.Paid, 49, false, PurchaseState.Withdrawn)]
    [DataRow(CheckoutState.Paid, 0, true, PurchaseState.Withdrawn)]
    public void Decide_WhatIsKnown_IsAsTheTableSays(object page, int paidBack, bool disputed, object state)
    {
        var row = new PurchaseRow
        {
            Id = Guid.Empty,
            SessionId = "cs",
            HolderId = Guid.CreateVersion7(),
            ProductKind = "workshop",
            ProductId = "risk",
            Name = "",
            Currency = "USD",
            Amount = 49,
            IsGift = false,
            IsPaid = false,
            State = PurchaseState.Open,
            CreatedAt = default,
            ChangedAt = default,
        };
        row.Decide((CheckoutState)page, 49, paidBack, disputed).ShouldBe((PurchaseState)state);
    }

    private static async Task<IReadOnlyList<PurchaseView>> Mine(SignedIn person) =>
        (await person.Client.Get<Page<PurchaseView>>("/api/payments/purchases")).Items;

    private static async Task Refund(SignedIn admin, Guid invoice, decimal? amount)
    {
        using var answer = await PaidWorld.Refund(admin, invoice, new { amount, reason = "Not as expected." });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        await _world.Settle();
    }
}
