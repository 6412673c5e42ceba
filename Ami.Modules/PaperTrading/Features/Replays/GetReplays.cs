using System.Security.Claims;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Grains;
using Ami.Modules.PaperTrading.Rows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Ami.Modules.PaperTrading.Features;

/// <param name="Items">Newest first, at most 50.</param>
public sealed record ReplayList(IReadOnlyList<ReplayView> Items);

internal static class GetReplays
{
    private const int Most = 50;

    public static void Map(IEndpointRouteBuilder paper)
    {
        paper.MapGet("/replays", List).MeteredBy(Metering.Reads).WithName("GetPaperReplays").WithSummary("The user's replays, also those that are ended.");
        paper.MapGet("/replays/{id:guid}", One).MeteredBy(Metering.Reads).WithName("GetPaperReplay").WithSummary("One replay: where its clock is.");
    }

    private static async Task<Ok<ReplayList>> List(ClaimsPrincipal user, NpgsqlDataSource dataSource, SymbolVenues venues, CancellationToken cancellationToken)
    {
        var replays = await ReplayRow.Of(dataSource, user.UserId(), Most, cancellationToken);
        var venue = await venues.Fresh(cancellationToken);
        return TypedResults.Ok(new ReplayList([.. replays.Select(one => ReplayView.Of(one.Replay, one.Cash, one.Leverage, venue))]));
    }

    private static async Task<Results<Ok<ReplayView>, ProblemHttpResult>> One(
        Guid id,
        ClaimsPrincipal user,
        IGrainFactory grains,
        CancellationToken cancellationToken
    )
    {
        var userId = user.UserId();
        return (await grains.GetGrain<IPaperAccount>(id).Ask(account => account.Replay(userId), cancellationToken)).ToHttp(replay => TypedResults.Ok(replay));
    }
}
