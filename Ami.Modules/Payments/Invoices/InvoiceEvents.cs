using Ami.Modules.Identity.Contracts;
using Stripe;

namespace Ami.Modules.Payments;

/// <summary>
/// Events about invoices: they say how the subscription stands that they are of, and one that was paid is issued with a number of ours. What was issued stays whatever becomes of the
/// rest; a repeat finds the invoice issued.
/// </summary>
internal sealed class InvoiceEvents(
    UnitOfWork unitOfWork,
    Provider provider,
    PriceCatalogue catalogue,
    Customers customers,
    IPersonDirectory people,
    ApplySubscription subscriptions,
    IssueDocuments documents,
    SubscriptionMessages messages
) : IEventApplier
{
    private const string ActionRequired = "invoice.payment_action_required";

    public bool Knows(string type) => type.StartsWith("invoice.", StringComparison.Ordinal) && type != "invoice.upcoming";

    public async Task<Result> Apply(StripeEventRow told, Func<Guid?, CancellationToken, Task> done, CancellationToken cancellationToken)
    {
        if (!(await PaidSale.Fetch(provider, told.ObjectId, cancellationToken)).Try(out var invoice, out var refused))
        {
            return refused;
        }

        var owner = invoice.CustomerId is { } customer ? await customers.UserOf(customer, cancellationToken) : null;
        var buyer = owner is { } user ? await people.Find(user, cancellationToken) : null;
        if (buyer is not null && PaidSale.IsPaid(invoice))
        {
            if (!(await PaidSale.Of(provider, catalogue, invoice, buyer.Language, cancellationToken)).Try(out var paid, out refused))
            {
                return refused;
            }

            if (await unitOfWork.Run(ct => documents.Issue(buyer, paid, ct), cancellationToken) is { IsOk: false } wrong)
            {
                return wrong;
            }
        }

        return await Finish(told, invoice, owner, done, cancellationToken);
    }

    private async Task<Result> Finish(
        StripeEventRow told,
        Invoice invoice,
        Guid? owner,
        Func<Guid?, CancellationToken, Task> done,
        CancellationToken cancellationToken
    )
    {
        Task Mark(Guid? user, CancellationToken ct)
        {
            if (told.Type == ActionRequired && invoice.Status == "open" && user is { } known)
            {
                messages.WantsAction(known);
            }

            return done(user, ct);
        }

        if (invoice.Parent?.SubscriptionDetails?.SubscriptionId is { } subscription)
        {
            return (await subscriptions.Fetch(subscription, Mark, cancellationToken)).Match(_ => Result.Ok, error => error);
        }

        await unitOfWork.Run(ct => Mark(owner, ct), cancellationToken);
        return Result.Ok;
    }
}
