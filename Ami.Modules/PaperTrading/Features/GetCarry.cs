using System.Security.Claims;
using Ami.Modules.PaperTrading.Domain;
using Ami.Quant.Trading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.PaperTrading.Features;

/// <summary>What holding a position over a moment cost.</summary>
/// <param name="Id">UUID version 7; the ledger's transfer refers to it.</param>
/// <param name="Symbol">What was held.</param>
/// <param name="Kind">Borrow of what is short, or funding.</param>
/// <param name="Moment">The moment, UTC.</param>
/// <param name="Quantity">What was held then; below zero when short.</param>
/// <param name="Price">The price at the moment.</param>
/// <param name="Rate">Share of the value, for this moment.</param>
/// <param name="Amount">Taken from the cash, account currency; below zero when received.</param>
public sealed record CarryView(Guid Id, string Symbol, CarryKind Kind, DateTimeOffset Moment, decimal Quantity, decimal Price, decimal Rate, decimal Amount);

internal static class GetCarry
{
    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapGet("/carry", Handle)
            .MeteredBy(Metering.Reads)
            .WithName("GetPaperCarry")
            .WithSummary("What holding positions cost, newest first. Older generations on request.");

    private static async Task<Results<Ok<Page<CarryView>>, ProblemHttpResult>> Handle(
        Guid accountId,
        int? generation,
        string? cursor,
        int? limit,
        ClaimsPrincipal user,
        PaperTradingDb db,
        CancellationToken cancellationToken
    )
    {
        if (!Cursor.Decode<AfterId>(cursor).Try(out var after, out var malformed))
        {
            return malformed.ToProblem();
        }

        if (!(await db.Owned(user.UserId(), accountId, generation, cancellationToken)).Try(out var owned, out var missing))
        {
            return missing.ToProblem();
        }

        var query = PaperTradingDb.Of(db.CarryCharges, accountId, owned.Generation);
        query = after is null ? query : query.Where(c => c.Id < after.Id);
        var rows = await query.OrderByDescending(c => c.Id).Take(Cursor.Limit(limit) + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(
            Page<CarryView>.Of(
                [.. rows.Select(c => new CarryView(c.Id, c.Symbol, c.Kind, c.Moment, c.Quantity.Plain(), c.Price.Plain(), c.Rate.Plain(), c.Amount.Plain()))],
                Cursor.Limit(limit),
                c => new AfterId(c.Id)
            )
        );
    }
}
