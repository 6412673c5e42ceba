using System.Linq.Expressions;
using System.Security.Claims;
using Ami.Core.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Payments;

/// <summary>A document in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">As it stands on the document.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Currency">Of all amounts.</param>
/// <param name="Net">Without taxes.</param>
/// <param name="Tax">Taxes.</param>
/// <param name="Total">What was paid, paid back, or not paid back after all.</param>
/// <param name="IsSimulated">Whether no money moved.</param>
/// <param name="IssuedAt">When it was issued.</param>
internal sealed record InvoiceView(
    Guid Id,
    string Number,
    InvoiceKind Kind,
    string Currency,
    decimal Net,
    decimal Tax,
    decimal Total,
    bool IsSimulated,
    DateTimeOffset IssuedAt
)
{
    public static Expression<Func<InvoiceRow, InvoiceView>> Of { get; } =
        i => new InvoiceView(i.Id, InvoiceRow.NumberOf(i.Series, i.Sequence), i.Kind, i.Currency, i.Net, i.Tax, i.Total, i.IsSimulated, i.IssuedAt);
}

/// <summary>One's own invoices, and each as a PDF.</summary>
internal static class MyInvoices
{
    private static readonly ListOrder<InvoiceRow> Order = new ListOrder<InvoiceRow>(i => i.Id, "-issuedAt").By("issuedAt", i => i.IssuedAt);

    public static void Map(IEndpointRouteBuilder payments)
    {
        payments.MapGet("/invoices", List).WithName("ListMyInvoices").WithSummary("The signed-in user's invoices, credit notes and debit notes, newest first.");
        payments
            .MapGet("/invoices/{id:guid}.pdf", Pdf)
            .WithUrgency(Urgency.Bulk)
            .Produces<Stream>(StatusCodes.Status200OK, PdfDocuments.ContentType)
            .WithName("GetMyInvoicePdf")
            .WithSummary("An invoice or credit note as a PDF.");
    }

    private static async Task<Results<Ok<Page<InvoiceView>>, ProblemHttpResult>> List(
        [AsParameters] PageRequest page,
        ClaimsPrincipal user,
        PaymentsDb db,
        CancellationToken cancellationToken
    )
    {
        var userId = user.UserId();
        var own = db.Invoices.AsNoTracking().Where(i => i.UserId == userId);
        return (await Order.Page(own, page, InvoiceView.Of, cancellationToken)).ToHttp(TypedResults.Ok);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Pdf(
        Guid id,
        ClaimsPrincipal user,
        PaymentsDb db,
        HttpResponse response,
        CancellationToken cancellationToken
    )
    {
        var userId = user.UserId();
        return await InvoiceFile.Of(db, id, i => i.UserId == userId, response, cancellationToken);
    }
}

/// <summary>A document as a file.</summary>
internal static class InvoiceFile
{
    /// <param name="db">Where it is.</param>
    /// <param name="id">Which.</param>
    /// <param name="visible">Which the caller may see.</param>
    /// <param name="response">Is not kept by anybody.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Of(
        PaymentsDb db,
        Guid id,
        Expression<Func<InvoiceRow, bool>> visible,
        HttpResponse response,
        CancellationToken cancellationToken
    )
    {
        if (await db.Invoices.AsNoTracking().Where(visible).SingleOrDefaultAsync(i => i.Id == id, cancellationToken) is not { } invoice)
        {
            return PaymentsErrors.InvoiceNotFound.ToProblem();
        }

        var before = (invoice.CreditsId ?? invoice.CountersId) is { } earlier
            ? (await db.Invoices.AsNoTracking().SingleAsync(i => i.Id == earlier, cancellationToken)).Number
            : null;
        response.Headers.CacheControl = "no-store";
        return PdfDocuments
            .Write(InvoiceDocument.Of(invoice, before))
            .ToHttp(pdf => TypedResults.File(pdf, PdfDocuments.ContentType, $"ami-{invoice.Number}.pdf"));
    }
}
