using System.Linq.Expressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Payments;

/// <summary>A purchase as staff see it.</summary>
internal sealed record PurchaseLine(
    Guid Id,
    Guid? UserId,
    Guid? HolderId,
    string ProductKind,
    string ProductId,
    string Name,
    string Currency,
    decimal Amount,
    bool IsGift,
    PurchaseState State,
    DateTimeOffset CreatedAt
)
{
    public static Expression<Func<PurchaseRow, PurchaseLine>> Of { get; } =
        p => new PurchaseLine(p.Id, p.UserId, p.HolderId, p.ProductKind, p.ProductId, p.Name, p.Currency, p.Amount, p.IsGift, p.State, p.CreatedAt);
}

/// <summary>A dispute as staff see it.</summary>
internal sealed record DisputeLine(
    Guid Id,
    string StripeId,
    string? PaymentId,
    string Status,
    string Reason,
    string Currency,
    decimal Amount,
    DateTimeOffset CreatedAt
)
{
    public static Expression<Func<DisputeRow, DisputeLine>> Of { get; } =
        d => new DisputeLine(d.Id, d.StripeId, d.PaymentId, d.Status, d.Reason, d.Currency, d.Amount, d.CreatedAt);
}

/// <summary>Purchases and disputes, for staff.</summary>
internal static class ListPurchases
{
    private static readonly ListOrder<PurchaseRow> Order = new ListOrder<PurchaseRow>(p => p.Id, "-createdAt").By("createdAt", p => p.CreatedAt);
    private static readonly ListOrder<DisputeRow> Disputed = new ListOrder<DisputeRow>(d => d.Id, "-createdAt").By("createdAt", d => d.CreatedAt);

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff.MapGet("/purchases", Page).RequirePermission(PaymentsPermissions.Read).WithName("ListPurchases").WithSummary("What people bought once.");
        staff.MapGet("/disputes", Disputes).RequirePermission(PaymentsPermissions.Read).WithName("ListDisputes").WithSummary("Payments that people dispute.");
    }

    private static async Task<Results<Ok<Page<PurchaseLine>>, ProblemHttpResult>> Page(
        Guid? userId,
        Choice<PurchaseState>? state,
        [AsParameters] PageRequest page,
        PaymentsDb db,
        CancellationToken cancellationToken
    )
    {
        var rows = db.Purchases.AsNoTracking();
        rows = userId is { } user ? rows.Where(p => p.UserId == user || p.HolderId == user) : rows;
        rows = state is { Value: var wanted } ? rows.Where(p => p.State == wanted) : rows;
        return (await Order.Page(rows, page, PurchaseLine.Of, cancellationToken)).ToHttp(TypedResults.Ok);
    }

    private static async Task<Results<Ok<Page<DisputeLine>>, ProblemHttpResult>> Disputes(
        [AsParameters] PageRequest page,
        PaymentsDb db,
        CancellationToken cancellationToken
    ) => (await Disputed.Page(db.Disputes.AsNoTracking(), page, DisputeLine.Of, cancellationToken)).ToHttp(TypedResults.Ok);
}
