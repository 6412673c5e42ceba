using Ami.TestKit;
using Stripe;

namespace Ami.Tests.StripeSimulator;

/// <summary>The customer portal's page: end and keep, another plan, another card.</summary>
[TestClass]
public sealed class PortalTests
{
    [TestMethod]
    public async Task Portal_UsedByACustomer_ChangesWhatTheyAskFor()
    {
        await using var stripe = SimulatedStripe.Start();
        var customer = await stripe.Customer();
        var subscription = await stripe.Subscription(customer, await stripe.Monthly(1000));
        var dear = await stripe.Monthly(3000);
        var session = await stripe.Client.V1.BillingPortal.Sessions.CreateAsync(
            new Stripe.BillingPortal.SessionCreateOptions
            {
                Customer = customer.Id,
                Locale = "es",
                ReturnUrl = "https://example.com/account",
            }
        );
        var shown = await Page();
        shown.ShouldContain("Pago simulado");
        shown.ShouldContain("10,00 USD");
        shown.ShouldContain("https://example.com/account");
        await Send("cancel", subscription.Id);
        (await Get()).CancelAtPeriodEnd.ShouldBeTrue();
        (await Page()).ShouldContain("Mantener la suscripci");
        await Send("resume", subscription.Id);
        (await Get()).CancelAtPeriodEnd.ShouldBeFalse();
        await Send("switch", $"{subscription.Id} {dear.Id}");
        (await Get()).Items.Data[0].Price.Id.ShouldBe(dear.Id);
        (await stripe.Client.V1.Invoices.GetAsync((await Get()).LatestInvoiceId)).AmountPaid.ShouldBeInRange(1995, 2000);
        await Send("card", "1", number: "4000000000000341");
        var kept = await stripe.Client.V1.Customers.GetAsync(customer.Id, new CustomerGetOptions { Expand = ["invoice_settings.default_payment_method"] });
        kept.InvoiceSettings.DefaultPaymentMethod.Card.Last4.ShouldBe("0341");
        (await Send("card", "1", number: "4000000000000002")).ShouldContain("rechazada");
        // A stranger's subscription is none of theirs.
        var stranger = await stripe.Subscription(await stripe.Customer(), dear);
        await Send("cancel", stranger.Id);
        (await stripe.Client.V1.Subscriptions.GetAsync(stranger.Id)).CancelAtPeriodEnd.ShouldBeFalse();
        stripe.Time.Advance(TimeSpan.FromHours(2));
        (await Page()).ShouldContain("venci");

        async Task<string> Page()
        {
            using var browser = new HttpClient();
            using var response = await browser.GetAsync(session.Url);
            return await response.Content.ReadAsStringAsync();
        }

        async Task<string> Send(string name, string value, string number = "")
        {
            using var browser = new HttpClient();
            using var form = new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    [name] = value,
                    ["number"] = number,
                    ["expiry"] = "12/34",
                    ["cvc"] = "123",
                    ["name"] = "Ada",
                }
            );
            using var response = await browser.PostAsync(session.Url, form);
            return await response.Content.ReadAsStringAsync();
        }

        Task<Subscription> Get() => stripe.Client.V1.Subscriptions.GetAsync(subscription.Id);
    }
}
