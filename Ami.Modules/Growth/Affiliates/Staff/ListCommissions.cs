using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>All commissions with state and reason, for staff.</summary>
internal static class ListCommissions
{
    private static readonly ListOrder<CommissionRow> Order = new ListOrder<CommissionRow>(c => c.Id, "-createdAt").By("createdAt", c => c.CreatedAt);

    /// <param name="AffiliateId">Only this one's.</param>
    /// <param name="State">Only these.</param>
    internal readonly record struct CommissionFilter(Guid? AffiliateId = null, Choice<CommissionState>? State = null);

    public static void Map(IEndpointRouteBuilder affiliates)
    {
        affiliates
            .MapGet("/commissions", Page)
            .RequirePermission(GrowthPermissions.ReadAffiliates)
            .WithName("ListCommissions")
            .WithSummary("Commissions, newest first.");
        affiliates
            .MapGet("/commissions/export.csv", Export)
            .WithUrgency(Urgency.Bulk)
            .RequirePermission(GrowthPermissions.ReadAffiliates)
            .WithName("ExportCommissions")
            .WithSummary("All commissions that match, as CSV.");
    }

    private static async Task<Results<Ok<Page<CommissionView>>, ProblemHttpResult>> Page(
        [AsParameters] PageRequest page,
        [AsParameters] CommissionFilter filter,
        GrowthDb db,
        TimeProvider time,
        CancellationToken cancellationToken
    ) => (await Order.Page(Matching(db, filter), page, CommissionView.Of(db, time.GetUtcNow()), cancellationToken)).ToHttp(TypedResults.Ok);

    private static async Task<Results<CsvExport, ProblemHttpResult>> Export(
        string? sort,
        [AsParameters] CommissionFilter filter,
        GrowthDb db,
        AuditLog audit,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!Order.All(Matching(db, filter), sort, CommissionView.Of(db, time.GetUtcNow())).Try(out var rows, out var unknown))
        {
            return unknown.ToProblem();
        }

        await audit.Write(
            new AuditEntry("growth.commissions-exported", "commissions", null) { After = new { filter.AffiliateId, State = filter.State?.Value } },
            cancellationToken
        );
        return CsvExport.Of(
            "commissions.csv",
            rows,
            new("id", c => c.Id),
            new("affiliateId", c => c.AffiliateId),
            new("code", c => c.Code),
            new("kind", c => c.Kind),
            new("state", c => c.State),
            new("reason", c => c.Reason),
            new("hold", c => c.Hold),
            new("dueAt", c => c.DueAt),
            new("currency", c => c.Currency),
            new("net", c => c.Net),
            new("rate", c => c.Rate),
            new("amount", c => c.Amount),
            new("outstanding", c => c.Outstanding),
            new("createdAt", c => c.CreatedAt),
            new("settledAt", c => c.SettledAt)
        );
    }

    private static IQueryable<CommissionRow> Matching(GrowthDb db, CommissionFilter filter)
    {
        var rows = db.Commissions.AsNoTracking();
        if (filter.AffiliateId is { } affiliate)
        {
            rows = rows.Where(c => c.AffiliateId == affiliate);
        }

        return filter.State is { Value: var state } ? rows.Where(c => c.State == state) : rows;
    }
}
