using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Market.Features;

/// <summary>When the market of a symbol trades.</summary>
/// <param name="AroundTheClock">It has no calendar: it never closes.</param>
/// <param name="Items">By the symbol's clock, in order; none where it trades around the clock.</param>
public sealed record SessionList(bool AroundTheClock, IReadOnlyList<TradingSession> Items);

internal static class ListSessions
{
    private const int Most = 5000;
    private static readonly DateTimeOffset Earliest = DateTimeOffset.FromUnixTimeMilliseconds(BarLimits.Earliest);
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/symbols/{symbol}/sessions", Handle)
            .MeteredBy(Metering.Repeats)
            .WithSummary("When the market of a symbol trades between two moments, by default from now on for a year; the first `limit` stretches.")
            .WithName("listSessions");

    private static async Task<Results<Ok<SessionList>, ProblemHttpResult>> Handle(
        string symbol,
        DateTimeOffset? from,
        DateTimeOffset? to,
        int? limit,
        SymbolDirectory directory,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!(await GetChart.SymbolOf(symbol, directory, cancellationToken)).Try(out var spec, out var error))
        {
            return error.ToProblem();
        }

        var begin = Within(from ?? spec.ClockNow(time));
        var end = Within(to ?? begin.AddDays(366));
        return begin >= end ? MarketErrors.RangeEmpty.ToProblem()
            : spec.Calendar is { } calendar
                ? TypedResults.Ok(new SessionList(AroundTheClock: false, [.. calendar.Between(begin, end).Take(Math.Clamp(limit ?? Most, 1, Most))]))
            : TypedResults.Ok(new SessionList(AroundTheClock: true, []));
    }

    private static DateTimeOffset Within(DateTimeOffset moment) =>
        moment < Earliest ? Earliest
        : moment > Latest ? Latest
        : moment;
}
