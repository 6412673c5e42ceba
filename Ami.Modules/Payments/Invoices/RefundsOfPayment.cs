using Stripe;

namespace Ami.Modules.Payments;

/// <summary>
/// Refunds of what only now counts here, because it could not for a while: each was told of, and given up, when nobody knew what it was of
/// (<see cref="Refunds"/>).
/// </summary>
internal sealed class RefundsOfPayment(Provider provider, Refunds refunds, TimeProvider time)
{
    /// <summary>Fetches them; none of a payment of which nothing was paid back.</summary>
    public async Task<Result<List<Refund>>> Of(KeptPayment? payment, CancellationToken cancellationToken)
    {
        if (payment is not { IsPaidBack: true })
        {
            return new List<Refund>();
        }

        var listed = await provider.AskFor(
            api => api.Refunds.ListAsync(new RefundListOptions { PaymentIntent = payment.Id, Limit = 100 }, cancellationToken: cancellationToken),
            list => list.Data?.TrueForAll(RefundEvents.IsWhole) == true,
            cancellationToken
        );
        return listed.Map(list => list.Data);
    }

    /// <summary>Makes them count. Inside the transaction in which their payment came to count.</summary>
    public async Task<Result> Apply(IReadOnlyList<Refund> fetched, CancellationToken cancellationToken)
    {
        foreach (var refund in fetched)
        {
            if (await refunds.Apply(refund, time.GetUtcNow(), cancellationToken) is { IsOk: false, Error: var refused })
            {
                return refused;
            }
        }

        return Result.Ok;
    }
}
