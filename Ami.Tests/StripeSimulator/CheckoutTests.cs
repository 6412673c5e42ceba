using Ami.TestKit;
using Stripe;
using Stripe.Checkout;
using Price = Stripe.Price;

namespace Ami.Tests.StripeSimulator;

/// <summary>The simulated Stripe, driven by the official client, up to the page where people pay.</summary>
[TestClass]
public sealed class CheckoutTests
{
    private static SimulatedStripe _stripe = null!;

    private static StripeClient Client => _stripe.Client;

    [ClassInitialize]
    public static void Start(TestContext _) => _stripe = SimulatedStripe.Start();

    [ClassCleanup]
    public static async Task Stop() => await _stripe.DisposeAsync();

    [TestMethod]
    public async Task Payment_PaidByCard_CompletesWithChargeAndFee()
    {
        var session = await OneTime(2500);
        var back = await _stripe.Pay(session.Url);
        back!.ToString().ShouldBe($"https://example.com/done?session={session.Id}");
        var done = await Client.V1.Checkout.Sessions.GetAsync(
            session.Id,
            new SessionGetOptions { Expand = ["payment_intent.latest_charge.balance_transaction", "line_items"] }
        );
        done.Status.ShouldBe("complete");
        done.PaymentStatus.ShouldBe("paid");
        done.LineItems.Data.Single().AmountTotal.ShouldBe(2500);
        done.PaymentIntent.Status.ShouldBe("succeeded");
        done.PaymentIntent.Metadata["order"].ShouldBe("7");
        done.PaymentIntent.LatestCharge.Paid.ShouldBeTrue();
        done.PaymentIntent.LatestCharge.BalanceTransaction.Fee.ShouldBe(103);
        done.PaymentIntent.LatestCharge.BalanceTransaction.Net.ShouldBe(2397);
    }

    [TestMethod]
    [DataRow("4000000000000002", "rechazada")]
    [DataRow("4000000000009995", "fondos")]
    [DataRow("4111111111111111", "incorrecto")]
    [DataRow("4242424242424242", "vencida", "01 / 20")]
    public async Task Payment_CardDeclines_PageSaysSoAndNothingIsPaid(string card, string words, string expiry = "12 / 34")
    {
        var session = await OneTime(2500);
        var page = "";
        (await _stripe.Pay(session.Url, card, page: text => page = text, expiry: expiry)).ShouldBeNull();
        page.ShouldContain(words);
        page.ShouldContain("Pago simulado");
        (await Client.V1.Checkout.Sessions.GetAsync(session.Id)).PaymentStatus.ShouldBe("unpaid");
        (await _stripe.Pay(session.Url)).ShouldNotBeNull();
    }

    [TestMethod]
    public async Task Payment_CardAsksForProof_IsPaidOnlyOnceProved()
    {
        var session = await OneTime(2500);
        var proof = (await _stripe.Pay(session.Url, "4000002760003184")).ShouldNotBeNull();
        proof.AbsolutePath.ShouldStartWith("/3ds/");
        (await Client.V1.Checkout.Sessions.GetAsync(session.Id)).Status.ShouldBe("open");
        (await _stripe.Prove(proof, proved: false))!.Query.ShouldContain("authentication_failure");
        (await Client.V1.Checkout.Sessions.GetAsync(session.Id)).PaymentStatus.ShouldBe("unpaid");
        proof = (await _stripe.Pay(session.Url, "4000002760003184")).ShouldNotBeNull();
        (await _stripe.Prove(proof))!.Host.ShouldBe("example.com");
        (await Client.V1.Checkout.Sessions.GetAsync(session.Id)).PaymentStatus.ShouldBe("paid");
    }

