using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Payments;

/// <summary>What staff make of a difference. Who did is in the audit log.</summary>
internal static class DecideCase
{
    /// <param name="State">Explained, closed, or open again.</param>
    /// <param name="Note">Why: 3 to 500 characters.</param>
    /// <param name="Version">The version that one saw.</param>
    internal sealed record DecisionRequest(CaseState State, string Note, int Version);

    public static void Map(IEndpointRouteBuilder staff) =>
        staff
            .MapPost("/reconciliation/cases/{id:guid}/decide", Decide)
            .RequirePermission(PaymentsPermissions.Manage)
            .RequireIdempotencyKey()
            .WithName("DecideReconciliationCase")
            .WithSummary("Explains a difference, closes it, or opens it again, with a note.");

    private static async Task<Results<Ok<ReconciliationCaseLine>, ProblemHttpResult>> Decide(
        Guid id,
        DecisionRequest request,
        RequestKey key,
        RequestOnce once,
        PaymentsDb db,
        AuditLog audit,
        TimeProvider time,
        HttpContext http
    )
    {
        if (WalletText.Of(request.Note, 3, 500) is not { } note)
        {
            return PaymentsErrors.NoteRequired.ToProblem();
        }

        var decided = await once.Run<ReconciliationCaseLine>(
            key,
            async ct =>
            {
                if (await db.ReconciliationCases.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } row)
                {
                    return PaymentsErrors.CaseUnknown;
                }

                // A difference that is gone needs nobody to decide on it.
                var (state, now) = (row.Agrees ? CaseState.Closed : request.State, time.GetUtcNow());
                var taken = await db
                    .ReconciliationCases.Where(c => c.Id == id && c.Version == request.Version)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(c => c.State, state)
                                .SetProperty(c => c.Note, note)
                                .SetProperty(c => c.Version, c => c.Version + 1)
                                .SetProperty(c => c.ChangedAt, now),
                        ct
                    );
                if (taken == 0)
                {
                    return PaymentsErrors.CaseChanged;
                }

                audit.Append(
                    new AuditEntry("payments.reconciliation-decided", "reconciliation-case", id.ToString())
                    {
                        Before = new { row.State, row.Note },
                        After = new
                        {
                            State = state,
                            Note = note,
                            row.Ours,
                            row.Theirs,
                        },
                    }
                );
                (row.State, row.Note, row.Version, row.ChangedAt) = (state, note, request.Version + 1, now);
                return ReconciliationCaseLine.From(row);
            },
            http.RequestAborted
        );
        return decided.ToHttp(http, TypedResults.Ok);
    }
}
