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

internal static class GetFills
{
    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapGet("/fills", Handle)
            .MeteredBy(Metering.Reads)
            .WithName("GetPaperFills")
            .WithSummary(
                "Executions of an account, newest first; with `from` and `to` those of these days, by the user's time zone. Older generations on request."
            );

    private static async Task<Results<Ok<Page<FillView>>, ProblemHttpResult>> Handle(
        Guid accountId,
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

        var query = Matching(db, accountId, owned.Generation, symbol, days);
        query = after is null ? query : query.Where(f => f.Id < after.Id);
        var rows = await query.OrderByDescending(f => f.Id).Take(Cursor.Limit(limit) + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(Page<FillView>.Of([.. rows.Select(f => FillView.Of(f, accountId))], Cursor.Limit(limit), f => new AfterId(f.Id)));
    }

    internal static IQueryable<Fill> Matching(PaperTradingDb db, Guid accountId, int generation, string? symbol, ListedDays days)
    {
        var query = PaperTradingDb.Of(db.Fills, accountId, generation);
        var only = symbol?.ToUpperInvariant();
        query = only is null ? query : query.Where(f => f.Symbol == only);
        query = days.Begins is { } begins ? query.Where(f => f.At >= begins) : query;
        return days.Ends is { } ends ? query.Where(f => f.At < ends) : query;
    }
}