    [TestMethod]
    [DataRow("DE89370400440532013000", "paid", "checkout.session.async_payment_succeeded")]
    [DataRow("DE62370400440532013001", "unpaid", "checkout.session.async_payment_failed")]
    public async Task Payment_ByDebit_IsSettledDaysLater(string account, string status, string told)
    {
        await using var stripe = SimulatedStripe.Start();
        var session = await OneTime(2500, stripe);
        await stripe.Pay(session.Url, account);
        (await stripe.Client.V1.Checkout.Sessions.GetAsync(session.Id)).PaymentStatus.ShouldBe("unpaid");
        stripe.Time.Advance(TimeSpan.FromDays(4));
        stripe.Bill();
        (await stripe.Client.V1.Checkout.Sessions.GetAsync(session.Id)).PaymentStatus.ShouldBe(status);
        (await stripe.Client.V1.Events.ListAsync(new EventListOptions { Type = told })).Data.Count.ShouldBe(1);
    }

    [TestMethod]
    public async Task Subscription_WithPromotionCode_IsActiveAndPaid()
    {
        var price = await Price(1900);
        var coupon = await Client.V1.Coupons.CreateAsync(new CouponCreateOptions { PercentOff = 50, Duration = "once" });
        await Client.V1.PromotionCodes.CreateAsync(
            new PromotionCodeCreateOptions
            {
                Code = "HALF",
                Promotion = new PromotionCodePromotionOptions { Type = "coupon", Coupon = coupon.Id },
            }
        );
        var session = await Client.V1.Checkout.Sessions.CreateAsync(
            new SessionCreateOptions
            {
                Mode = "subscription",
                AllowPromotionCodes = true,
                SuccessUrl = "https://example.com/done",
                LineItems = [new SessionLineItemOptions { Price = price.Id, Quantity = 1 }],
                SubscriptionData = new SessionSubscriptionDataOptions { Metadata = new Dictionary<string, string> { ["user"] = "u1" } },
            }
        );
        using var browser = new HttpClient();
        using var code = new FormUrlEncodedContent(new Dictionary<string, string> { ["promotion"] = "half", ["apply"] = "1" });
        using var applied = await browser.PostAsync(session.Url, code);
        (await applied.Content.ReadAsStringAsync()).ShouldContain("9.50");
        await _stripe.Pay(session.Url);
        var done = await Client.V1.Checkout.Sessions.GetAsync(session.Id, new SessionGetOptions { Expand = ["subscription.latest_invoice.payments"] });
        done.PaymentStatus.ShouldBe("paid");
        done.Subscription.Status.ShouldBe("active");
        done.Subscription.Metadata["user"].ShouldBe("u1");
        done.Subscription.Items.Data.Single().CurrentPeriodEnd.ShouldBeGreaterThan(DateTime.MinValue);
        done.Subscription.LatestInvoice.AmountPaid.ShouldBe(950);
        done.Subscription.LatestInvoice.Payments.Data.Single().Status.ShouldBe("paid");
    }

    private static async Task<Session> OneTime(long amount, SimulatedStripe? stripe = null) =>
        await (stripe ?? _stripe).Client.V1.Checkout.Sessions.CreateAsync(
            new SessionCreateOptions
            {
                Mode = "payment",
                Locale = "es",
                SuccessUrl = "https://example.com/done?session={CHECKOUT_SESSION_ID}",
                CancelUrl = "https://example.com/back",
                LineItems =
                [
                    new SessionLineItemOptions
                    {
                        Quantity = 1,
                        PriceData = new SessionLineItemPriceDataOptions
                        {
                            Currency = "usd",
                            UnitAmount = amount,
                            ProductData = new SessionLineItemPriceDataProductDataOptions { Name = "Course" },
                        },
                    },
                ],
                PaymentIntentData = new SessionPaymentIntentDataOptions { Metadata = new Dictionary<string, string> { ["order"] = "7" } },
            }
        );

    private static async Task<Price> Price(long amount)
    {
        var product = await Client.V1.Products.CreateAsync(new ProductCreateOptions { Name = "Pro" });
        return await Client.V1.Prices.CreateAsync(
            new PriceCreateOptions
            {
                Currency = "usd",
                UnitAmount = amount,
                Product = product.Id,
                Recurring = new PriceRecurringOptions { Interval = "month" },
            }
        );
    }
}
