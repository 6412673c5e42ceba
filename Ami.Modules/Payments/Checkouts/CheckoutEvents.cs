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
    IssueDocuments documents,
    RefundsOfPayment refunds
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
        if (!(await Sold(session, cancellationToken)).Try(out var sale, out var refused))
        {
            return refused;
        }

        if (!(await Deposited(session, cancellationToken)).Try(out var payment, out var away))
        {
            return away;
        }

        if (!(await refunds.Of(sale?.Payment ?? payment, cancellationToken)).Try(out var paidBack, out var silent))
        {
            return silent;
        }

        return await unitOfWork.Run(
            async ct =>
            {
                // First, so that whoever leaves waits for all of it.
                var owner = session.CustomerId is { } customer ? await customers.UserOf(customer, ct) : null;
                if (await deposits.Apply(session, payment, ct) is { IsOk: false } differs)
                {
                    return differs;
                }

                if (sale is not null && await Issue(session.CustomerId!, owner, sale, ct) is { IsOk: false } wrong)
                {
                    return wrong;
                }

                if (await refunds.Apply(paidBack, ct) is { IsOk: false } unclear)
                {
                    return unclear;
                }

                await finish(owner, ct);
                return Result.Ok;
            },
            cancellationToken
        );
    }

    /// <summary>To whoever bought it; to nobody where they left; and not at all where the customer was never one of ours.</summary>
    private async Task<Result> Issue(string customer, Guid? owner, PaidSale sale, CancellationToken cancellationToken)
    {
        var buyer = owner is { } user ? await people.Find(user, cancellationToken) : null;
        return buyer is not null || await customers.HasLeft(customer, cancellationToken) ? await documents.Issue(buyer, sale, cancellationToken) : Result.Ok;
    }

    /// <summary>What a page sold that was paid; nothing for other pages.</summary>
    private async Task<Result<PaidSale?>> Sold(Session session, CancellationToken cancellationToken)
    {
        if (session.CustomerId is not { } customer || Checkouts.StateOf(session) != CheckoutState.Paid || session.AmountTotal is not > 0)
        {
            return (PaidSale?)null;
        }

        if (!(await NameOf(session, customer, cancellationToken)).Try(out var name, out var refused))
        {
            return refused;
        }

        return name is null ? (PaidSale?)null : (await PaidSale.Of(provider, session, name, cancellationToken)).Map(sale => (PaidSale?)sale);
    }

    /// <summary>What was bought; of somebody who left the provider alone knows it.</summary>
    private async Task<Result<string?>> NameOf(Session session, string customer, CancellationToken cancellationToken)
    {
        if (await purchases.NameOf(session.Id, cancellationToken) is { } name)
        {
            return name;
        }

        if (!await customers.HasLeft(customer, cancellationToken) || await deposits.Knows(session.Id, cancellationToken))
        {
            return (string?)null;
        }

        var lines = await provider.AskFor(
            api => api.Checkout.Sessions.LineItems.ListAsync(session.Id, cancellationToken: cancellationToken),
            list => list.Data is not null,
            cancellationToken
        );
        return lines.Map(list => list.Data is [{ Description: { Length: > 0 } text }, ..] ? text : null);
    }

    /// <summary>The payment of a deposit, with what the provider kept of it; nothing for other pages.</summary>
    private async Task<Result<KeptPayment?>> Deposited(Session session, CancellationToken cancellationToken) =>
        Checkouts.StateOf(session) == CheckoutState.Paid && await deposits.Knows(session.Id, cancellationToken)
            ? await KeptPayment.Fetch(provider, session.PaymentIntentId, cancellationToken)
            : (KeptPayment?)null;
}
