using System.Linq.Expressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Payments;

/// <summary>A withdrawal as staff see it; short where a bank took back a deposit of its person and the money for it is missing.</summary>
internal sealed record WithdrawalLine(
    Guid Id,
    Guid? UserId,
    string Currency,
    decimal Amount,
    string? Destination,
    bool NeedsTwo,
    bool IsShort,
    Guid? FirstApproverId,
    Guid? ApproverId,
    WithdrawalState State,
    string? Reason,
    string? PaymentReference,
    int Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt
)
{
    public static Expression<Func<WithdrawalRow, WithdrawalLine>> Of(PaymentsDb db) =>
        w => new WithdrawalLine(
            w.Id,
            w.UserId,
            w.Currency,
            w.Amount,
            w.Destination,
            w.NeedsTwo,
            db.Deposits.Any(d => d.Missing > 0 && (d.AccountId == w.AccountId || (d.UserId != null && d.UserId == w.UserId))),
            w.FirstApproverId,
            w.ApproverId,
            w.State,
            w.Reason,
            w.PaymentReference,
            w.Version,
            w.CreatedAt,
            w.ChangedAt
        );
}

/// <param name="UserId">Only this person's.</param>
/// <param name="State">Only those that stand so.</param>
internal readonly record struct WithdrawalFilter(Guid? UserId = null, Choice<WithdrawalState>? State = null)
{
    public IQueryable<WithdrawalRow> Of(PaymentsDb db)
    {
        var rows = db.Withdrawals.AsNoTracking();
        rows = UserId is { } user ? rows.Where(w => w.UserId == user) : rows;
        return State is { Value: var wanted } ? rows.Where(w => w.State == wanted) : rows;
    }
}

/// <summary>Withdrawals, for staff.</summary>
internal static class ListWithdrawals
{
    private static readonly ListOrder<WithdrawalRow> Order = new ListOrder<WithdrawalRow>(w => w.Id, "-createdAt").By("createdAt", w => w.CreatedAt);

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff
            .MapGet("/withdrawals", Page)
            .RequirePermission(PaymentsPermissions.Read)
            .WithName("ListWithdrawals")
            .WithSummary("Withdrawals, filtered and sorted.");
        staff
            .MapGet("/withdrawals/export.csv", Export)
            .WithUrgency(Urgency.Bulk)
            .RequirePermission(PaymentsPermissions.Read)
            .WithName("ExportWithdrawals")
            .WithSummary("All withdrawals that match, as CSV.");
    }

    private static async Task<Results<Ok<Page<WithdrawalLine>>, ProblemHttpResult>> Page(
        [AsParameters] WithdrawalFilter filter,
        [AsParameters] PageRequest page,
        PaymentsDb db,
        CancellationToken cancellationToken
    ) => (await Order.Page(filter.Of(db), page, WithdrawalLine.Of(db), cancellationToken)).ToHttp(TypedResults.Ok);

    private static async Task<Results<CsvExport, ProblemHttpResult>> Export(
        [AsParameters] WithdrawalFilter filter,
        string? sort,
        PaymentsDb db,
        AuditLog audit,
        CancellationToken cancellationToken
    )
    {
        if (!Order.All(filter.Of(db), sort, WithdrawalLine.Of(db)).Try(out var rows, out var unknown))
        {
            return unknown.ToProblem();
        }

        await audit.Write(
            new AuditEntry("payments.withdrawals-exported", "withdrawals", null) { After = new { filter.UserId, State = filter.State?.Value } },
            cancellationToken
        );
        return CsvExport.Of(
            "withdrawals.csv",
            rows,
            new("id", w => w.Id),
            new("userId", w => w.UserId),
            new("currency", w => w.Currency),
            new("amount", w => w.Amount),
            new("destination", w => w.Destination),
            new("state", w => w.State),
            new("firstApproverId", w => w.FirstApproverId),
            new("approverId", w => w.ApproverId),
            new("reason", w => w.Reason),
            new("paymentReference", w => w.PaymentReference),
            new("createdAt", w => w.CreatedAt),
            new("changedAt", w => w.ChangedAt)
        );
    }
}
