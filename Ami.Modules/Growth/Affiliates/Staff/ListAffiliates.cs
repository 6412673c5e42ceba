using System.Linq.Expressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>An affiliate as staff see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="UserId">Who; null once they left.</param>
/// <param name="Code">What their link ends with.</param>
/// <param name="About">How they mean to bring people.</param>
/// <param name="State">How far they are.</param>
/// <param name="Reason">Why it was decided so.</param>
/// <param name="Clicks">How often their link was followed.</param>
/// <param name="SignUps">Accounts that came by it.</param>
/// <param name="Blocked">Those of them that earn nothing.</param>
/// <param name="OpenSignals">What somebody has to look at.</param>
/// <param name="Version">To be given back with a decision.</param>
/// <param name="AppliedAt">When they asked.</param>
/// <param name="DecidedAt">When it was last decided.</param>
internal sealed record AffiliateRow(
    Guid Id,
    Guid? UserId,
    string Code,
    string About,
    AffiliateState State,
    string? Reason,
    long Clicks,
    int SignUps,
    int Blocked,
    int OpenSignals,
    int Version,
    DateTimeOffset AppliedAt,
    DateTimeOffset? DecidedAt
)
{
    public static Expression<Func<Affiliate, AffiliateRow>> Of(GrowthDb db) =>
        a => new AffiliateRow(
            a.Id,
            a.UserId,
            a.Code,
            a.About,
            a.State,
            a.Reason,
            db.AffiliateDays.Where(d => d.AffiliateId == a.Id).Sum(d => (long)d.Clicks),
            db.SignUps.Count(s => s.AffiliateId == a.Id),
            db.SignUps.Count(s => s.AffiliateId == a.Id && s.Blocked != null),
            db.Signals.Count(s => s.AffiliateId == a.Id && s.State == SignalState.Open),
            a.Version,
            a.AppliedAt,
            a.DecidedAt
        );
}

/// <summary>Affiliates and applications, for staff.</summary>
internal static class ListAffiliates
{
    private static readonly ListOrder<Affiliate> Order = new ListOrder<Affiliate>(a => a.Id, "-appliedAt").By("appliedAt", a => a.AppliedAt);

    public static void Map(IEndpointRouteBuilder affiliates)
    {
        affiliates
            .MapGet("", Page)
            .RequirePermission(GrowthPermissions.ReadAffiliates)
            .WithName("ListAffiliates")
            .WithSummary("Affiliates and applications, newest first.");
        affiliates
            .MapGet("/export.csv", Export)
            .WithUrgency(Urgency.Bulk)
            .RequirePermission(GrowthPermissions.ReadAffiliates)
            .WithName("ExportAffiliates")
            .WithSummary("All affiliates that match, as CSV.");
    }

    private static async Task<Results<Ok<Page<AffiliateRow>>, ProblemHttpResult>> Page(
        [AsParameters] PageRequest page,
        GrowthDb db,
        CancellationToken cancellationToken,
        Choice<AffiliateState>? state = null
    ) => (await Order.Page(Matching(db, state?.Value), page, AffiliateRow.Of(db), cancellationToken)).ToHttp(TypedResults.Ok);

    private static async Task<Results<CsvExport, ProblemHttpResult>> Export(
        string? sort,
        GrowthDb db,
        AuditLog audit,
        CancellationToken cancellationToken,
        Choice<AffiliateState>? state = null
    )
    {
        if (!Order.All(Matching(db, state?.Value), sort, AffiliateRow.Of(db)).Try(out var rows, out var unknown))
        {
            return unknown.ToProblem();
        }

        await audit.Write(new AuditEntry("growth.affiliates-exported", "affiliates", null) { After = new { State = state?.Value } }, cancellationToken);
        return CsvExport.Of(
            "affiliates.csv",
            rows,
            new("id", a => a.Id),
            new("userId", a => a.UserId),
            new("code", a => a.Code),
            new("state", a => a.State),
            new("reason", a => a.Reason),
            new("clicks", a => a.Clicks),
            new("signUps", a => a.SignUps),
            new("blocked", a => a.Blocked),
            new("openSignals", a => a.OpenSignals),
            new("appliedAt", a => a.AppliedAt),
            new("decidedAt", a => a.DecidedAt)
        );
    }

    private static IQueryable<Affiliate> Matching(GrowthDb db, AffiliateState? state) =>
        state is { } one ? db.Affiliates.AsNoTracking().Where(a => a.State == one) : db.Affiliates.AsNoTracking();
}
