using System.Collections.Concurrent;
using System.Globalization;
using Ami.Modules.Payments.Contracts;
using Stripe;
using Plan = Ami.Modules.Identity.Contracts.Plan;
using Price = Stripe.Price;

namespace Ami.Modules.Payments;

/// <summary>
/// The provider's prices, made of <see cref="PlanTable"/> when they are first wanted. A price says in its metadata which plan it is for; when the table changes a
/// new one takes over its look-up key, and subscriptions that have the old one keep it.
/// </summary>
internal sealed class PriceCatalogue(Provider provider)
{
    private const string PlanKey = "plan";
    private const string IntervalKey = "interval";

    private readonly ConcurrentDictionary<(Plan, BillingInterval), string> _known = new();
    private readonly ConcurrentDictionary<string, (Plan, BillingInterval)?> _sold = new(StringComparer.Ordinal);

    /// <summary>Which plan a price is for; null for one that is not ours.</summary>
    public static (Plan Plan, BillingInterval Interval)? Of(Price? price) =>
        price?.Metadata is { } said
        && StripeMoney.Named<Plan>(said.GetValueOrDefault(PlanKey)) is { } plan
        && StripeMoney.Named<BillingInterval>(said.GetValueOrDefault(IntervalKey)) is { } interval
            ? (plan, interval)
            : null;

    /// <summary>Which plan a price is for, by the price's id; null for one that is not ours, or that cannot be read just now.</summary>
    public async Task<(Plan Plan, BillingInterval Interval)?> PlanOf(string priceId, CancellationToken cancellationToken)
    {
        if (_sold.TryGetValue(priceId, out var known))
        {
            return known;
        }

        var read = await provider.Ask(api => api.Prices.GetAsync(priceId, cancellationToken: cancellationToken), cancellationToken);
        return read.Try(out var price, out _) ? _sold[priceId] = Of(price) : null;
    }

    /// <summary>The provider's id of what a plan costs.</summary>
    public async Task<Result<string>> Find(Plan plan, BillingInterval interval, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue((plan, interval), out var known))
        {
            return known;
        }

        var (lookup, tag) = ($"ami_{StripeMoney.Name(plan)}_{StripeMoney.Interval(interval)}", TagOf(plan, interval));
        var listed = await provider.AskFor(
            api => api.Prices.ListAsync(new PriceListOptions { LookupKeys = [lookup], Active = true }, cancellationToken: cancellationToken),
            list => list.Data is not null,
            cancellationToken
        );
        if (!listed.Try(out var prices, out var away))
        {
            return away;
        }

        if (prices.Data.Find(price => price.Metadata?.GetValueOrDefault("terms") == tag) is { } there)
        {
            return _known[(plan, interval)] = there.Id;
        }

        return await Make(plan, interval, lookup, tag, cancellationToken);
    }

    private async Task<Result<string>> Make(Plan plan, BillingInterval interval, string lookup, string tag, CancellationToken cancellationToken)
    {
        var product = $"ami_{StripeMoney.Name(plan)}";
        var found = await provider.Ask(api => api.Products.GetAsync(product, cancellationToken: cancellationToken), cancellationToken);
        if (!found.Try(out _, out var missing))
        {
            if (missing != PaymentsErrors.NotAtProvider)
            {
                return missing;
            }

            var named = new ProductCreateOptions { Id = product, Name = $"AMI {plan}" };
            var added = await provider.Ask(api => api.Products.CreateAsync(named, Provider.Once($"product/{product}"), cancellationToken), cancellationToken);
            if (!added.Try(out _, out var refused))
            {
                return refused;
            }
        }

        var made = await provider.Ask(
            api => api.Prices.CreateAsync(Options(plan, interval, product, lookup, tag), Provider.Once($"price/{lookup}/{tag}"), cancellationToken),
            cancellationToken
        );
        return made.Map(price => _known[(plan, interval)] = price.Id);
    }

    private static PriceCreateOptions Options(Plan plan, BillingInterval interval, string product, string lookup, string tag)
    {
        var prices = PlanTable.Of(plan).Prices.Where(price => price.Interval == interval).ToList();
        return new PriceCreateOptions
        {
            Product = product,
            Currency = StripeMoney.Code(prices[0].Currency),
            UnitAmount = StripeMoney.Minor(new Money(prices[0].Amount, prices[0].Currency)),
            CurrencyOptions = prices
                .Skip(1)
                .ToDictionary(
                    price => StripeMoney.Code(price.Currency),
                    price => new PriceCurrencyOptionsOptions { UnitAmount = StripeMoney.Minor(new Money(price.Amount, price.Currency)) }
                ),
            Recurring = new PriceRecurringOptions { Interval = StripeMoney.Interval(interval) },
            LookupKey = lookup,
            TransferLookupKey = true,
            Metadata = new()
            {
                [PlanKey] = StripeMoney.Name(plan),
                [IntervalKey] = StripeMoney.Name(interval),
                ["terms"] = tag,
            },
        };
    }

    /// <summary>Changes with the table.</summary>
    private static string TagOf(Plan plan, BillingInterval interval) =>
        ComputedId
            .Of(
                string.Join(
                    ',',
                    PlanTable
                        .Of(plan)
                        .Prices.Where(price => price.Interval == interval)
                        .Select(price => string.Create(CultureInfo.InvariantCulture, $"{price.Currency.Code}{price.Amount}"))
                )
            )
            .ToString("N")[..12];
}
