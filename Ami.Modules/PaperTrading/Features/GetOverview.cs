using System.Security.Claims;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Grains;
using Ami.Modules.PaperTrading.Rows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.PaperTrading.Features;

/// <param name="Accounts">All of the user's, oldest first, and behind them those of replays that are not ended, or the one asked for.</param>
/// <param name="AccountId">The account that everything below is about.</param>
/// <param name="WorkingOrders">Also those that wait for their entry; newest first, at most 200.</param>
/// <param name="LatestOrders">Of any state, newest first, at most 20.</param>
/// <param name="LatestFills">Newest first, at most 20.</param>
/// <param name="Equity">The curve, thinned out to at most 1000 points; it, and the drawdown of the statistics, may be half a minute old.</param>
/// <param name="Stats">Of the closed trades since the last reset.</param>
/// <param name="Rules">The account's own rules, and how it stands by them.</param>
public sealed record PaperOverview(
    IReadOnlyList<AccountSummary> Accounts,
    Guid AccountId,
    IReadOnlyList<PositionView> Positions,
    IReadOnlyList<OrderView> WorkingOrders,
    IReadOnlyList<OrderView> LatestOrders,
    IReadOnlyList<FillView> LatestFills,
    IReadOnlyList<EquityCurvePoint> Equity,
    PaperStats Stats,
    RulesLook? Rules
);

internal static class GetOverview
{
    private const int MostWorking = 200;

    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapGet("/overview", Handle)
            .MeteredBy(Metering.Reads)
            .WithName("GetPaperOverview")
            .WithSummary("Everything a page about an account shows, in one call: the account asked for, or the user's first one.");

    private static async Task<Results<Ok<PaperOverview>, ProblemHttpResult>> Handle(
        Guid? accountId,
        ClaimsPrincipal user,
        IGrainFactory grains,
        AccountHistories histories,
        CancellationToken cancellationToken
    )
    {
        var accounts = await GetAccounts.OfUser(user.UserId(), grains, cancellationToken);
        if ((accountId is { } wanted ? accounts.Find(a => a.Summary.Id == wanted) : accounts[0]) is not { } account)
        {
            // The account of a replay that was ended is not in the list any more, and stays readable.
            var other = await grains.GetGrain<IPaperAccount>(accountId.GetValueOrDefault()).Ask(paper => paper.Look(user.UserId()), cancellationToken);
            if (!other.Try(out account, out var missing))
            {
                return missing.ToProblem();
            }
        }

        var id = account.Summary.Id;
        var history = await histories.Of(id, account.Summary.ResetCount, account.Version, cancellationToken);
        return TypedResults.Ok(
            new PaperOverview(
                [.. accounts.Select(a => a.Summary), .. accounts.Exists(a => a.Summary.Id == id) ? [] : new[] { account.Summary }],
                id,
                account.Positions,
                [.. account.WorkingOrders.Take(MostWorking)],
                history.Orders,
                history.Fills,
                history.Equity,
                history.Stats,
                account.Rules
            )
        );
    }
}
