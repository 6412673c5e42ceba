using System.Net.Http.Json;
using Ami.TestKit;
using Stripe;
using Stripe.Checkout;

namespace Ami.Tests.StripeSimulator;

/// <summary>A life with the simulated Stripe in which every kind of object and of event occurs.</summary>
internal static class EverythingThatHappens
{
    public static async Task In(SimulatedStripe stripe)
    {
        await Checkouts(stripe);
        await Subscriptions(stripe);
        await Banks(stripe);
        var v1 = stripe.Client.V1;
        await v1.WebhookEndpoints.CreateAsync(
            new WebhookEndpointCreateOptions
            {
                Url = "https://elsewhere/hook",
                EnabledEvents = ["*"],
                Description = "Second",
            }
        );
        var customer = await stripe.Customer(country: "AR");
        await v1.Customers.TaxIds.CreateAsync(customer.Id, new CustomerTaxIdCreateOptions { Type = "ar_cuit", Value = "12-3456789-01" });
        await v1.Customers.BalanceTransactions.CreateAsync(customer.Id, new CustomerBalanceTransactionCreateOptions { Amount = -500, Currency = "usd" });
        await stripe.Subscription(customer, await stripe.Monthly(2000, taxes: "inclusive"), options => options.AutomaticTax = new() { Enabled = true });
        await v1.BillingPortal.Sessions.CreateAsync(
            new Stripe.BillingPortal.SessionCreateOptions
            {
                Customer = customer.Id,
                FlowData = new Stripe.BillingPortal.SessionFlowDataOptions { Type = "payment_method_update" },
            }
        );
        await v1.BillingPortal.Configurations.CreateAsync(
            new Stripe.BillingPortal.ConfigurationCreateOptions
            {
                Features = new Stripe.BillingPortal.ConfigurationFeaturesOptions { InvoiceHistory = new() { Enabled = true } },
            }
        );
        var leaving = await stripe.Customer();
        await stripe.Subscription(leaving, await stripe.Monthly(1500));
        await v1.Customers.DeleteAsync(leaving.Id);
    }

    private static async Task Checkouts(SimulatedStripe stripe)
    {
        foreach (var card in new[] { "4242424242424242", "4000000000000002", "DE89370400440532013000", "DE62370400440532013001" })
        {
            await stripe.Pay((await Session(stripe, "payment")).Url, card);
        }

        var proof = await stripe.Pay((await Session(stripe, "payment")).Url, "4000002760003184");
        await stripe.Prove(proof!);
        await stripe.Pay((await Session(stripe, "subscription")).Url, country: "AR");
        await stripe.Pay((await Session(stripe, "setup")).Url);
        foreach (var proved in new[] { false, true })
        {
            await stripe.Pay((await Session(stripe, "setup")).Url, "4000002500003155");
            await stripe.Prove((await stripe.Pay((await Session(stripe, "setup")).Url, "4000002500003155"))!, proved);
        }

        await stripe.Client.V1.Checkout.Sessions.ExpireAsync((await Session(stripe, "payment")).Id);
        stripe.Time.Advance(TimeSpan.FromDays(4));
        stripe.Bill();
    }

    private static async Task<Session> Session(SimulatedStripe stripe, string mode)
    {
        var price = mode == "setup" ? null : await stripe.Monthly(1900, taxes: "exclusive");
        return await stripe.Client.V1.Checkout.Sessions.CreateAsync(
            new SessionCreateOptions
            {
                Mode = mode,
                Currency = "usd",
                SuccessUrl = "https://example.com/done",
                CustomerCreation = mode == "payment" ? "always" : null,
                AutomaticTax = mode == "setup" ? null : new SessionAutomaticTaxOptions { Enabled = true },
                Discounts = mode == "setup" ? null : [new SessionDiscountOptions { PromotionCode = await Code(stripe) }],
                LineItems = mode switch
                {
                    "setup" => null,
                    "subscription" => [new SessionLineItemOptions { Price = price!.Id, Quantity = 1 }],
                    _ =>
                    [
                        new SessionLineItemOptions
                        {
                            Quantity = 2,
                            PriceData = new SessionLineItemPriceDataOptions
                            {
                                Currency = "usd",
                                UnitAmount = 700,
                                ProductData = new() { Name = "Course" },
                            },
                        },
                    ],
                },
            }
        );
    }

