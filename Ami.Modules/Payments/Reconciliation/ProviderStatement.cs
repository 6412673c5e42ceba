using Stripe;

namespace Ami.Modules.Payments;

/// <summary>A payout, and what it pays out.</summary>
/// <param name="Id">The provider's id.</param>
/// <param name="Amount">In the major unit.</param>
/// <param name="IsSummed">Whether the provider can say what is in it: it cannot for those that somebody asked for by hand.</param>
/// <param name="IsWaiting">Whether it will be able to, and is not yet.</param>
/// <param name="IsLate">Whether it should have arrived long ago.</param>
/// <param name="Entries">What is in it, without itself; empty where that cannot be said.</param>
internal sealed record ProviderPayout(string Id, decimal Amount, bool IsSummed, bool IsWaiting, bool IsLate, IReadOnlyList<ProviderEntry> Entries);

/// <summary>Reads the provider's books, page by page and outside of any transaction.</summary>
internal sealed class ProviderStatement(Provider provider, TimeProvider time)
{
    private const int PageSize = 100;

    /// <summary>A payout that is under way for longer did not arrive.</summary>
    private static readonly TimeSpan LongestWay = TimeSpan.FromDays(5);

    /// <summary>The next page of what happened in a time, the newest first.</summary>
    /// <param name="from">Null for the beginning.</param>
    /// <param name="to">Before this.</param>
    /// <param name="after">The last one of the page before.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Result<(IReadOnlyList<ProviderEntry> Entries, string? Last)>> Page(
        DateTimeOffset? from,
        DateTimeOffset to,
        string? after,
        CancellationToken cancellationToken
    )
    {
        var options = new BalanceTransactionListOptions
        {
            Limit = PageSize,
            StartingAfter = after,
            Created = new DateRangeOptions { GreaterThanOrEqual = from?.UtcDateTime, LessThan = to.UtcDateTime },
            Expand = ["data.source"],
        };
        return await List(options, cancellationToken);
    }

    /// <summary>One line by its id.</summary>
    public async Task<Result<ProviderEntry>> Find(string transactionId, CancellationToken cancellationToken)
    {
        var read = await provider.AskFor(
            api =>
                api.BalanceTransactions.GetAsync(transactionId, new BalanceTransactionGetOptions { Expand = ["source"] }, cancellationToken: cancellationToken),
            IsWhole,
            cancellationToken
        );
        return read.Map(ProviderEntry.Of);
    }

    /// <summary>The line of a payment; null where it made none, or there is no such payment.</summary>
    public async Task<Result<ProviderEntry?>> OfPayment(string paymentId, CancellationToken cancellationToken)
    {
        var options = new PaymentIntentGetOptions { Expand = ["latest_charge"] };
        var read = await provider.Ask(api => api.PaymentIntents.GetAsync(paymentId, options, cancellationToken: cancellationToken), cancellationToken);
        return read.Try(out var payment, out var refused)
            ? await OfTransaction(payment.LatestCharge?.BalanceTransactionId, cancellationToken)
            : Unless(refused);
    }

    /// <summary>The line of a refund; null where it made none, or there is no such refund.</summary>
    public async Task<Result<ProviderEntry?>> OfRefund(string refundId, CancellationToken cancellationToken)
    {
        var read = await provider.Ask(api => api.Refunds.GetAsync(refundId, cancellationToken: cancellationToken), cancellationToken);
        return read.Try(out var refund, out var refused) ? await OfTransaction(refund.BalanceTransactionId, cancellationToken) : Unless(refused);
    }

    /// <summary>A payout and all that is in it; null where there is no such payout.</summary>
    public async Task<Result<ProviderPayout?>> Payout(string payoutId, CancellationToken cancellationToken)
    {
        var read = await provider.AskFor(
            api => api.Payouts.GetAsync(payoutId, cancellationToken: cancellationToken),
            one => one is { Status.Length: > 0, Currency.Length: > 0 } && one.Id == payoutId,
            cancellationToken
        );
        if (!read.Try(out var payout, out var refused))
        {
            return refused == PaymentsErrors.NotAtProvider ? (ProviderPayout?)null : refused;
        }

        var entries = new List<ProviderEntry>();
        string? after = null;
        var isSummed = payout is { Automatic: true, ReconciliationStatus: "completed" };
        for (var more = isSummed; more; more = after is not null)
        {
            var options = new BalanceTransactionListOptions
            {
                Limit = PageSize,
                StartingAfter = after,
                Payout = payoutId,
                Expand = ["data.source"],
            };
            if (!(await List(options, cancellationToken)).Try(out var page, out refused))
            {
                return refused;
            }

            entries.AddRange(page.Entries.Where(one => one.SourceId != payoutId));
            after = page.Last;
        }

        var isLate = payout.Status is "pending" or "in_transit" && SubscriptionReading.Utc(payout.ArrivalDate) + LongestWay < time.GetUtcNow();
        return new ProviderPayout(payoutId, StripeMoney.Major(payout.Amount, payout.Currency), isSummed, payout.Automatic && !isSummed, isLate, entries);
    }

    private async Task<Result<(IReadOnlyList<ProviderEntry> Entries, string? Last)>> List(
        BalanceTransactionListOptions options,
        CancellationToken cancellationToken
    )
    {
        var listed = await provider.AskFor(
            api => api.BalanceTransactions.ListAsync(options, cancellationToken: cancellationToken),
            list => list.Data?.TrueForAll(IsWhole) == true && (list.Data.Count > 0 || !list.HasMore),
            cancellationToken
        );
        return listed.Map(page => ((IReadOnlyList<ProviderEntry>)[.. page.Data.Select(ProviderEntry.Of)], page.HasMore ? (string?)page.Data[^1].Id : null));
    }

    private async Task<Result<ProviderEntry?>> OfTransaction(string? transactionId, CancellationToken cancellationToken) =>
        transactionId is null ? (ProviderEntry?)null
        : (await Find(transactionId, cancellationToken)).Try(out var entry, out var refused) ? entry
        : Unless(refused);

    private static Result<ProviderEntry?> Unless(Error refused) => refused == PaymentsErrors.NotAtProvider ? (ProviderEntry?)null : refused;

    private static bool IsWhole(BalanceTransaction? read) => read is { Id.Length: > 0, Type.Length: > 0, Currency.Length: > 0 };
}
