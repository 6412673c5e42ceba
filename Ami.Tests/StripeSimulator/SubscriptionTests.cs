using Ami.TestKit;
using Stripe;
using Price = Stripe.Price;

namespace Ami.Tests.StripeSimulator;

/// <summary>Subscriptions of the simulated Stripe over time: renewals, cards that decline, other plans, pauses, ends.</summary>
[TestClass]
public sealed class SubscriptionTests
{
    private SimulatedStripe _stripe = null!;

    private Stripe.V1Services V1 => _stripe.Client.V1;

    [TestInitialize]
    public void Start() => _stripe = SimulatedStripe.Start();

    [TestCleanup]
    public async Task Stop() => await _stripe.DisposeAsync();

    [TestMethod]
    public async Task Renewal_MonthLater_IsPaidAnHourAfterThePeriod()
    {
        var (clock, subscription) = await Begin(await _stripe.Monthly(1900));
        subscription.Status.ShouldBe("active");
        subscription.Items.Data[0].CurrentPeriodEnd.ShouldBe(new DateTime(2027, 2, 1, 0, 0, 0, DateTimeKind.Utc));
        await _stripe.Advance(clock, 31);
        var draft = await Latest(subscription);
        (draft.Status, draft.BillingReason).ShouldBe(("draft", "subscription_cycle"));
        await _stripe.Advance(clock, 0.1);
        var paid = await Latest(subscription);
        (paid.Status, paid.AmountPaid, paid.Number[^4..]).ShouldBe(("paid", 1900L, "0002"));
        (await Get(subscription)).Items.Data[0].CurrentPeriodEnd.ShouldBe(new DateTime(2027, 3, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    [TestMethod]
    public async Task Renewal_CardDeclinesThenIsReplaced_IsPastDueThenActive()
    {
        var clock = await _stripe.Clock();
        var customer = await _stripe.Customer(clock: clock.Id);
        var subscription = await _stripe.Subscription(customer, await _stripe.Monthly(1900));
        await _stripe.Card(customer, "pm_card_chargeCustomerFail");
        await _stripe.Advance(clock, 31.1);
        (await Get(subscription)).Status.ShouldBe("past_due");
        var open = await Latest(subscription);
        open.AttemptCount.ShouldBe(1);
        open.NextPaymentAttempt.ShouldBe(new DateTime(2027, 2, 2, 1, 0, 0, DateTimeKind.Utc));
        await _stripe.Advance(clock, 1);
        (await Latest(subscription)).AttemptCount.ShouldBe(2);
        (await _stripe.Pay(open.HostedInvoiceUrl)).ShouldNotBeNull();
        (await Get(subscription)).Status.ShouldBe("active");
        (await Latest(subscription)).Status.ShouldBe("paid");
    }

    [TestMethod]
    [DataRow("canceled", "customer.subscription.deleted")]
    [DataRow("unpaid", "customer.subscription.updated")]
    public async Task Renewal_EveryRetryDeclines_EndsAsConfigured(string end, string told)
    {
        await Stop();
        _stripe = SimulatedStripe.Start(settings: new Dictionary<string, string?> { ["Simulator:AfterRetries"] = end });
        var clock = await _stripe.Clock();
        var customer = await _stripe.Customer(clock: clock.Id);
        var subscription = await _stripe.Subscription(customer, await _stripe.Monthly(1900));
        await _stripe.Card(customer, "pm_card_chargeCustomerFail");
        await _stripe.Advance(clock, 37);
        (await Get(subscription)).Status.ShouldBe("past_due");
        await _stripe.Advance(clock, 2);
        (await Get(subscription)).Status.ShouldBe(end);
        (await Latest(subscription)).AttemptCount.ShouldBe(5);
        (await _stripe.Told(one => (one.Data.Object as Subscription)?.Id == subscription.Id))[^1].ShouldBe(told);
    }

    [TestMethod]
    public async Task Renewal_CardAsksForProof_TellsThatActionIsRequired()
    {
        var clock = await _stripe.Clock();
        var customer = await _stripe.Customer(clock: clock.Id);
        var subscription = await _stripe.Subscription(customer, await _stripe.Monthly(1900));
        await _stripe.Card(customer, "pm_card_authenticationRequired");
        await _stripe.Advance(clock, 31.1);
        (await Get(subscription)).Status.ShouldBe("past_due");
        (await _stripe.Told(one => one.Data.Object is Invoice)).ShouldContain("invoice.payment_action_required");
        var proof = (await _stripe.Pay((await Latest(subscription)).HostedInvoiceUrl, "4000002760003184")).ShouldNotBeNull();
        (await _stripe.Prove(proof)).ShouldNotBeNull();
        (await Get(subscription)).Status.ShouldBe("active");
    }

    [TestMethod]
    public async Task Upgrade_HalfAMonthIn_CostsWhatThePreviewSaid()
    {
        var (clock, subscription) = await Begin(await _stripe.Monthly(1000));
        var dear = await _stripe.Monthly(3000);
        await _stripe.Advance(clock, 15.5);
        var preview = await V1.Invoices.CreatePreviewAsync(
            new InvoiceCreatePreviewOptions
            {
                Subscription = subscription.Id,
                SubscriptionDetails = new InvoiceSubscriptionDetailsOptions
                {
                    ProrationBehavior = "always_invoice",
                    Items = [new InvoiceSubscriptionDetailsItemOptions { Id = subscription.Items.Data[0].Id, Price = dear.Id }],
                },
            }
        );
        preview.Lines.Data.Select(line => line.Amount).ShouldBe([-500L, 1500L]);
        preview.AmountDue.ShouldBe(1000);
        (await Get(subscription)).Items.Data[0].Price.UnitAmount.ShouldBe(1000);
        var changed = await Change(subscription, dear, "always_invoice");
        changed.Items.Data[0].Price.Id.ShouldBe(dear.Id);
        changed.LatestInvoice.AmountPaid.ShouldBe(1000);
        changed.Items.Data[0].CurrentPeriodEnd.ShouldBe(subscription.Items.Data[0].CurrentPeriodEnd);
    }

    [TestMethod]
    public async Task Downgrade_WithoutInvoicing_IsCreditedOnTheNextInvoice()
    {
        var (clock, subscription) = await Begin(await _stripe.Monthly(3000));
        await _stripe.Advance(clock, 15.5);
        await Change(subscription, await _stripe.Monthly(1000), "create_prorations");
        await _stripe.Advance(clock, 16);
        var next = await Latest(subscription);
        next.Lines.Data.Select(line => line.Amount).ShouldBe([-1500L, 500L, 1000L]);
        (next.Total, next.AmountPaid).ShouldBe((0L, 0L));
    }

    [TestMethod]
    public async Task Change_ToAYear_BeginsANewPeriodWithTheRestGivenBack()
    {
        var (clock, subscription) = await Begin(await _stripe.Monthly(1000));
        await _stripe.Advance(clock, 15.5);
        var changed = await Change(subscription, await _stripe.Monthly(10000, "year"), "always_invoice");
        changed.LatestInvoice.AmountPaid.ShouldBe(9500);
        changed.Items.Data[0].CurrentPeriodEnd.ShouldBe(new DateTime(2028, 1, 16, 12, 0, 0, DateTimeKind.Utc));
    }

    [TestMethod]
    public async Task Trial_Ends_IsAnnouncedThreeDaysBeforeAndThenPaid()
    {
        var clock = await _stripe.Clock();
        var customer = await _stripe.Customer(clock: clock.Id);
        var subscription = await _stripe.Subscription(customer, await _stripe.Monthly(1900), options => options.TrialPeriodDays = 14);
        (subscription.Status, (await Latest(subscription)).Total).ShouldBe(("trialing", 0L));
        await _stripe.Advance(clock, 10.9);
        (await Told(subscription)).ShouldNotContain("customer.subscription.trial_will_end");
        await _stripe.Advance(clock, 0.2);
        (await Told(subscription)).ShouldContain("customer.subscription.trial_will_end");
        await _stripe.Advance(clock, 3);
        ((await Get(subscription)).Status, (await Latest(subscription)).AmountPaid).ShouldBe(("active", 1900L));
    }

    [TestMethod]
    public async Task Cancel_AtPeriodEndAndUndo_GoesOnThenEnds()
    {
        var (clock, subscription) = await Begin(await _stripe.Monthly(1900));
        (await V1.Subscriptions.UpdateAsync(subscription.Id, new SubscriptionUpdateOptions { CancelAtPeriodEnd = true })).CancelAt.ShouldNotBeNull();
        (await V1.Subscriptions.UpdateAsync(subscription.Id, new SubscriptionUpdateOptions { CancelAtPeriodEnd = false })).CancelAt.ShouldBeNull();
        await _stripe.Advance(clock, 32);
        (await Get(subscription)).Status.ShouldBe("active");
        await V1.Subscriptions.UpdateAsync(subscription.Id, new SubscriptionUpdateOptions { CancelAtPeriodEnd = true });
        await _stripe.Advance(clock, 29);
        var ended = await Get(subscription);
        (ended.Status, ended.EndedAt).ShouldBe(("canceled", new DateTime(2027, 3, 1, 0, 0, 0, DateTimeKind.Utc)));
        (await Told(subscription))[^1].ShouldBe("customer.subscription.deleted");
    }

    [TestMethod]
    public async Task Pause_OfCollection_VoidsWhatComesUntilItEnds()
    {
        var (clock, subscription) = await Begin(await _stripe.Monthly(1900));
        await V1.Subscriptions.UpdateAsync(
            subscription.Id,
            new SubscriptionUpdateOptions
            {
                PauseCollection = new SubscriptionPauseCollectionOptions
                {
                    Behavior = "void",
                    ResumesAt = new DateTime(2027, 2, 15, 0, 0, 0, DateTimeKind.Utc),
                },
            }
        );
        await _stripe.Advance(clock, 32);
        ((await Get(subscription)).Status, (await Latest(subscription)).Status).ShouldBe(("active", "void"));
        await _stripe.Advance(clock, 30);
        ((await Get(subscription)).PauseCollection, (await Latest(subscription)).Status).ShouldBe((null, "paid"));
    }

    [TestMethod]
    public async Task Pause_AndResume_BeginsANewPeriod()
    {
        var (clock, subscription) = await Begin(await _stripe.Monthly(1900));
        var paused = await V1.Subscriptions.PauseAsync(subscription.Id);
        (paused.Status, paused.StatusDetails.Paused.Subscription.Type).ShouldBe(("paused", "pause_requested"));
        await _stripe.Advance(clock, 50);
        var resumed = await V1.Subscriptions.ResumeAsync(subscription.Id);
        (resumed.Status, resumed.Items.Data[0].CurrentPeriodStart).ShouldBe(("active", new DateTime(2027, 2, 20, 0, 0, 0, DateTimeKind.Utc)));
        (await Told(subscription)).ShouldBe([
            "customer.subscription.created",
            "customer.subscription.updated",
            "customer.subscription.paused",
            "customer.subscription.resumed",
        ]);
    }

    [TestMethod]
    public async Task Taxes_OfACountry_AreOnTheInvoice()
    {
        var customer = await _stripe.Customer(country: "AR");
        var price = await _stripe.Monthly(1000, taxes: "exclusive");
        var subscription = await _stripe.Subscription(
            customer,
            price,
            options => options.AutomaticTax = new SubscriptionAutomaticTaxOptions { Enabled = true }
        );
        var invoice = await Latest(subscription);
        (invoice.Subtotal, invoice.Total, invoice.TotalTaxes.Single().Amount).ShouldBe((1000L, 1210L, 210L));
    }

    private async Task<(Stripe.TestHelpers.TestClock Clock, Subscription Subscription)> Begin(Price price)
    {
        var clock = await _stripe.Clock();
        return (clock, await _stripe.Subscription(await _stripe.Customer(clock: clock.Id), price));
    }

    private Task<Subscription> Get(Subscription subscription) => V1.Subscriptions.GetAsync(subscription.Id);

    private async Task<Invoice> Latest(Subscription subscription) => await V1.Invoices.GetAsync((await Get(subscription)).LatestInvoiceId);

    private Task<IReadOnlyList<string>> Told(Subscription subscription) => _stripe.Told(one => (one.Data.Object as Subscription)?.Id == subscription.Id);

    private Task<Subscription> Change(Subscription subscription, Price price, string behavior) =>
        V1.Subscriptions.UpdateAsync(
            subscription.Id,
            new SubscriptionUpdateOptions
            {
                ProrationBehavior = behavior,
                Items = [new SubscriptionItemOptions { Id = subscription.Items.Data[0].Id, Price = price.Id }],
                Expand = ["latest_invoice"],
            }
        );
}
