using Ami.TestKit;
using Stripe;
using Stripe.Checkout;

namespace Ami.Tests.StripeSimulator;

/// <summary>What happens when nobody does anything, or something is missing when its time comes.</summary>
[TestClass]
public sealed class DeadlineTests
{
    private SimulatedStripe _stripe = null!;

    private Stripe.V1Services V1 => _stripe.Client.V1;

    [TestInitialize]
    public void Start() => _stripe = SimulatedStripe.Start();

    [TestCleanup]
    public async Task Stop() => await _stripe.DisposeAsync();

    [TestMethod]
    public async Task Session_NobodyPays_ExpiresAfterADayAndTakesNothingAfterwards()
    {
        var session = await V1.Checkout.Sessions.CreateAsync(
            new SessionCreateOptions
            {
                Mode = "subscription",
                SuccessUrl = "https://example.com/done",
                LineItems = [new SessionLineItemOptions { Price = (await _stripe.Monthly(1000)).Id, Quantity = 1 }],
            }
        );
        _stripe.Time.Advance(TimeSpan.FromHours(23));
        _stripe.Bill();
        (await V1.Checkout.Sessions.GetAsync(session.Id)).Status.ShouldBe("open");
        _stripe.Time.Advance(TimeSpan.FromHours(2));
        _stripe.Bill();
        (await V1.Checkout.Sessions.GetAsync(session.Id)).Status.ShouldBe("expired");
        (await _stripe.Told(one => one.Type.StartsWith("checkout", StringComparison.Ordinal))).ShouldBe(["checkout.session.expired"]);
        (await _stripe.Pay(session.Url)).ShouldBeNull();
        (await V1.Subscriptions.ListAsync(new SubscriptionListOptions { Status = "all" })).Data.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Subscription_FirstPaymentNeverCompleted_ExpiresWithItsInvoiceVoid()
    {
        var subscription = await _stripe.Subscription(
            await _stripe.Customer("pm_card_authenticationRequired"),
            await _stripe.Monthly(1000),
            options => options.OffSession = false
        );
        subscription.Status.ShouldBe("incomplete");
        _stripe.Time.Advance(TimeSpan.FromHours(24));
        _stripe.Bill();
        (await V1.Subscriptions.GetAsync(subscription.Id)).Status.ShouldBe("incomplete_expired");
        (await V1.Invoices.GetAsync(subscription.LatestInvoiceId)).Status.ShouldBe("void");
    }

    [TestMethod]
    public async Task Renewal_AWeekAhead_IsAnnouncedOnce()
    {
        var clock = await _stripe.Clock();
        await _stripe.Subscription(await _stripe.Customer(clock: clock.Id), await _stripe.Monthly(1000));
        await _stripe.Advance(clock, 23.9);
        (await Announced()).ShouldBeEmpty();
        await _stripe.Advance(clock, 0.2);
        await _stripe.Advance(clock, 1);
        (await Announced()).Count.ShouldBe(1);

        Task<IReadOnlyList<string>> Announced() => _stripe.Told(one => one.Type == "invoice.upcoming");
    }

    [TestMethod]
    public async Task Renewal_CustomerWithoutALocationForTaxes_FailsToBecomeFinal()
    {
        var clock = await _stripe.Clock();
        var price = await _stripe.Monthly(1000, taxes: "exclusive");
        var nowhere = await _stripe.Customer(clock: clock.Id);
        (await Should.ThrowAsync<StripeException>(() => Subscribe(nowhere))).StripeError.Code.ShouldBe("customer_tax_location_invalid");
        var customer = await _stripe.Customer(clock: clock.Id, country: "AR");
        var subscription = await Subscribe(customer);
        var options = new CustomerUpdateOptions();
        options.AddExtraParam("address", "");
        await V1.Customers.UpdateAsync(customer.Id, options);
        await _stripe.Advance(clock, 31.2);
        (await _stripe.Told(one => one.Type.Contains("finalization", StringComparison.Ordinal))).ShouldBe(["invoice.finalization_failed"]);
        var draft = await V1.Invoices.GetAsync((await V1.Subscriptions.GetAsync(subscription.Id)).LatestInvoiceId);
        (draft.Status, draft.LastFinalizationError.Code).ShouldBe(("draft", "customer_tax_location_invalid"));

        Task<Subscription> Subscribe(Customer who) =>
            _stripe.Subscription(who, price, options => options.AutomaticTax = new SubscriptionAutomaticTaxOptions { Enabled = true });
    }

    [TestMethod]
    public async Task Trial_EndsWithoutACard_IsPausedAsAsked()
    {
        var clock = await _stripe.Clock();
        var customer = await V1.Customers.CreateAsync(new CustomerCreateOptions { TestClock = clock.Id });
        var subscription = await _stripe.Subscription(
            customer,
            await _stripe.Monthly(1000),
            options =>
            {
                options.TrialPeriodDays = 7;
                options.TrialSettings = new SubscriptionTrialSettingsOptions { EndBehavior = new() { MissingPaymentMethod = "pause" } };
            }
        );
        await _stripe.Advance(clock, 8);
        (await V1.Subscriptions.GetAsync(subscription.Id)).Status.ShouldBe("paused");
        await _stripe.Card(customer, "pm_card_visa");
        (await V1.Subscriptions.ResumeAsync(subscription.Id)).Status.ShouldBe("active");
    }
}
