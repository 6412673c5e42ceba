using Stripe;

namespace Ami.Modules.Payments;

/// <summary>Events about refunds and the charges that they are of: how they are now is what counts.</summary>
internal sealed class RefundEvents(UnitOfWork unitOfWork, Provider provider, Refunds refunds) : IEventApplier
{
    private static readonly string[] Charges = ["charge.refunded", "charge.refund.updated"];

    public bool Knows(string type) => type.StartsWith("refund.", StringComparison.Ordinal) || Charges.Contains(type);

    public async Task<Result> Apply(StripeEventRow told, Func<Guid?, CancellationToken, Task> done, CancellationToken cancellationToken)
    {
        if (!(await Fetch(told, cancellationToken)).Try(out var read, out var refused))
        {
            return refused;
        }

        return await unitOfWork.Run(
            async ct =>
            {
                Guid? buyer = null;
                foreach (var refund in read)
                {
                    if (!(await refunds.Apply(refund, told.ReceivedAt, ct)).Try(out var payer, out var wrong))
                    {
                        return wrong;
                    }

                    buyer = payer ?? buyer;
                }

                await done(buyer, ct);
                return Result.Ok;
            },
            cancellationToken
        );
    }

    private async Task<Result<IReadOnlyList<Refund>>> Fetch(StripeEventRow told, CancellationToken cancellationToken)
    {
        if (told.ObjectId.StartsWith("re_", StringComparison.Ordinal) || told.ObjectId.StartsWith("pyr_", StringComparison.Ordinal))
        {
            var one = await provider.AskFor(
                api => api.Refunds.GetAsync(told.ObjectId, cancellationToken: cancellationToken),
                refund => IsWhole(refund) && refund.Id == told.ObjectId,
                cancellationToken
            );
            return one.Map(refund => (IReadOnlyList<Refund>)[refund]);
        }

        var listed = await provider.AskFor(
            api => api.Refunds.ListAsync(new RefundListOptions { Charge = told.ObjectId, Limit = 100 }, cancellationToken: cancellationToken),
            list => list.Data?.TrueForAll(IsWhole) == true,
            cancellationToken
        );
        return listed.Map(list => (IReadOnlyList<Refund>)list.Data);
    }

    /// <summary>Whether an answer is one.</summary>
    public static bool IsWhole(Refund refund) => refund is { Id.Length: > 0, Status.Length: > 0, Currency.Length: > 0 };
}
