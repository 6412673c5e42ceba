using Ami.Modules.Identity.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Payments;

/// <summary>What staff decide on withdrawals.</summary>
internal static class DecideWithdrawal
{
    /// <param name="Version">The version that one saw.</param>
    internal sealed record ApprovalRequest(int Version);

    /// <param name="Version">The version that one saw.</param>
    /// <param name="Reason">Why, for its person to read: 3 to 300 characters.</param>
    internal sealed record RejectionRequest(int Version, string Reason);

    /// <param name="Version">The version that one saw.</param>
    /// <param name="Reference">By which the payment is found again: 3 to 120 characters.</param>
    internal sealed record PaidRequest(int Version, string Reference);

    public static void Map(IEndpointRouteBuilder staff)
    {
        Act(staff.MapPost("/withdrawals/{id:guid}/approve", Approve))
            .WithName("ApproveWithdrawal")
            .WithSummary("Approves a withdrawal; large ones need a second person.");
        Act(staff.MapPost("/withdrawals/{id:guid}/reject", Reject)).WithName("RejectWithdrawal").WithSummary("Refuses a withdrawal and frees its money.");
        Act(staff.MapPost("/withdrawals/{id:guid}/paid", Paid)).WithName("PayWithdrawal").WithSummary("Says that an approved withdrawal was paid.");
    }

    private static RouteHandlerBuilder Act(RouteHandlerBuilder act) =>
        act.RequirePermission(PaymentsPermissions.Withdrawals).RequireFreshSignIn().RequireIdempotencyKey();

    private static Task<Results<Ok<WithdrawalLine>, ProblemHttpResult>> Approve(
        Guid id,
        ApprovalRequest request,
        RequestKey key,
        RequestOnce once,
        Withdrawals withdrawals,
        PaymentsDb db,
        HttpContext http
    ) => Do(key, once, db, http, ct => withdrawals.Approve(id, key.UserId, request.Version, ct));

    private static async Task<Results<Ok<WithdrawalLine>, ProblemHttpResult>> Reject(
        Guid id,
        RejectionRequest request,
        RequestKey key,
        RequestOnce once,
        Withdrawals withdrawals,
        PaymentsDb db,
        HttpContext http
    ) =>
        WalletText.Of(request.Reason, 3, 300) is { } reason
            ? await Do(key, once, db, http, ct => withdrawals.Reject(id, key.UserId, request.Version, reason, ct))
            : WalletErrors.ReasonRequired.ToProblem();

    private static async Task<Results<Ok<WithdrawalLine>, ProblemHttpResult>> Paid(
        Guid id,
        PaidRequest request,
        RequestKey key,
        RequestOnce once,
        Withdrawals withdrawals,
        PaymentsDb db,
        HttpContext http
    ) =>
        WalletText.Of(request.Reference, 3, 120) is { } reference
            ? await Do(key, once, db, http, ct => withdrawals.Pay(id, key.UserId, request.Version, reference, ct))
            : WalletErrors.ReferenceRequired.ToProblem();

    private static async Task<Results<Ok<WithdrawalLine>, ProblemHttpResult>> Do(
        RequestKey key,
        RequestOnce once,
        PaymentsDb db,
        HttpContext http,
        Func<CancellationToken, Task<Result<WithdrawalRow>>> act
    )
    {
        var done = await once.Run<WithdrawalLine>(
            key,
            async ct =>
                (await act(ct)).Try(out var row, out var refused)
                    ? await db.Withdrawals.AsNoTracking().Where(w => w.Id == row.Id).Select(WithdrawalLine.Of(db)).SingleAsync(ct)
                    : refused,
            http.RequestAborted
        );
        return done.ToHttp(http, TypedResults.Ok);
    }
}
