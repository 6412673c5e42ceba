using System.Linq.Expressions;
using Ami.Modules.Identity.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Payments;

/// <summary>A deposit as staff see it.</summary>
internal sealed record DepositLine(
    Guid Id,
    Guid? UserId,
    string Currency,
    decimal Amount,
    DepositState State,
    decimal TakenBack,
    decimal Missing,
    string? PaymentId,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt
)
{
    public static Expression<Func<DepositRow, DepositLine>> Of { get; } =
        d => new DepositLine(d.Id, d.UserId, d.Currency, d.Amount, d.State, d.TakenBack, d.Missing, d.PaymentId, d.CreatedAt, d.ChangedAt);

    public static Func<DepositRow, DepositLine> From { get; } = Of.Compile();
}

/// <summary>Deposits for staff, above all those that a bank took back after their money had left the wallet.</summary>
internal static class WatchDeposits
{
    private static readonly ListOrder<DepositRow> Order = new ListOrder<DepositRow>(d => d.Id, "-createdAt").By("createdAt", d => d.CreatedAt);

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff
            .MapGet("/deposits", Page)
            .RequirePermission(PaymentsPermissions.Read)
            .WithName("ListDeposits")
            .WithSummary("Deposits; with missing=true those whose money was taken back by a bank and is not in the wallet any more.");
        staff
            .MapPost("/deposits/{id:guid}/collect", Collect)
            .RequirePermission(PaymentsPermissions.Withdrawals)
            .RequireFreshSignIn()
            .RequireIdempotencyKey()
            .WithName("CollectDeposit")
            .WithSummary("Takes what is missing of a deposit, as far as it is in the wallet by now.");
    }

    private static async Task<Results<Ok<Page<DepositLine>>, ProblemHttpResult>> Page(
        Guid? userId,
        Choice<DepositState>? state,
        bool? missing,
        [AsParameters] PageRequest page,
        PaymentsDb db,
        CancellationToken cancellationToken
    )
    {
        var rows = db.Deposits.AsNoTracking();
        rows = userId is { } user ? rows.Where(d => d.UserId == user) : rows;
        rows = state is { Value: var wanted } ? rows.Where(d => d.State == wanted) : rows;
        rows = missing is { } isShort ? rows.Where(d => d.Missing > 0 == isShort) : rows;
        return (await Order.Page(rows, page, DepositLine.Of, cancellationToken)).ToHttp(TypedResults.Ok);
    }

    private static async Task<Results<Ok<DepositLine>, ProblemHttpResult>> Collect(
        Guid id,
        RequestKey key,
        RequestOnce once,
        PaymentsDb db,
        Deposits deposits,
        AuditLog audit,
        HttpContext http
    )
    {
        var done = await once.Run<DepositLine>(
            key,
            async ct =>
            {
                var payment = await db.Deposits.Where(d => d.Id == id).Select(d => d.PaymentId).SingleOrDefaultAsync(ct);
                if (!(await deposits.Review(payment, ct)).Try(out var row, out var refused))
                {
                    return refused;
                }

                if (row is null)
                {
                    return WalletErrors.DepositUnknown;
                }

                audit.Append(new AuditEntry("payments.deposit-collected", "deposit", id.ToString()) { After = new { row.TakenBack, row.Missing } });
                return DepositLine.From(row);
            },
            http.RequestAborted
        );
        return done.ToHttp(http, TypedResults.Ok);
    }
}
