using System.Linq.Expressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>What looks like fraud, as staff see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="AffiliateId">Whose.</param>
/// <param name="Code">The affiliate's.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Count">How many.</param>
/// <param name="OfCount">Of how many.</param>
/// <param name="HeldCommissions">Commissions that wait for the decision.</param>
/// <param name="State">What became of it.</param>
/// <param name="Reason">Why it was decided so.</param>
/// <param name="RaisedAt">When it was seen.</param>
/// <param name="DecidedAt">When it was decided.</param>
internal sealed record SignalRow(
    Guid Id,
    Guid AffiliateId,
    string Code,
    SignalKind Kind,
    int Count,
    int OfCount,
    int HeldCommissions,
    SignalState State,
    string? Reason,
    DateTimeOffset RaisedAt,
    DateTimeOffset? DecidedAt
)
{
    public static Expression<Func<AffiliateSignal, SignalRow>> Of(GrowthDb db) =>
        s => new SignalRow(
            s.Id,
            s.AffiliateId,
            db.Affiliates.Where(a => a.Id == s.AffiliateId).Select(a => a.Code).Single(),
            s.Kind,
            s.Count,
            s.OfCount,
            db.Commissions.Count(c => c.AffiliateId == s.AffiliateId && c.State == CommissionState.Held),
            s.State,
            s.Reason,
            s.RaisedAt,
            s.DecidedAt
        );
}

/// <summary>Staff look at what looks like fraud, and decide: it was nothing, or what the affiliate's commissions hold is not paid.</summary>
internal static class AffiliateSignalsOfStaff
{
    private static readonly ListOrder<AffiliateSignal> Order = new ListOrder<AffiliateSignal>(s => s.Id, "-raisedAt").By("raisedAt", s => s.RaisedAt);

    /// <param name="IsFraud">Whether it was.</param>
    /// <param name="Reason">Why it was decided so, 1 to 1,000 characters.</param>
    internal sealed record DecideSignalRequest(bool IsFraud, string? Reason);

    public static void Map(IEndpointRouteBuilder affiliates)
    {
        affiliates
            .MapGet("/signals", Page)
            .RequirePermission(GrowthPermissions.ReadAffiliates)
            .WithName("ListAffiliateSignals")
            .WithSummary("What looks like fraud, newest first.");
        affiliates
            .MapGet("/signals/export.csv", Export)
            .WithUrgency(Urgency.Bulk)
            .RequirePermission(GrowthPermissions.ReadAffiliates)
            .WithName("ExportAffiliateSignals")
            .WithSummary("All signals that match, as CSV.");
        affiliates
            .MapPut("/signals/{id:guid}/decision", Decide)
            .RequirePermission(GrowthPermissions.ManageAffiliates)
            .WithName("DecideAffiliateSignal")
            .WithSummary("Decide about a signal.");
    }

    private static async Task<Results<Ok<Page<SignalRow>>, ProblemHttpResult>> Page(
        [AsParameters] PageRequest page,
        GrowthDb db,
        CancellationToken cancellationToken,
        Choice<SignalState>? state = null
    ) => (await Order.Page(Matching(db, state?.Value), page, SignalRow.Of(db), cancellationToken)).ToHttp(TypedResults.Ok);

    private static async Task<Results<CsvExport, ProblemHttpResult>> Export(
        string? sort,
        GrowthDb db,
        AuditLog audit,
        CancellationToken cancellationToken,
        Choice<SignalState>? state = null
    )
    {
        if (!Order.All(Matching(db, state?.Value), sort, SignalRow.Of(db)).Try(out var rows, out var unknown))
        {
            return unknown.ToProblem();
        }

        await audit.Write(
            new AuditEntry("growth.affiliate-signals-exported", "affiliate-signals", null) { After = new { State = state?.Value } },
            cancellationToken
        );
        return CsvExport.Of(
            "affiliate-signals.csv",
            rows,
            new("id", s => s.Id),
            new("affiliateId", s => s.AffiliateId),
            new("code", s => s.Code),
            new("kind", s => s.Kind),
            new("count", s => s.Count),
            new("ofCount", s => s.OfCount),
            new("state", s => s.State),
            new("reason", s => s.Reason),
            new("raisedAt", s => s.RaisedAt),
            new("decidedAt", s => s.DecidedAt)
        );
    }

    private static async Task<Results<Ok<SignalRow>, ProblemHttpResult>> Decide(
        Guid id,
        DecideSignalRequest request,
        UnitOfWork unitOfWork,
        GrowthDb db,
        Commissions commissions,
        AuditLog audit,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (WrittenText.Paragraphs(request.Reason, Affiliate.LongestText) is not { Length: > 0 } reason)
        {
            return AffiliateErrors.ReasonInvalid.ToProblem();
        }

        var decided = await unitOfWork.Run<Result<SignalRow>>(
            async ct =>
            {
                if (await db.Signals.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) is not { } signal)
                {
                    return AffiliateErrors.SignalUnknown;
                }

                await unitOfWork.Hold(Affiliate.HoldName(signal.AffiliateId), ct);
                var (state, now) = (request.IsFraud ? SignalState.Confirmed : SignalState.Cleared, time.GetUtcNow());
                var changed = await db
                    .Signals.Where(s => s.Id == id && s.State == SignalState.Open)
                    .ExecuteUpdateAsync(set => set.SetProperty(s => s.State, state).SetProperty(s => s.Reason, reason).SetProperty(s => s.DecidedAt, now), ct);
                if (changed == 0)
                {
                    return AffiliateErrors.SignalDecided;
                }

                if (request.IsFraud)
                {
                    await commissions.VoidHeld(signal.AffiliateId, CommissionReason.Fraud, ct);
                }

                audit.Append(
                    new AuditEntry("growth.affiliate-signal-decided", "affiliate", signal.AffiliateId.ToString())
                    {
                        After = new
                        {
                            signal.Kind,
                            state,
                            reason,
                        },
                    }
                );
                return await db.Signals.AsNoTracking().Where(s => s.Id == id).Select(SignalRow.Of(db)).SingleAsync(ct);
            },
            cancellationToken
        );
        return decided.ToHttp(TypedResults.Ok);
    }

    private static IQueryable<AffiliateSignal> Matching(GrowthDb db, SignalState? state) =>
        state is { } one ? db.Signals.AsNoTracking().Where(s => s.State == one) : db.Signals.AsNoTracking();
}
