using System.Security.Claims;
using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Indicators;
using Ami.Modules.Market.Screener;
using Ami.Quant.Rules;
using Ami.Quant.Series;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Market.Alerts;

/// <summary>An alert that is being made.</summary>
/// <param name="Symbol">About whose bars it is; null for those of several symbols.</param>
/// <param name="Interval">Length of the bars.</param>
/// <param name="Rule">The condition.</param>
/// <param name="DrawingId">The drawing that it is about, if any.</param>
/// <param name="Margin">Percent, 0 to 50.</param>
/// <param name="Repeat">How often it fires; one that fires once is counted as if it were armed again.</param>
/// <param name="WatchlistId">Without a symbol: the list whose symbols it is about; null for every symbol.</param>
/// <param name="WrittenAt">On one symbol: when the condition was written, by the symbol's clock, where its figures are of the shares of then; null for those of now.</param>
internal sealed record PreviewAlertRequest(
    string? Symbol,
    string Interval,
    string Rule,
    Guid? DrawingId = null,
    decimal Margin = 0,
    AlertRepeat Repeat = AlertRepeat.Always,
    Guid? WatchlistId = null,
    DateTimeOffset? WrittenAt = null
);

/// <summary>A bar at which an alert would have fired.</summary>
/// <param name="Bar">When it opened.</param>
/// <param name="Price">Its close.</param>
/// <param name="Symbol">Whose.</param>
internal sealed record WouldHaveFired(DateTimeOffset Bar, decimal Price, string Symbol);

/// <summary>How often an alert would have fired.</summary>
/// <param name="Rule">The condition in canonical form.</param>
/// <param name="Bars">Over how many of the last closed bars of a symbol, at most.</param>
/// <param name="From">When the first of them opened; null without bars.</param>
/// <param name="Fired">How often.</param>
/// <param name="Newest">The last times, newest first.</param>
/// <param name="HoldsNow">Symbols at whose last closed bar the condition is true: there the alert waits until it has been false.</param>
/// <param name="Symbols">How many symbols were looked at: those that a few seconds sufficed for.</param>
/// <param name="Listed">Of how many.</param>
internal sealed record AlertPreview(
    string Rule,
    int Bars,
    DateTimeOffset? From,
    int Fired,
    IReadOnlyList<WouldHaveFired> Newest,
    IReadOnlyList<string> HoldsNow,
    int Symbols,
    int Listed
);

/// <summary>Tells how often an alert would have fired over the last bars, by the same steps as when bars close.</summary>
internal static class PreviewAlert
{
    private const int Bars = 1_000;
    private const int BarsOnMany = 200;
    private const int Newest = 10;
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(5);

    public static void Map(IEndpointRouteBuilder alerts) =>
        alerts
            .MapPost("/preview", Handle)
            .MeteredBy(Metering.Repeats)
            .WithUrgency(Urgency.Market)
            .WithName("PreviewAlert")
            .WithSummary($"How often an alert would have fired over the last {Bars} closed bars, or {BarsOnMany} of each of several symbols. Nothing is kept.");

    private static async Task<Results<Ok<AlertPreview>, ProblemHttpResult>> Handle(
        PreviewAlertRequest request,
        ClaimsPrincipal user,
        MarketDb db,
        SymbolDirectory directory,
        ChartCache charts,
        ScanBars scanned,
        Scanner scanner,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!AlertRules.IsMargin(request.Margin))
        {
            return AlertErrors.Margin.ToProblem();
        }

        if (request is { Symbol: not null, WatchlistId: not null })
        {
            return AlertErrors.WatchlistSymbol.ToProblem();
        }

        var (userId, now) = (user.UserId(), time.GetUtcNow().ToUnixTimeMilliseconds());
        if (
            !(await AlertFacts.Symbols(db, userId, request.Symbol, request.WatchlistId, directory, cancellationToken)).Try(out var specs, out var error)
            || !ChartInterval.Parse(request.Interval).Try(out var interval, out error)
            || !(await AlertFacts.Of(db, userId, specs, request.Symbol, request.DrawingId, now, cancellationToken, request.WrittenAt)).Try(
                out var about,
                out error
            )
        )
        {
            return error.ToProblem();
        }

