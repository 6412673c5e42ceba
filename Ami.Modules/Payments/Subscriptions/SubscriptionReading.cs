using Stripe;
using Plan = Ami.Modules.Identity.Contracts.Plan;
using Price = Stripe.Price;

namespace Ami.Modules.Payments;

/// <summary>Our names in the metadata of a subscription at the provider.</summary>
internal static class SubscriptionNotes
{
    public const string KeptPlan = "kept_plan";
    public const string KeptUntil = "kept_until";
    public const string PaidUntil = "paid_until";
}

/// <summary>Reads the provider's subscription.</summary>
internal static class SubscriptionReading
{
    /// <summary>What has to come along in one reading.</summary>
    private static readonly SubscriptionGetOptions Whole = new() { Expand = ["latest_invoice", "items.data.price.currency_options"] };

    /// <summary>Fetches one as it is now; another one, or a part of one, is no answer.</summary>
    public static Task<Result<Subscription>> Fetch(Provider provider, string id, CancellationToken cancellationToken) =>
        provider.AskFor(
            api => api.Subscriptions.GetAsync(id, Whole, cancellationToken: cancellationToken),
            read => read is { Status.Length: > 0, CustomerId.Length: > 0, Currency.Length: > 0, Items.Data: [{ Price: not null }, ..] } && read.Id == id,
            cancellationToken
        );

    /// <summary>Fills a row with what was read.</summary>
    /// <returns>False when it is no subscription of ours: its price is for no plan.</returns>
    public static bool Fill(SubscriptionRow row, Subscription read)
    {
        if (read.Items?.Data is not [var item, ..] || PriceCatalogue.Of(item.Price) is not var (plan, interval))
        {
            return false;
        }

        row.Status = read.Status;
        row.Plan = plan;
        row.Interval = interval;
        row.Currency = read.Currency.ToUpperInvariant();
        row.Amount = AmountOf(item.Price, read.Currency);
        row.PeriodStart = Utc(item.CurrentPeriodStart);
        row.PeriodEnd = Utc(item.CurrentPeriodEnd);
        row.TrialEnd = Utc(read.TrialEnd);
        row.CancelAt = read.CancelAtPeriodEnd ? row.PeriodEnd : Utc(read.CancelAt);
        row.EndedAt = Utc(read.EndedAt);
        row.IsPaused = read.PauseCollection is not null || IsUncollected(read);
        row.ResumesAt = Utc(read.PauseCollection?.ResumesAt);
        row.KeptPlan = StripeMoney.Named<Plan>(Note(read, SubscriptionNotes.KeptPlan));
        row.KeptUntil = Moment(read, SubscriptionNotes.KeptUntil);
        row.PaidUntil = Moment(read, SubscriptionNotes.PaidUntil);
        row.UnpaidSince = read.LatestInvoice is { Status: "open" } open ? Utc(open.Created) : null;
        return true;
    }

    /// <summary>
    /// Whether the current period began during a pause, so that nobody paid it and nobody will: it gives nothing though the pause is over. It goes on with a period
    /// that is paid (<see cref="SubscriptionChanges.EndPause"/>).
    /// </summary>
    public static bool IsUncollected(Subscription read) =>
        read is { Status: "active", Items.Data: [var item, ..] }
        && Moment(read, SubscriptionNotes.PaidUntil) is { } paidUntil
        && paidUntil <= Utc(item.CurrentPeriodStart)
        && read.LatestInvoice is { Status: "void" or "uncollectible" } or { Status: "draft", AutoAdvance: false };

    /// <summary>The provider's times are UTC.</summary>
    public static DateTimeOffset Utc(DateTime moment) => new(DateTime.SpecifyKind(moment, DateTimeKind.Utc), TimeSpan.Zero);

    private static DateTimeOffset? Utc(DateTime? moment) => moment is { } there ? Utc(there) : null;

    /// <summary>An older price keeps its amount, whatever the table of plans says by now.</summary>
    private static decimal AmountOf(Price price, string currency) =>
        StripeMoney.Major(
            price.CurrencyOptions?.GetValueOrDefault(currency)?.UnitAmount ?? (price.Currency == currency ? price.UnitAmount : null) ?? 0,
            currency
        );

    private static string? Note(Subscription read, string name) => read.Metadata?.GetValueOrDefault(name);

    private static DateTimeOffset? Moment(Subscription read, string name) =>
        long.TryParse(Note(read, name), System.Globalization.CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
