using System.Security.Claims;
using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Grains;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.PaperTrading.Features;

internal static class GetReplayChart
{
    public static void Map(IEndpointRouteBuilder paper)
    {
        paper
            .MapGet("/replays/{id:guid}/chart", Chart)
            .MeteredBy(Metering.Reads)
            .WithUrgency(Urgency.Market)
            .WithName("GetPaperReplayChart")
            .WithSummary("Candles as they were at a replay's clock: the newest `limit` bars before `to`, the one that was open last.");
        paper
            .MapGet("/replays/{id:guid}/indicators", Indicators)
            .MeteredBy(Metering.Reads)
            .WithUrgency(Urgency.Market)
            .WithName("GetPaperReplayIndicators")
            .WithSummary("Indicators as they were at a replay's clock, for example `with=rsi;sma(period=50)`.");
    }

    private static async Task<Results<Ok<ChartResponse>, ProblemHttpResult>> Chart(
        Guid id,
        string? interval,
        DateTimeOffset? from,
        DateTimeOffset? to,
        int? limit,
        string? adjust,
        ClaimsPrincipal user,
        IPastMarket past,
        IGrainFactory grains,
        CancellationToken cancellationToken
    )
    {
        if (!PriceAdjustments.Parse(adjust).Try(out var adjustment, out var unknown))
        {
            return unknown.ToProblem();
        }

        var userId = user.UserId();
        if (!(await grains.GetGrain<IPaperAccount>(id).Ask(account => account.Replay(userId), cancellationToken)).Try(out var replay, out var missing))
        {
            return missing.ToProblem();
        }

        var chart = await past.Chart(Symbol.Of(replay.Symbol), new PastChart(interval, from, to, limit, adjustment), replay.Clock, cancellationToken);
        return chart.ToHttp(bars => TypedResults.Ok(bars));
    }

    private static async Task<Results<Ok<IndicatorsResponse>, ProblemHttpResult>> Indicators(
        Guid id,
        string? with,
        string? interval,
        string? benchmark,
        DateTimeOffset? since,
        DateTimeOffset? from,
        DateTimeOffset? to,
        int? limit,
        string? adjust,
        ClaimsPrincipal user,
        IPastMarket past,
        IGrainFactory grains,
        CancellationToken cancellationToken
    )
    {
        if (!PriceAdjustments.Parse(adjust).Try(out var adjustment, out var unknown))
        {
            return unknown.ToProblem();
        }

        var userId = user.UserId();
        if (!(await grains.GetGrain<IPaperAccount>(id).Ask(account => account.Replay(userId), cancellationToken)).Try(out var replay, out var missing))
        {
            return missing.ToProblem();
        }

        var values = await past.Indicators(
            Symbol.Of(replay.Symbol),
            new PastChart(interval, from, to, limit, adjustment),
            new PastIndicators(with, benchmark, since),
            replay.Clock,
            cancellationToken
        );
        return values.ToHttp(found => TypedResults.Ok(found));
    }
}
