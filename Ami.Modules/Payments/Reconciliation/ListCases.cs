using System.Linq.Expressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Payments;

/// <summary>A difference between the books as staff see it.</summary>
/// <param name="Id">Of the case.</param>
/// <param name="Kind">How they differ.</param>
/// <param name="ObjectId">In what.</param>
/// <param name="TransactionId">The provider's balance transaction, where it has one.</param>
/// <param name="Currency">Of both amounts.</param>
/// <param name="Ours">What we say; null for nothing.</param>
/// <param name="Theirs">What the provider says; null for nothing.</param>
/// <param name="Details">JSON of what both sides have.</param>
/// <param name="State">What became of it.</param>
/// <param name="Agrees">Whether the books agreed when they were compared last.</param>
/// <param name="Note">What staff wrote.</param>
/// <param name="Version">Changes with it.</param>
/// <param name="FoundAt">When it was found first.</param>
/// <param name="ChangedAt">When it changed last.</param>
internal sealed record ReconciliationCaseLine(
    Guid Id,
    CaseKind Kind,
    string ObjectId,
    string? TransactionId,
    string Currency,
    decimal? Ours,
    decimal? Theirs,
    string Details,
    CaseState State,
    bool Agrees,
    string? Note,
    int Version,
    DateTimeOffset FoundAt,
    DateTimeOffset ChangedAt
)
{
    public static Expression<Func<ReconciliationCaseRow, ReconciliationCaseLine>> Of { get; } =
        c => new ReconciliationCaseLine(
            c.Id,
            c.Kind,
            c.ObjectId,
            c.TransactionId,
            c.Currency,
            c.Ours,
            c.Theirs,
            c.Details,
            c.State,
            c.Agrees,
            c.Note,
            c.Version,
            c.FoundAt,
            c.ChangedAt
        );

    public static Func<ReconciliationCaseRow, ReconciliationCaseLine> From { get; } = Of.Compile();
}

/// <param name="Kind">Only of this kind.</param>
/// <param name="State">Only those that stand so.</param>
internal readonly record struct CaseFilter(Choice<CaseKind>? Kind = null, Choice<CaseState>? State = null)
{
    public IQueryable<ReconciliationCaseRow> Of(PaymentsDb db)
    {
        var rows = db.ReconciliationCases.AsNoTracking();
        rows = Kind is { Value: var kind } ? rows.Where(c => c.Kind == kind) : rows;
        return State is { Value: var state } ? rows.Where(c => c.State == state) : rows;
    }
}

/// <summary>Differences between the provider's books and ours, for staff.</summary>
internal static class ListCases
{
    private static readonly ListOrder<ReconciliationCaseRow> Order = new ListOrder<ReconciliationCaseRow>(c => c.Id, "-foundAt")
        .By("foundAt", c => c.FoundAt)
        .By("changedAt", c => c.ChangedAt);

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff
            .MapGet("/reconciliation/cases", Page)
            .RequirePermission(PaymentsPermissions.Read)
            .WithName("ListReconciliationCases")
            .WithSummary("Differences between the provider's books and ours, filtered and sorted.");
        staff
            .MapGet("/reconciliation/cases/export.csv", Export)
            .WithUrgency(Urgency.Bulk)
            .RequirePermission(PaymentsPermissions.Read)
            .WithName("ExportReconciliationCases")
            .WithSummary("All differences that match, as CSV.");
    }

    private static async Task<Results<Ok<Page<ReconciliationCaseLine>>, ProblemHttpResult>> Page(
        [AsParameters] CaseFilter filter,
        [AsParameters] PageRequest page,
        PaymentsDb db,
        CancellationToken cancellationToken
    ) => (await Order.Page(filter.Of(db), page, ReconciliationCaseLine.Of, cancellationToken)).ToHttp(TypedResults.Ok);

    private static async Task<Results<CsvExport, ProblemHttpResult>> Export(
        [AsParameters] CaseFilter filter,
        string? sort,
        PaymentsDb db,
        AuditLog audit,
        CancellationToken cancellationToken
    )
    {
        if (!Order.All(filter.Of(db), sort, ReconciliationCaseLine.Of).Try(out var rows, out var unknown))
        {
            return unknown.ToProblem();
        }

        await audit.Write(
            new AuditEntry("payments.reconciliation-exported", "reconciliation-cases", null)
            {
                After = new { Kind = filter.Kind?.Value, State = filter.State?.Value },
            },
            cancellationToken
        );
        return CsvExport.Of(
            "reconciliation.csv",
            rows,
            new("kind", c => c.Kind),
            new("objectId", c => c.ObjectId),
            new("transactionId", c => c.TransactionId),
            new("currency", c => c.Currency),
            new("ours", c => c.Ours),
            new("theirs", c => c.Theirs),
            new("state", c => c.State),
            new("note", c => c.Note),
            new("foundAt", c => c.FoundAt),
            new("changedAt", c => c.ChangedAt),
            new("details", c => c.Details)
        );
    }
}
