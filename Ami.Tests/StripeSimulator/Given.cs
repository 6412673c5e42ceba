using Ami.TestKit;
using Stripe;
using Price = Stripe.Price;

namespace Ami.Tests.StripeSimulator;

/// <summary>What tests of the simulated Stripe begin with.</summary>
internal static class Given
{
    public static async Task<Price> Monthly(this SimulatedStripe stripe, long amount, string interval = "month", string taxes = "unspecified")
    {
        var product = await stripe.Client.V1.Products.CreateAsync(new ProductCreateOptions { Name = $"Plan of {amount}" });
        return await stripe.Client.V1.Prices.CreateAsync(
            new PriceCreateOptions
            {
                Currency = "usd",
                UnitAmount = amount,
                Product = product.Id,
                TaxBehavior = taxes,
                Recurring = new PriceRecurringOptions { Interval = interval },
                CurrencyOptions = new Dictionary<string, PriceCurrencyOptionsOptions> { ["ars"] = new() { UnitAmount = amount * 1000 } },
            }
        );
    }

    /// <summary>A clock of its own, at the start of a month.</summary>
    public static Task<Stripe.TestHelpers.TestClock> Clock(this SimulatedStripe stripe) =>
        stripe.Client.V1.TestHelpers.TestClocks.CreateAsync(
            new Stripe.TestHelpers.TestClockCreateOptions { FrozenTime = new DateTime(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc) }
        );

    public static async Task<Stripe.TestHelpers.TestClock> Advance(this SimulatedStripe stripe, Stripe.TestHelpers.TestClock clock, double days)
    {
        var current = await stripe.Client.V1.TestHelpers.TestClocks.GetAsync(clock.Id);
        return await stripe.Client.V1.TestHelpers.TestClocks.AdvanceAsync(
            clock.Id,
            new Stripe.TestHelpers.TestClockAdvanceOptions { FrozenTime = current.FrozenTime.AddDays(days) }
        );
    }

    /// <summary>Somebody whose card is kept.</summary>
    public static async Task<Customer> Customer(this SimulatedStripe stripe, string card = "pm_card_visa", string? clock = null, string? country = null)
    {
        var customer = await stripe.Client.V1.Customers.CreateAsync(
            new CustomerCreateOptions
            {
                Email = "ada@example.com",
                TestClock = clock,
                Address = country is null ? null : new AddressOptions { Country = country },
            }
        );
        await stripe.Card(customer, card);
        return customer;
    }

    /// <summary>Another card pays from now on.</summary>
    public static async Task Card(this SimulatedStripe stripe, Customer customer, string card)
    {
        var method = await stripe.Client.V1.PaymentMethods.AttachAsync(card, new PaymentMethodAttachOptions { Customer = customer.Id });
        await stripe.Client.V1.Customers.UpdateAsync(
            customer.Id,
            new CustomerUpdateOptions { InvoiceSettings = new CustomerInvoiceSettingsOptions { DefaultPaymentMethod = method.Id } }
        );
    }

    public static Task<Subscription> Subscription(this SimulatedStripe stripe, Customer customer, Price price, Action<SubscriptionCreateOptions>? more = null)
    {
        var options = new SubscriptionCreateOptions { Customer = customer.Id, Items = [new SubscriptionItemOptions { Price = price.Id }] };
        more?.Invoke(options);
        return stripe.Client.V1.Subscriptions.CreateAsync(options);
    }

    /// <summary>The kinds of events about an object, oldest first.</summary>
    public static async Task<IReadOnlyList<string>> Told(this SimulatedStripe stripe, Func<Event, bool> which) =>
        [.. (await stripe.Client.V1.Events.ListAsync(new EventListOptions { Limit = 100 })).Data.Where(which).Reverse().Select(one => one.Type)];
}
