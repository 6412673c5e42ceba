using System.Linq.Expressions;
using System.Security.Claims;
using Ami.Modules.Identity.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Payments;

/// <summary>Something that one bought, or got as a gift.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ProductKind">What sort of thing.</param>
/// <param name="ProductId">Which one.</param>
/// <param name="Name">As it was called.</param>
/// <param name="Currency">Of the amount.</param>
/// <param name="Amount">What it cost, before taxes that were added.</param>
/// <param name="IsGift">Whether it is a gift.</param>
/// <param name="GiftCode">The code to hand on, for who bought it and once it is paid; null otherwise.</param>
/// <param name="IsRedeemed">Whether somebody has it.</param>
/// <param name="State">How it stands.</param>
/// <param name="CreatedAt">When it was begun.</param>
internal sealed record PurchaseView(
    Guid Id,
    string ProductKind,
    string ProductId,
    string Name,
    string Currency,
    decimal Amount,
    bool IsGift,
    string? GiftCode,
    bool IsRedeemed,
    PurchaseState State,
    DateTimeOffset CreatedAt
)
{
    public static Expression<Func<PurchaseRow, PurchaseView>> For(Guid userId) =>
        p => new PurchaseView(
            p.Id,
            p.ProductKind,
            p.ProductId,
            p.Name,
            p.Currency,
            p.Amount,
            p.IsGift,
            p.UserId == userId && p.IsPaid ? p.GiftCode : null,
            p.HolderId != null,
            p.State,
            p.CreatedAt
        );
}

/// <summary>What one bought, and gifts that one redeems.</summary>
internal static class MyPurchases
{
    private static readonly ListOrder<PurchaseRow> Order = new ListOrder<PurchaseRow>(p => p.Id, "-createdAt").By("createdAt", p => p.CreatedAt);

    /// <param name="Code">As the buyer got it; blanks and hyphens do not count.</param>
    internal sealed record RedeemRequest(string Code);

    public static void Map(IEndpointRouteBuilder payments)
    {
        payments.MapGet("/purchases", List).WithName("ListMyPurchases").WithSummary("What the signed-in user bought or got as a gift, newest first.");
        payments.MapPost("/gifts/redeem", Redeem).RequireIdempotencyKey().RefuseImpersonation().WithName("RedeemGift").WithSummary("Takes a gift by its code.");
    }

    private static async Task<Results<Ok<Page<PurchaseView>>, ProblemHttpResult>> List(
        [AsParameters] PageRequest page,
        ClaimsPrincipal user,
        PaymentsDb db,
        CancellationToken cancellationToken
    )
    {
        var userId = user.UserId();
        var own = db.Purchases.AsNoTracking().Where(p => p.UserId == userId || p.HolderId == userId);
        return (await Order.Page(own, page, PurchaseView.For(userId), cancellationToken)).ToHttp(TypedResults.Ok);
    }

    private static async Task<Results<Ok<PurchaseView>, ProblemHttpResult>> Redeem(
        RedeemRequest request,
        RequestKey key,
        RequestOnce once,
        Purchases purchases,
        HttpContext http
    )
    {
        var code = new string([.. request.Code.Where(char.IsAsciiLetterOrDigit)]).ToUpperInvariant();
        var answer = await once.Run(
            key,
            async ct => (await purchases.Redeem(code, key.UserId, ct)).Map(PurchaseView.For(key.UserId).Compile()),
            http.RequestAborted
        );
        return answer.ToHttp(http, TypedResults.Ok);
    }
}
