using Ami.Modules.Identity.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Stripe;

namespace Ami.Modules.Payments;

/// <summary>Pays an invoice back, or a part of it. The credit note and the postings follow when the provider tells that it was done.</summary>
internal sealed class RefundInvoice(RequestOnce once, PaymentsDb db, Provider provider, AuditLog audit)
{
    private const int MinReason = 3;
    private const int MaxReason = 500;
    private const string Purpose = "refund";

    /// <summary>Our name in a refund's metadata at the provider for the request that asked for it.</summary>
    private const string RequestNote = "request";

    /// <param name="Reason">Why; it stands in the audit log.</param>
    /// <param name="Amount">How much, in the invoice's currency; null for what is left.</param>
    internal sealed record RefundRequest(string Reason, decimal? Amount = null);

    /// <param name="Amount">How much is paid back.</param>
    /// <param name="Currency">In the invoice's currency.</param>
    /// <param name="Status">How it stands at the provider.</param>
    internal sealed record RefundView(decimal Amount, string Currency, string Status);

    public static void Map(IEndpointRouteBuilder staff) =>
        staff
            .MapPost("/invoices/{id:guid}/refund", Handle)
            .RequirePermission(PaymentsPermissions.Manage)
            .RequireFreshSignIn()
            .RequireIdempotencyKey()
            .WithName("RefundInvoice")
            .WithSummary("Pays an invoice back, or a part of it.");

    private static async Task<Results<Ok<RefundView>, ProblemHttpResult>> Handle(
        Guid id,
        RefundRequest request,
        RequestKey key,
        RefundInvoice refunds,
        HttpContext http
    ) => (await refunds.Pay(id, request, key, http.RequestAborted)).ToHttp(http, TypedResults.Ok);

    private Task<Answer<RefundView>> Pay(Guid id, RefundRequest request, RequestKey key, CancellationToken cancellationToken) =>
        once.Run<Refund, RefundView>(
            key,
            ct => Ask(id, request, key, ct),
            (refund, _) =>
            {
                var amount = StripeMoney.Major(refund.Amount, refund.Currency);
                audit.Append(
                    new AuditEntry("payments.invoice-refunded", "invoice", id.ToString())
                    {
                        After = new
                        {
                            reason = request.Reason.Trim(),
                            amount,
                            refund.Currency,
                            refund = refund.Id,
                        },
                    }
                );
                return Task.FromResult<Result<RefundView>>(new RefundView(amount, refund.Currency.ToUpperInvariant(), refund.Status));
            },
            cancellationToken
        );

    private async Task<Result<Refund>> Ask(Guid id, RefundRequest request, RequestKey key, CancellationToken cancellationToken)
    {
        if (
            request.Reason.Trim() is not { Length: >= MinReason and <= MaxReason } reason
            || !ShownText.IsPlain(reason.Replace("\n", "", StringComparison.Ordinal))
        )
        {
            return PaymentsErrors.ReasonMissing;
        }

        if (await db.Invoices.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id && i.Kind == InvoiceKind.Invoice, cancellationToken) is not { } invoice)
        {
            return PaymentsErrors.InvoiceNotFound;
        }

        if (invoice.PaymentId is null || !Currency.Parse(invoice.Currency).Try(out var currency, out _))
        {
            return PaymentsErrors.NotRefundable;
        }

        var back = await db.Credits(id).SumAsync(i => i.Total, cancellationToken);
        Error? refusal =
            back >= invoice.Total ? PaymentsErrors.NotRefundable
            : request.Amount is { } wanted && (wanted <= 0 || wanted > invoice.Total - back || new Money(wanted, currency).Round().Amount != wanted)
                ? PaymentsErrors.RefundAmountInvalid
            : null;
        if (refusal is not null)
        {
            return back > 0 ? await Earlier(invoice.PaymentId, key, refusal, cancellationToken) : refusal;
        }

        var options = new RefundCreateOptions
        {
            PaymentIntent = invoice.PaymentId,
            Amount = request.Amount is { } amount ? StripeMoney.Minor(new Money(amount, currency)) : null,
            Reason = "requested_by_customer",
            Metadata = new() { [RequestNote] = key.For(Purpose) },
        };
        // The provider itself pays back no more than was paid, also when two ask at once.
        return await provider.Ask(api => api.Refunds.CreateAsync(options, Provider.Once(key.For(Purpose)), cancellationToken), cancellationToken);
    }

    /// <summary>What this very request did when its answer was lost: by now little is left of the invoice because of it.</summary>
    private async Task<Result<Refund>> Earlier(string paymentId, RequestKey key, Error refusal, CancellationToken cancellationToken)
    {
        var listed = await provider.AskFor(
            api => api.Refunds.ListAsync(new RefundListOptions { PaymentIntent = paymentId, Limit = 100 }, cancellationToken: cancellationToken),
            list => list.Data?.TrueForAll(one => one is { Id.Length: > 0, Status.Length: > 0, Currency.Length: > 0 }) == true,
            cancellationToken
        );
        return !listed.Try(out var refunds, out var away) ? away
            : refunds.Data.Find(one => one.Metadata?.GetValueOrDefault(RequestNote) == key.For(Purpose)) is { } earlier ? earlier
            : refusal;
    }
}
