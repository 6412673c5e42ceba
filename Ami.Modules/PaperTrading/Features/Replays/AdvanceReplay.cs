using System.Security.Claims;
using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Grains;
using Ami.Modules.PaperTrading.Rows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Ami.Modules.PaperTrading.Features;

/// <param name="From">Where the replay's clock is.</param>
/// <param name="To">It goes as far as bars are over by then; where none is, to the end of the first one after.</param>
/// <param name="Interval">Of the bars that are answered, as charts name it.</param>
/// <param name="Indicators">Indicators to answer with the bars, as the endpoint of indicators reads them; none by default.</param>
/// <param name="Benchmark">A symbol to compare with, for those that compare.</param>
/// <param name="Since">Where those that count from a first bar begin.</param>
/// <param name="Adjust">For which corporate actions up to the clock bars are adjusted, as charts are asked for it; splits by default.</param>
public sealed record AdvanceReplayRequest(
    DateTimeOffset From,
    DateTimeOffset To,
    string Interval,
    string? Indicators = null,
    string? Benchmark = null,
    DateTimeOffset? Since = null,
    string? Adjust = null
);

/// <param name="Clock">Where the clock is now.</param>
/// <param name="IsOver">Whether no more prices come.</param>
/// <param name="HasMore">Whether more bars were over by <c>to</c> than are played at once: ask again from the clock.</param>
/// <param name="Quote">What the symbol costs now.</param>
/// <param name="Bars">From the bar that holds <c>from</c> to the clock.</param>
/// <param name="Indicators">Their values at these bars; null when none were asked for.</param>
/// <param name="Fills">How many executions there were.</param>
public sealed record ReplayStep(
    DateTimeOffset Clock,
    bool IsOver,
    bool HasMore,
    ReplayQuote Quote,
    ChartResponse Bars,
    IndicatorsResponse? Indicators,
    int Fills
);

internal static class AdvanceReplay
{
    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapPost("/replays/{id:guid}/advance", Handle)
            .MeteredBy(Metering.Free)
            .WithUrgency(Urgency.Market)
            .WithName("AdvancePaperReplay")
            .WithSummary("Moves a replay's clock and executes orders by the bars that it passes, once however often it is asked.");

    private static async Task<Results<Ok<ReplayStep>, ProblemHttpResult>> Handle(
        Guid id,
        AdvanceReplayRequest request,
        ClaimsPrincipal user,
        IPastMarket past,
        IGrainFactory grains,
        NpgsqlDataSource dataSource,
        CancellationToken cancellationToken
    )
    {
        var (userId, paper) = (user.UserId(), grains.GetGrain<IPaperAccount>(id));
        if (request.To <= request.From)
        {
            return PaperErrors.ReplayStep.ToProblem();
        }

        if (!PriceAdjustments.Parse(request.Adjust).Try(out var adjustment, out var unknown))
        {
            return unknown.ToProblem();
        }

        if (!(await paper.Ask(account => account.Replay(userId), cancellationToken)).Try(out var before, out var missing))
        {
            return missing.ToProblem();
        }

        // What is wrong with the question is said before anything moves.
        var (symbol, wanted) = (Symbol.Of(before.Symbol), new PastChart(request.Interval, request.From, null, PastChart.Most, adjustment));
        var indicators = request.Indicators is { Length: > 0 } with ? new PastIndicators(with, request.Benchmark, request.Since) : null;
        if (await past.Check(symbol, wanted, indicators, before.Clock, cancellationToken) is { } wrong)
        {
            return wrong.ToProblem();
        }

        var (from, to) = (request.From.ToUniversalTime(), request.To.ToUniversalTime());
        if (!(await paper.Ask(account => account.Advance(userId, from, to), cancellationToken)).Try(out var advance, out var refused))
        {
            return refused.ToProblem();
        }

        var now = advance.Replay;
        if (!(await past.Chart(symbol, wanted, now.Clock, cancellationToken)).Try(out var bars, out var unread))
        {
            return unread.ToProblem();
        }

        IndicatorsResponse? values = null;
        if (
            indicators is not null
            && bars.T.Length > 0
            && !(await past.Indicators(symbol, wanted with { Limit = bars.T.Length }, indicators, now.Clock, cancellationToken)).Try(out values, out unread)
        )
        {
            return unread.ToProblem();
        }

        var fills = await ReplayRow.Fills(dataSource, id, from, now.Clock, cancellationToken);
        return TypedResults.Ok(new ReplayStep(now.Clock, now.IsOver, advance.HasMore, now.Quote, bars, values, fills));
    }
}
