using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Market.Alerts;

/// <summary>The newest firings of a person's alerts.</summary>
internal static class ListFirings
{
    private const int Most = 100;

    public static void Map(IEndpointRouteBuilder alerts) =>
        alerts
            .MapGet("/firings", Handle)
            .WithName("ListFirings")
            .WithSummary("When the signed-in user's alerts fired, newest first, at most a hundred; of one alert with `alertId`.");

    private static async Task<Ok<FiringList>> Handle(Guid? alertId, ClaimsPrincipal user, MarketDb db, CancellationToken cancellationToken)
    {
        var own = db.AlertFirings.AsNoTracking().Where(f => f.UserId == user.UserId());
        if (alertId is { } one)
        {
            own = own.Where(f => f.AlertId == one);
        }

        var newest = await own.OrderByDescending(f => f.FiredAt).ThenByDescending(f => f.Bar).Take(Most).ToListAsync(cancellationToken);
        return TypedResults.Ok(
            new FiringList([
                .. newest.Select(f => new FiringView(
                    f.Id,
                    f.AlertId,
                    f.Name,
                    f.Symbol,
                    f.Interval,
                    f.Rule,
                    f.Bar,
                    f.Price,
                    f.FiredAt,
                    f.Webhook,
                    f.WebhookError
                )),
            ])
        );
    }
}
