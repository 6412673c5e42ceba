using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Market.Features;

/// <summary>A symbol and its last day.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Name">Name for people.</param>
/// <param name="AssetClass">Kind.</param>
/// <param name="Currency">Currency of prices.</param>
/// <param name="PriceDigits">Decimals of prices.</param>
/// <param name="QuantityDigits">Decimals of quantities.</param>
/// <param name="MinQuantity">Smallest order.</param>
/// <param name="MinNotional">Least value of an order that does more than reduce.</param>
/// <param name="Source">Where prices come from now.</param>
/// <param name="Simulated">True when prices are invented.</param>
/// <param name="Intervals">Chart intervals that have bars.</param>
/// <param name="Last">Last price; null without any bar.</param>
/// <param name="Change24h">Change over 24 hours as a fraction.</param>
/// <param name="Volume24h">Quantity traded in 24 hours.</param>
/// <param name="High24h">Highest price in 24 hours.</param>
/// <param name="Low24h">Lowest price in 24 hours.</param>
/// <param name="AsOf">Market time of the last price.</param>
/// <param name="Spark">Newest closes, at most 48, oldest first.</param>
/// <param name="Live">True while ticks arrive.</param>
/// <param name="IsPaused">Nothing new is opened of it, as staff have paused it; what is held can be closed.</param>
/// <param name="Sessions">By its calendar the next two stretches in which it trades, by its clock: the first may have begun. Null where it trades around the clock.</param>
public sealed record SymbolSummary(
    string Symbol,
    string Name,
    AssetClass AssetClass,
    string Currency,
    int PriceDigits,
    int QuantityDigits,
    decimal MinQuantity,
    decimal MinNotional,
    PriceSource Source,
    bool Simulated,
    IReadOnlyList<string> Intervals,
    decimal? Last,
    decimal? Change24h,
    decimal? Volume24h,
    decimal? High24h,
    decimal? Low24h,
    DateTimeOffset? AsOf,
    decimal[] Spark,
    bool Live,
    bool IsPaused,
    IReadOnlyList<TradingSession>? Sessions
);

/// <summary>All symbols.</summary>
/// <param name="Items">In the order in which they were added.</param>
public sealed record SymbolList(IReadOnlyList<SymbolSummary> Items);

internal static class ListSymbols
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/symbols", All)
            .MeteredBy(Metering.Repeats)
            .WithUrgency(Urgency.Market)
            .WithSummary("Every symbol with its last day.")
            .WithName("listSymbols");
        routes
            .MapGet("/symbols/{symbol}", One)
            .MeteredBy(Metering.Repeats)
            .WithUrgency(Urgency.Market)
            .WithSummary("One symbol with its last day.")
            .WithName("getSymbol");
    }

    private static async Task<Ok<SymbolList>> All(SymbolDirectory directory, Summaries summaries, CancellationToken cancellationToken)
    {
        var items = new List<SymbolSummary>();
        foreach (var spec in await directory.All(cancellationToken))
        {
            items.Add(await summaries.Of(spec, cancellationToken));
        }

        return TypedResults.Ok(new SymbolList(items));
    }

    private static async Task<Results<Ok<SymbolSummary>, ProblemHttpResult>> One(
        string symbol,
        SymbolDirectory directory,
        Summaries summaries,
        CancellationToken cancellationToken
    ) =>
        (await GetChart.SymbolOf(symbol, directory, cancellationToken)).Try(out var spec, out var error)
            ? TypedResults.Ok(await summaries.Of(spec, cancellationToken))
            : error.ToProblem();

    /// <summary>Puts the stored day and the live price together.</summary>
    internal sealed class Summaries(SymbolOverview overview, StoredIntervals stored, LiveTicks ticks, TimeProvider time)
    {
        private const int SessionsTold = 2;

        public async ValueTask<SymbolSummary> Of(SymbolSpec spec, CancellationToken cancellationToken)
        {
            var day = await overview.Of(spec, cancellationToken);
            var tape = spec.Source == PriceSource.Imported ? null : await ticks.Ready(spec.Symbol);
            var tick = tape is not null && ticks.Silence(tape) < QuoteBoard.MaximumAge ? tape.Last : null;
            var last = tick?.Last ?? day?.Close;
            var asOf = tick?.MarketTime ?? day?.AsOf;
            return new SymbolSummary(
                Symbol: spec.Symbol.Value,
                Name: spec.Name,
                AssetClass: spec.AssetClass,
                Currency: spec.Currency.Code,
                PriceDigits: spec.PriceDigits,
                QuantityDigits: spec.QuantityDigits,
                MinQuantity: Plain(spec.MinQuantity),
                MinNotional: Plain(spec.MinNotional),
                Source: spec.Source,
                Simulated: spec.Simulated,
                Intervals: await Intervals(spec, cancellationToken),
                Last: last is { } price ? Plain(price) : null,
                Change24h: day is { Before: > 0 } && last is { } now ? decimal.Round(now / day.Before - 1, 6) : null,
                Volume24h: day is null ? null : Plain(day.Volume),
                High24h: day is null ? null : Plain(Math.Max(day.High, last ?? day.High)),
                Low24h: day is null ? null : Plain(Math.Min(day.Low, last ?? day.Low)),
                AsOf: asOf is { } told ? DateTimeOffset.FromUnixTimeMilliseconds(told) : null,
                Spark: [.. (day?.Spark ?? []).Select(Plain)],
                Live: tick is not null,
                IsPaused: spec.IsPaused,
                Sessions: spec.Calendar?.From(spec.ClockNow(time), SessionsTold)
            );
        }

        private async ValueTask<List<string>> Intervals(SymbolSpec spec, CancellationToken cancellationToken)
        {
            var kept = await stored.Of(spec, cancellationToken);
            return
            [
                .. Domain
                    .ChartInterval.Offered.Where(interval => kept.Any(layer => interval.Milliseconds % layer.Interval.Milliseconds == 0))
                    .Select(Domain.ChartInterval.Name),
            ];
        }

        // Without the zeros that numeric(28,10) adds.
        private static decimal Plain(decimal value) => value / 1.000000000000000000000000000000000m;
    }
}
