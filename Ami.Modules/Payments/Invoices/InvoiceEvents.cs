using Ami.Modules.Identity.Contracts;
using Stripe;
using Person = Ami.Modules.Identity.Contracts.Person;

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
    RefundsOfPayment refunds,
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

        if (invoice.CustomerId is { } customer && PaidSale.IsPaid(invoice))
        {
            var language = (await Buyer(customer, cancellationToken))?.Language ?? IssueDocuments.WithoutBuyer;
            if (!(await PaidSale.Of(provider, catalogue, invoice, language, cancellationToken)).Try(out var paid, out refused))
            {
                return refused;
            }

            if (!(await refunds.Of(paid.Payment, cancellationToken)).Try(out var paidBack, out refused))
            {
                return refused;
            }

            if (await unitOfWork.Run(ct => Issue(customer, paid, paidBack, ct), cancellationToken) is { IsOk: false } wrong)
            {
                return wrong;
            }
        }

        return await Finish(told, invoice, done, cancellationToken);
    }

    /// <summary>To whoever it is now; to nobody where they left; and not at all where the customer was never one of ours.</summary>
    private async Task<Result> Issue(string customer, PaidSale paid, IReadOnlyList<Refund> paidBack, CancellationToken cancellationToken)
    {
        var buyer = await Buyer(customer, cancellationToken);
        if (buyer is null && !await customers.HasLeft(customer, cancellationToken))
        {
            return Result.Ok;
        }

        await unitOfWork.HoldPayment(paid.Payment?.Id, cancellationToken);
        return await documents.Issue(buyer, paid, cancellationToken) is { IsOk: false } refused ? refused : await refunds.Apply(paidBack, cancellationToken);
    }

    private async Task<Person?> Buyer(string customer, CancellationToken cancellationToken) =>
        await customers.UserOf(customer, cancellationToken) is { } user ? await people.Find(user, cancellationToken) : null;

    private async Task<Result> Finish(StripeEventRow told, Invoice invoice, Func<Guid?, CancellationToken, Task> done, CancellationToken cancellationToken)
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

        await unitOfWork.Run(async ct => await Mark(invoice.CustomerId is { } customer ? await customers.UserOf(customer, ct) : null, ct), cancellationToken);
        return Result.Ok;
    }
}
