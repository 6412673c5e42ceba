using Ami.TestKit;
using Stripe;
using Stripe.Checkout;

namespace Ami.Tests.StripeSimulator;

/// <summary>Cards whose banks ask who one is, where nothing is paid yet: a setup intent asks, as with Stripe.</summary>
[TestClass]
public sealed class TrialProofTests
{
    private const string AsksAlways = "4000002760003184";
    private const string AsksOnce = "4000002500003155";
    private static SimulatedStripe _stripe = null!;

    private static StripeClient Client => _stripe.Client;

    [ClassInitialize]
    public static void Start(TestContext _) => _stripe = SimulatedStripe.Start();

    [ClassCleanup]
    public static async Task Stop() => await _stripe.DisposeAsync();

    [TestMethod]
    [DataRow(AsksAlways)]
    [DataRow(AsksOnce)]
    public async Task Trial_CardAsksForProof_BeginsOnlyOnceProved(string card)
    {
        var session = await Trial();
        var proof = (await _stripe.Pay(session.Url, card)).ShouldNotBeNull();
        proof.AbsolutePath.ShouldStartWith("/3ds/seti_");
        var asked = proof.Segments[^1];
        (await Client.V1.SetupIntents.GetAsync(asked)).Status.ShouldBe("requires_action");
        (await Client.V1.Checkout.Sessions.GetAsync(session.Id)).ShouldSatisfyAllConditions(s => (s.Status, s.SubscriptionId).ShouldBe(("open", null)));

        (await _stripe.Prove(proof, proved: false))!.Query.ShouldContain("authentication_failure");
        var refused = await Client.V1.SetupIntents.GetAsync(asked);
        (refused.Status, refused.LastSetupError.Code).ShouldBe(("requires_payment_method", "setup_intent_authentication_failure"));
        (await Client.V1.Subscriptions.ListAsync(new SubscriptionListOptions { Customer = session.CustomerId })).Data.ShouldBeEmpty();

        proof = (await _stripe.Pay(session.Url, card)).ShouldNotBeNull();
        (await _stripe.Prove(proof))!.Host.ShouldBe("example.com");
        var done = await Client.V1.Checkout.Sessions.GetAsync(session.Id, new SessionGetOptions { Expand = ["subscription"] });
        (done.Status, done.PaymentStatus, done.Subscription.Status).ShouldBe(("complete", "no_payment_required", "trialing"));
        (await _stripe.Prove(proof)).ShouldBeNull("it is answered once");
        (await _stripe.Told(one => one.Data.Object is SetupIntent setup && setup.Id == asked)).ShouldContain("setup_intent.setup_failed");
    }

    [TestMethod]
    [DataRow(AsksAlways, "past_due")]
    [DataRow(AsksOnce, "active")]
    public async Task Trial_Ends_AndTheBankAsksAgainOrDoesNot(string card, string status)
    {
        var clock = await _stripe.Clock();
        var session = await Trial(clock.Id);
        await _stripe.Prove((await _stripe.Pay(session.Url, card)).ShouldNotBeNull());
        await _stripe.Advance(clock, 14.5);
        var subscription = await Of(session);
        subscription.Status.ShouldBe(status);
        (await _stripe.Told(one => one.Type == "invoice.payment_action_required" && one.Data.Object is Invoice i && i.Id == subscription.LatestInvoiceId))
            .Any()
            .ShouldBe(status == "past_due");
        if (status == "past_due")
        {
            var proof = (await _stripe.Pay(subscription.LatestInvoice.HostedInvoiceUrl, card)).ShouldNotBeNull();
            await _stripe.Prove(proof);
            (await Of(session)).Status.ShouldBe("active");
        }
    }

    [TestMethod]
    public async Task Setup_CardAsksForProof_IsKeptOnlyOnceProved()
    {
        var customer = await Client.V1.Customers.CreateAsync(new CustomerCreateOptions { Email = "ada@example.com" });
        var session = await Client.V1.Checkout.Sessions.CreateAsync(
            new SessionCreateOptions
            {
                Mode = "setup",
                Currency = "usd",
                Customer = customer.Id,
                SuccessUrl = "https://example.com/done",
            }
        );
        var proof = (await _stripe.Pay(session.Url, AsksAlways)).ShouldNotBeNull();
        (await Client.V1.PaymentMethods.ListAsync(new PaymentMethodListOptions { Customer = customer.Id })).Data.ShouldBeEmpty();
        await _stripe.Prove(proof);
        (await Client.V1.PaymentMethods.ListAsync(new PaymentMethodListOptions { Customer = customer.Id })).Data.Count.ShouldBe(1);
        (await Client.V1.Checkout.Sessions.GetAsync(session.Id)).ShouldSatisfyAllConditions(s => s.Status.ShouldBe("complete"));
    }

    private static async Task<Session> Trial(string? clock = null)
    {
        var customer = await Client.V1.Customers.CreateAsync(new CustomerCreateOptions { Email = "ada@example.com", TestClock = clock });
        return await Client.V1.Checkout.Sessions.CreateAsync(
            new SessionCreateOptions
            {
                Mode = "subscription",
                Customer = customer.Id,
                SuccessUrl = "https://example.com/done",
                LineItems = [new SessionLineItemOptions { Price = (await _stripe.Monthly(1900)).Id, Quantity = 1 }],
                SubscriptionData = new SessionSubscriptionDataOptions { TrialPeriodDays = 14 },
            }
        );
    }

    private static async Task<Subscription> Of(Session session) =>
        (
            await Client.V1.Subscriptions.ListAsync(new SubscriptionListOptions { Customer = session.CustomerId, Expand = ["data.latest_invoice"] })
        ).Data.Single();
}
