using System.Linq.Expressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Payments;

/// <summary>An invoice or credit note as staff see it.</summary>
internal sealed record InvoiceLineForStaff(
    Guid Id,
    string Number,
    InvoiceKind Kind,
    Guid? UserId,
    string BuyerName,
    string BuyerCountry,
    string Currency,
    decimal Net,
    decimal Tax,
    decimal Total,
    string StripeId,
    bool IsSimulated,
    DateTimeOffset IssuedAt
)
{
    public static Expression<Func<InvoiceRow, InvoiceLineForStaff>> Of { get; } =
        i => new InvoiceLineForStaff(
            i.Id,
            InvoiceRow.NumberOf(i.Series, i.Sequence),
            i.Kind,
            i.UserId,
            i.BuyerName,
            i.BuyerCountry,
            i.Currency,
            i.Net,
            i.Tax,
            i.Total,
            i.StripeId,
            i.IsSimulated,
            i.IssuedAt
        );
}

/// <param name="UserId">Only this person's.</param>
/// <param name="Kind">Only of this kind.</param>
internal readonly record struct InvoiceFilter(Guid? UserId = null, Choice<InvoiceKind>? Kind = null)
{
    public IQueryable<InvoiceRow> Of(PaymentsDb db)
    {
        var rows = db.Invoices.AsNoTracking();
        if (UserId is { } user)
        {
            rows = rows.Where(i => i.UserId == user);
        }

        if (Kind is { Value: var kind })
        {
            rows = rows.Where(i => i.Kind == kind);
        }

        return rows;
    }
}

/// <summary>Invoices and credit notes, for staff.</summary>
internal static class ListInvoices
{
    private static readonly ListOrder<InvoiceRow> Order = new ListOrder<InvoiceRow>(i => i.Id, "-issuedAt").By("issuedAt", i => i.IssuedAt);

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff
            .MapGet("/invoices", Page)
            .RequirePermission(PaymentsPermissions.Read)
            .WithName("ListInvoices")
            .WithSummary("Invoices and credit notes, filtered and sorted.");
        staff
            .MapGet("/invoices/export.csv", Export)
            .WithUrgency(Urgency.Bulk)
            .RequirePermission(PaymentsPermissions.Read)
            .WithName("ExportInvoices")
            .WithSummary("All invoices and credit notes that match, as CSV.");
        staff
            .MapGet("/invoices/{id:guid}.pdf", Pdf)
            .WithUrgency(Urgency.Bulk)
            .RequirePermission(PaymentsPermissions.Read)
            .Produces<Stream>(StatusCodes.Status200OK, Ami.Core.Documents.PdfDocuments.ContentType)
            .WithName("GetInvoicePdf")
            .WithSummary("Anybody's invoice or credit note as a PDF.");
    }

    private static async Task<Results<Ok<Page<InvoiceLineForStaff>>, ProblemHttpResult>> Page(
        [AsParameters] InvoiceFilter filter,
        [AsParameters] PageRequest page,
        PaymentsDb db,
        CancellationToken cancellationToken
    ) => (await Order.Page(filter.Of(db), page, InvoiceLineForStaff.Of, cancellationToken)).ToHttp(TypedResults.Ok);

    private static Task<Results<FileContentHttpResult, ProblemHttpResult>> Pdf(
        Guid id,
        PaymentsDb db,
        HttpResponse response,
        CancellationToken cancellationToken
    ) => InvoiceFile.Of(db, id, _ => true, response, cancellationToken);

    private static async Task<Results<CsvExport, ProblemHttpResult>> Export(
        [AsParameters] InvoiceFilter filter,
        string? sort,
        PaymentsDb db,
        AuditLog audit,
        CancellationToken cancellationToken
    )
    {
        if (!Order.All(filter.Of(db), sort, InvoiceLineForStaff.Of).Try(out var rows, out var unknown))
        {
            return unknown.ToProblem();
        }

        await audit.Write(
            new AuditEntry("payments.invoices-exported", "invoices", null) { After = new { filter.UserId, Kind = filter.Kind?.Value } },
            cancellationToken
        );
        return CsvExport.Of(
            "invoices.csv",
            rows,
            new("number", i => i.Number),
            new("kind", i => i.Kind),
            new("issuedAt", i => i.IssuedAt),
            new("buyerName", i => i.BuyerName),
            new("buyerCountry", i => i.BuyerCountry),
            new("currency", i => i.Currency),
            new("net", i => i.Net),
            new("tax", i => i.Tax),
            new("total", i => i.Total),
            new("stripeId", i => i.StripeId)
        );
    }
}