    private static async Task<string> Code(SimulatedStripe stripe)
    {
        var coupon = await stripe.Client.V1.Coupons.CreateAsync(
            new CouponCreateOptions
            {
                PercentOff = 25,
                Duration = "repeating",
                DurationInMonths = 2,
            }
        );
        var code = await stripe.Client.V1.PromotionCodes.CreateAsync(
            new PromotionCodeCreateOptions
            {
                Promotion = new PromotionCodePromotionOptions { Type = "coupon", Coupon = coupon.Id },
            }
        );
        return code.Id;
    }

    private static async Task Subscriptions(SimulatedStripe stripe)
    {
        var v1 = stripe.Client.V1;
        var clock = await stripe.Clock();
        var (cheap, dear) = (await stripe.Monthly(1000), await stripe.Monthly(3000));
        var customer = await stripe.Customer(clock: clock.Id);
        var upgraded = await stripe.Subscription(customer, cheap, options => options.TrialPeriodDays = 7);
        var paused = await stripe.Subscription(customer, cheap);
        var skipped = await stripe.Subscription(customer, cheap);
        await stripe.Subscription(customer, cheap, options => options.PaymentBehavior = "default_incomplete");
        await stripe.Advance(clock, 10);
        var item = new SubscriptionItemOptions { Id = upgraded.Items.Data[0].Id, Price = dear.Id };
        await v1.Subscriptions.UpdateAsync(upgraded.Id, new SubscriptionUpdateOptions { ProrationBehavior = "always_invoice", Items = [item] });
        await v1.Subscriptions.UpdateAsync(skipped.Id, new SubscriptionUpdateOptions { PauseCollection = new() { Behavior = "mark_uncollectible" } });
        await v1.Subscriptions.PauseAsync(paused.Id);
        await stripe.Advance(clock, 40);
        await v1.Subscriptions.ResumeAsync(paused.Id);
        await stripe.Card(customer, "pm_card_authenticationRequired");
        await stripe.Advance(clock, 60);
        await v1.PaymentMethods.DetachAsync((await v1.Customers.GetAsync(customer.Id)).InvoiceSettings.DefaultPaymentMethodId);
        var open = await v1.Invoices.ListAsync(new InvoiceListOptions { Status = "open" });
        await v1.Invoices.VoidInvoiceAsync(open.Data[0].Id);
    }

    private static async Task Banks(SimulatedStripe stripe)
    {
        foreach (var card in new[] { "visa", "createDispute", "createDisputeInquiry", "createIssuerFraudRecord", "pendingRefund", "refundFail" })
        {
            var intent = await stripe.Client.V1.PaymentIntents.CreateAsync(
                new PaymentIntentCreateOptions
                {
                    Amount = 10_000,
                    Currency = "usd",
                    PaymentMethod = $"pm_card_{card}",
                    Confirm = true,
                }
            );
            if (card.Contains("efund", StringComparison.Ordinal))
            {
                await stripe.Client.V1.Refunds.CreateAsync(new RefundCreateOptions { PaymentIntent = intent.Id });
            }
        }

        foreach (var dispute in (await stripe.Client.V1.Disputes.ListAsync()).Data)
        {
            using var closed = await stripe.Control.PostAsJsonAsync($"/simulator/disputes/{dispute.Id}/close", new { won = true });
            closed.EnsureSuccessStatusCode();
        }

        stripe.Time.Advance(TimeSpan.FromDays(3));
        stripe.Bill();
        stripe.Time.Advance(TimeSpan.FromDays(2));
        stripe.Bill();
    }
}
