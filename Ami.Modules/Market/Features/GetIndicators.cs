using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Indicators;
using Ami.Quant.Series;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Market.Features;

/// <summary>Computes indicators of a symbol, for charts and for programs.</summary>
internal static class GetIndicators
{
    private const int DefaultLimit = 500;
    private const int MaxLimit = 5000;

    public static RouteHandlerBuilder Map(IEndpointRouteBuilder routes, string pattern) =>
        routes
            .MapGet(pattern, Handle)
            .WithSummary("Indicators over the newest `limit` bars before `to`, the forming one last, for example `with=rsi;sma(period=50)`.")
            .WithDescription(
                "Values do not depend on how many bars are asked for, except of the few that count from a first bar (on-balance volume, say): they begin at `since`, or at the first bar of the answer, and say so in `countsFrom`. "
                    + GetChart.Adjusting
            );

    private static async Task<Results<Ok<IndicatorsResponse>, ProblemHttpResult>> Handle(
        string symbol,
        string? with,
        string? interval,
        string? benchmark,
        DateTimeOffset? since,
        DateTimeOffset? from,
        DateTimeOffset? to,
        int? limit,
        string? adjust,
        SymbolDirectory directory,
        IndicatorReader reader,
        CancellationToken cancellationToken
    )
    {
        if (!ChartInterval.Parse(interval ?? "1m").Try(out var length, out var error) || !PriceAdjustments.Parse(adjust).Try(out var adjustment, out error))
        {
            return error.ToProblem();
        }

        if (from >= to)
        {
            return MarketErrors.RangeEmpty.ToProblem();
        }

        if (
            !(await GetChart.SymbolOf(symbol, directory, cancellationToken)).Try(out var spec, out error)
            || !(await reader.Understand(with, benchmark, since, cancellationToken)).Try(out var wanted, out error)
        )
        {
            return error.ToProblem();
        }

        long? end = to is { } until ? Math.Max(BarLimits.Earliest, until.ToUnixTimeMilliseconds()) : null;
        if (wanted.CountsTooMany(length, end ?? reader.Now(spec)))
        {
            return MarketErrors.CountsTooMany.ToProblem();
        }

        var most = Math.Clamp(limit ?? DefaultLimit, 1, MaxLimit);
        var read = await reader.Read(spec, length, wanted, end, most, adjustment, cancellationToken);
        return TypedResults.Ok(Answer(spec, length, wanted, read, most, from?.ToUnixTimeMilliseconds()));
    }

    /// <summary>The newest values, at most so many, of bars that open at an instant or later.</summary>
    internal static IndicatorsResponse Answer(SymbolSpec spec, BarInterval length, IndicatorSet wanted, IndicatorBars read, int most, long? from)
    {
        var bars = read.Bars;
        var shown = Math.Min(most, from is { } begin ? bars.Count - Before(bars, begin) : bars.Count);
        return new IndicatorsResponse(
            spec.Symbol.Value,
            ChartInterval.Name(length),
            [.. bars.TakeLast(shown).Select(bar => bar.Time / 1000)],
            IndicatorRows.Of(wanted, length, bars, read.Benchmark, shown),
            read.Forming && shown > 0,
            read.HasMore || bars.Count > shown
        );
    }

    private static int Before(List<Candle> bars, long from)
    {
        var first = bars.FindIndex(bar => bar.Time >= from);
        return first < 0 ? bars.Count : first;
    }
}
