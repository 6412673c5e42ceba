namespace Ami.Modules.Payments;

/// <summary>Events about pages on which somebody pays.</summary>
internal sealed class CheckoutEvents(UnitOfWork unitOfWork, Checkouts checkouts, Customers customers, ApplySubscription subscriptions) : IEventApplier
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
            await checkouts.Apply(session, seq, ct);
            await done(user, ct);
        }

        if (session.SubscriptionId is { } subscription)
        {
            return (await subscriptions.Fetch(subscription, Finish, cancellationToken)).Match(_ => Result.Ok, error => error);
        }

        var owner = session.CustomerId is { } customer ? await customers.UserOf(customer, cancellationToken) : null;
        await unitOfWork.Run(ct => Finish(owner, ct), cancellationToken);
        return Result.Ok;
    }
}