        if (!AlertRules.Compile(request.Rule, about.Facts, interval, out var mistakes).Try(out var program, out error))
        {
            return KeepAlerts.Wrong(error, mistakes);
        }

        var seen = new Seen(program, request, specs.Length);
        // One more that may be open, and one before the first.
        var lead = AlertRules.Lead(program, interval) + 2;
        if (request.Symbol is not null)
        {
            var today = PriceFactors.Of(specs[0].Actions, specs[0].ClockAt(now));
            var factors = request.WrittenAt is { } written ? PriceFactors.Of(specs[0].Actions, written.ToUnixTimeMilliseconds()) : today;
            var (bars, forming, _) = await charts.Bars(specs[0], interval, BarLimits.Earliest, long.MaxValue, Bars + lead, factors, cancellationToken);
            if (forming)
            {
                bars.RemoveAt(bars.Count - 1);
            }

            // Told as a chart shows them.
            seen.Look(specs[0], IndicatorRows.View(interval, bars), about.Facts, Bars, (price, time) => today.Price(factors.Traded(price, time), time));
            return TypedResults.Ok(seen.Preview());
        }

        var looked = await scanner.InTurn(
            async () =>
            {
                var begun = time.GetTimestamp();
                foreach (var spec in specs.TakeWhile(_ => time.GetElapsedTime(begun) < LongestLook))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    seen.Look(spec, (await scanned.Get(spec, interval, BarsOnMany + lead, cancellationToken)).Bars, new SymbolFacts(spec), BarsOnMany);
                }

                return seen.Preview();
            },
            cancellationToken
        );
        return looked.Try(out var preview, out error) ? TypedResults.Ok(preview) : error.ToProblem();
    }

    /// <summary>What was seen of an alert at one symbol after the other.</summary>
    private sealed class Seen(RuleProgram program, PreviewAlertRequest request, int listed)
    {
        private readonly List<WouldHaveFired> _fired = [];
        private readonly List<string> _holds = [];
        private long? _from;
        private int _bars,
            _symbols;

        public void Look(SymbolSpec spec, CandleView view, IAlertFacts? about, int most, Func<decimal, long, decimal>? shown = null)
        {
            _symbols++;
            if (view.Count == 0)
            {
                return;
            }

            var from = Math.Max(0, view.Count - most - 1);
            var truths = AlertTruths.Of(program, view, from, about);
            var levels = request.Margin > 0 ? AlertReach.Levels(program.Text, view, from, about) : null;
            var repeat = request.Repeat == AlertRepeat.Once ? AlertRepeat.Always : request.Repeat;
            var state = new AlertState();
            for (var i = 1; i < truths.Length; i++)
            {
                var close = decimal.Round((decimal)view[from + i].Close, spec.PriceDigits);
                (state, var fires) = state.At(repeat, request.Margin, new RuleValue(truths[i - 1]), new RuleValue(truths[i]), close, levels?[i] ?? double.NaN);
                if (fires)
                {
                    var at = view.Time[from + i];
                    var price = shown is null ? close : decimal.Round(shown(close, at), spec.PriceDigits);
                    _fired.Add(new WouldHaveFired(DateTimeOffset.FromUnixTimeMilliseconds(at), price, spec.Symbol.Value));
                }
            }

            if (truths.Length > 1)
            {
                (_bars, _from) = (Math.Max(_bars, truths.Length - 1), Math.Min(_from ?? long.MaxValue, view.Time[from + 1]));
            }

            if (truths is [.., var last] && new RuleValue(last).IsTrue)
            {
                _holds.Add(spec.Symbol.Value);
            }
        }

        public AlertPreview Preview() =>
            new(
                program.Text,
                _bars,
                _from is { } from ? DateTimeOffset.FromUnixTimeMilliseconds(from) : null,
                _fired.Count,
                [.. _fired.OrderByDescending(fired => fired.Bar).ThenBy(fired => fired.Symbol, StringComparer.Ordinal).Take(Newest)],
                _holds,
                _symbols,
                listed
            );
    }
}
