namespace Ami.Modules.Payments;

/// <summary>Events about invoices: they say how the subscription stands that they are of.</summary>
internal sealed class InvoiceEvents(
    UnitOfWork unitOfWork,
    Provider provider,
    Customers customers,
    ApplySubscription subscriptions,
    SubscriptionMessages messages
) : IEventApplier
{
    private const string ActionRequired = "invoice.payment_action_required";

    public bool Knows(string type) => type.StartsWith("invoice.", StringComparison.Ordinal) && type != "invoice.upcoming";

    public async Task<Result> Apply(StripeEventRow told, Func<Guid?, CancellationToken, Task> done, CancellationToken cancellationToken)
    {
        var fetched = await provider.Ask(api => api.Invoices.GetAsync(told.ObjectId, cancellationToken: cancellationToken), cancellationToken);
        if (!fetched.Try(out var invoice, out var refused))
        {
            return refused;
        }

        var wantsAction = told.Type == ActionRequired && invoice.Status == "open";
        Task Finish(Guid? user, CancellationToken ct)
        {
            if (wantsAction && user is { } known)
            {
                messages.WantsAction(known);
            }

            return done(user, ct);
        }

        if (invoice.Parent?.SubscriptionDetails?.SubscriptionId is { } subscription)
        {
            return (await subscriptions.Fetch(subscription, Finish, cancellationToken)).Match(_ => Result.Ok, error => error);
        }

        var owner = invoice.CustomerId is { } customer ? await customers.UserOf(customer, cancellationToken) : null;
        await unitOfWork.Run(ct => Finish(owner, ct), cancellationToken);
        return Result.Ok;
    }
}
