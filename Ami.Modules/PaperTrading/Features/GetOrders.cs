using System.Security.Claims;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Quant.Trading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.PaperTrading.Features;

/// <summary>The place in a list that ends with this row.</summary>
internal sealed record AfterId(Guid Id);

internal static class GetOrders
{
    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapGet("/orders", Handle)
            .MeteredBy(Metering.Reads)
            .WithName("GetPaperOrders")
            .WithSummary(
                "Orders of an account, newest first: working (with those waiting for their entry), final, or all; with `from` and `to` those placed on these days, by the user's time zone. Older generations on request."
            );

    private static async Task<Results<Ok<Page<OrderView>>, ProblemHttpResult>> Handle(
        Guid accountId,
        string? status,
        string? symbol,
        int? generation,
        DateOnly? from,
        DateOnly? to,
        string? cursor,
        int? limit,
        ClaimsPrincipal user,
        IPersonDirectory people,
        PaperTradingDb db,
        CancellationToken cancellationToken
    )
    {
        if (StatusError(status) is { } unknown)
        {
            return unknown.ToProblem();
        }

        if (!Cursor.Decode<AfterId>(cursor).Try(out var after, out var malformed))
        {
            return malformed.ToProblem();
        }

        if (!(await ListedDays.Of(from, to, people, user.UserId(), cancellationToken)).Try(out var days, out var invalid))
        {
            return invalid.ToProblem();
        }

        if (!(await db.Owned(user.UserId(), accountId, generation, cancellationToken)).Try(out var owned, out var missing))
        {
            return missing.ToProblem();
        }

        var query = Matching(db, accountId, owned.Generation, status, symbol, days);
        query = after is null ? query : query.Where(o => o.Id < after.Id);
        var rows = await query.OrderByDescending(o => o.Id).Take(Cursor.Limit(limit) + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(Page<OrderView>.Of([.. rows.Select(o => OrderView.Of(o, accountId))], Cursor.Limit(limit), o => new AfterId(o.Id)));
    }

    internal static Error? StatusError(string? status) =>
        status is null or "all" or "working" or "final" ? null : Error.InvalidField("paper.status_unknown", "status", "Has to be working, final or all.");

    internal static IQueryable<Order> Matching(PaperTradingDb db, Guid accountId, int generation, string? status, string? symbol, ListedDays days)
    {
        var query = PaperTradingDb.Of(db.Orders, accountId, generation);
        query = status switch
        {
            "working" => query.Where(o => o.Status == OrderStatus.Working || o.Status == OrderStatus.Pending),
            "final" => query.Where(o => o.Status != OrderStatus.Working && o.Status != OrderStatus.Pending),
            _ => query,
        };
        var only = symbol?.ToUpperInvariant();
        query = only is null ? query : query.Where(o => o.Symbol == only);
        query = days.Begins is { } begins ? query.Where(o => o.PlacedAt >= begins) : query;
        return days.Ends is { } ends ? query.Where(o => o.PlacedAt < ends) : query;
    }
}
