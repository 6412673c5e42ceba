using Ami.Modules.Identity.Contracts;
using Stripe.Checkout;

namespace Ami.Modules.Payments;

/// <summary>Events about pages on which somebody pays.</summary>
internal sealed class CheckoutEvents(
    UnitOfWork unitOfWork,
    Provider provider,
    Checkouts checkouts,
    Customers customers,
    IPersonDirectory people,
    ApplySubscription subscriptions,
    Purchases purchases,
    Deposits deposits,
    IssueDocuments documents
) : IEventApplier
{
    public bool Knows(string type) => type.StartsWith("checkout.session.", StringComparison.Ordinal);

    public async Task<Result> Apply(StripeEventRow told, Func<Guid?, CancellationToken, Task> done, CancellationToken cancellationToken)
    {
        if (!(await checkouts.Fetch(told.ObjectId, cancellationToken)).Try(out var fetched, out var refused))
        {
            return refused;
        }

        var (session, seq) = fetched;
        async Task Finish(Guid? user, CancellationToken ct)
        {
            if (await checkouts.Apply(session, seq, ct))
            {
                await purchases.Apply(session, ct);
            }

            await done(user, ct);
        }

        return session.SubscriptionId is { } subscription
            ? (await subscriptions.Fetch(subscription, Finish, cancellationToken)).Match(_ => Result.Ok, error => error)
            : await Once(session, Finish, cancellationToken);
    }

    /// <summary>What was paid once gets an invoice of ours in the transaction that grants it; the provider makes none.</summary>
    private async Task<Result> Once(Session session, Func<Guid?, CancellationToken, Task> finish, CancellationToken cancellationToken)
    {
        var owner = session.CustomerId is { } customer ? await customers.UserOf(customer, cancellationToken) : null;
        var buyer = owner is { } user ? await people.Find(user, cancellationToken) : null;
        PaidSale? sale = null;
        if (
            buyer is not null
            && Checkouts.StateOf(session) == CheckoutState.Paid
            && session.AmountTotal > 0
            && await purchases.NameOf(session.Id, cancellationToken) is { } name
        )
        {
            if (!(await PaidSale.Of(provider, session, name, cancellationToken)).Try(out sale, out var refused))
            {
                return refused;
            }
        }

        if (!(await Deposited(session, cancellationToken)).Try(out var payment, out var away))
        {
            return away;
        }

        return await unitOfWork.Run(
            async ct =>
            {
                if (await deposits.Apply(session, payment, ct) is { IsOk: false } differs)
                {
                    return differs;
                }

                if (sale is not null && await documents.Issue(buyer!, sale, ct) is { IsOk: false } wrong)
                {
                    return wrong;
                }

                await finish(owner, ct);
                return Result.Ok;
            },
            cancellationToken
        );
    }

    /// <summary>The payment of a deposit, with what the provider kept of it; nothing for other pages.</summary>
    private async Task<Result<KeptPayment?>> Deposited(Session session, CancellationToken cancellationToken) =>
        Checkouts.StateOf(session) == CheckoutState.Paid && await deposits.Knows(session.Id, cancellationToken)
            ? await KeptPayment.Fetch(provider, session.PaymentIntentId, cancellationToken)
            : (KeptPayment?)null;
}
