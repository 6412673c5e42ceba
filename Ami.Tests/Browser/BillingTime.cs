using Ami.TestKit;
using Stripe;

namespace Ami.Tests.Browser;

/// <summary>Time as it passes for one person at the payment provider: trials end and renewals come when a test says so, and nobody else's.</summary>
internal sealed class BillingTime
{
    private readonly StripeClient _provider;
    private readonly string _clock;
    private readonly string _customer;

    private BillingTime(StripeClient provider, string clock, string customer) => (_provider, _clock, _customer) = (provider, clock, customer);

    /// <summary>Makes somebody who signed up, and bought nothing yet, a customer with a clock of their own.</summary>
    /// <param name="email">Whose.</param>
    /// <param name="language">Of the provider's pages.</param>
    /// <param name="from">What the clock shows.</param>
    public static async Task<BillingTime> Begin(string email, string language, DateTimeOffset from)
    {
        var provider = await (await WholeSystem.Get()).PaymentProvider();
        var clock = await provider.V1.TestHelpers.TestClocks.CreateAsync(new() { FrozenTime = from.UtcDateTime });
        var customer = await provider.V1.Customers.CreateAsync(
            new()
            {
                TestClock = clock.Id,
                Email = email,
                PreferredLocales = [language],
            }
        );
        await WholeSystem.Scalar<Guid>(
            """
            insert into payments.customers (user_id, customer_id, created_at)
            select id, $2, now() from identity.users where normalized_email = upper($1) returning user_id
            """,
            email,
            customer.Id
        );
        return new BillingTime(provider, clock.Id, customer.Id);
    }

    /// <summary>Lets what is due until then happen.</summary>
    public Task Until(DateTimeOffset to) => _provider.V1.TestHelpers.TestClocks.AdvanceAsync(_clock, new() { FrozenTime = to.UtcDateTime });

    /// <summary>What the newest invoice took from the card, in the currency's own unit.</summary>
    public async Task<decimal> LastCharge() =>
        (await _provider.V1.Invoices.ListAsync(new() { Customer = _customer, Limit = 1 })).Data.Single().AmountPaid / 100m;
}
