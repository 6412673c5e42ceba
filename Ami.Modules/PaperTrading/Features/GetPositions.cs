using System.Security.Claims;
using Ami.Core;
using Ami.Modules.PaperTrading.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.PaperTrading.Features;

public sealed record PositionList(IReadOnlyList<PositionView> Items);

internal static class GetPositions
{
    public static void Map(IEndpointRouteBuilder paper) => paper.MapGet("/positions", Handle)
        .WithName("GetPaperPositions")
        .WithSummary("Open positions of an account, valued at the last prices.");

    private static async Task<Results<Ok<PositionList>, ProblemHttpResult>> Handle(
        Guid accountId, ClaimsPrincipal user, PaperTradingDb db, CancellationToken cancellationToken)
    {
        if (!(await db.Owned(user.UserId(), accountId, null, cancellationToken)).Try(out _, out var missing))
        {
            return missing.ToProblem();
        }

        return TypedResults.Ok(new PositionList(await Open(db, accountId, cancellationToken)));
    }

    internal static async Task<List<PositionView>> Open(PaperTradingDb db, Guid accountId, CancellationToken cancellationToken)
    {
        var rows = await db.Positions.Where(p => p.AccountId == accountId && p.ClosedAt == null)
            .OrderBy(p => p.Symbol)
            .Select(p => new { Position = p, Mark = db.Marks.Where(m => m.Symbol == p.Symbol).Select(m => (decimal?)m.Price).FirstOrDefault() })
            .ToListAsync(cancellationToken);
        var exits = await db.Orders
            .Where(o => o.AccountId == accountId && o.Status == OrderStatus.Working && (o.Role == OrderRole.TakeProfit || o.Role == OrderRole.StopLoss))
            .ToListAsync(cancellationToken);
        return [.. rows.Select(r => PositionView.Of(r.Position, r.Mark ?? r.Position.AveragePrice, exits))];
    }
}
