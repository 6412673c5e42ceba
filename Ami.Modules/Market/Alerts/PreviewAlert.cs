using System.Security.Claims;
using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Features;
using Ami.Modules.Market.Indicators;
using Ami.Quant.Rules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Market.Alerts;

/// <summary>An alert that is being made.</summary>
/// <param name="Symbol">About whose bars it is.</param>
/// <param name="Interval">Length of the bars.</param>
/// <param name="Rule">The condition.</param>
/// <param name="DrawingId">The drawing that it is about, if any.</param>
/// <param name="Margin">Percent, 0 to 50.</param>
/// <param name="Repeat">How often it fires; one that fires once is counted as if it were armed again.</param>
internal sealed record PreviewAlertRequest(
    string Symbol,
    string Interval,
    string Rule,
    Guid? DrawingId = null,
    decimal Margin = 0,
    AlertRepeat Repeat = AlertRepeat.Always
);

/// <summary>A bar at which an alert would have fired.</summary>
/// <param name="Bar">When it opened.</param>
/// <param name="Price">Its close.</param>
internal sealed record WouldHaveFired(DateTimeOffset Bar, decimal Price);

/// <summary>How often an alert would have fired.</summary>
/// <param name="Rule">The condition in canonical form.</param>
/// <param name="Bars">Over how many of the last closed bars.</param>
/// <param name="From">When the first of them opened; null without bars.</param>
/// <param name="Fired">How often.</param>
/// <param name="Newest">The last times, newest first.</param>
/// <param name="HoldsNow">Whether the condition is true at the last closed bar: then the alert waits until it has been false.</param>
internal sealed record AlertPreview(string Rule, int Bars, DateTimeOffset? From, int Fired, IReadOnlyList<WouldHaveFired> Newest, bool HoldsNow);

/// <summary>Tells how often an alert would have fired over the last bars, by the same steps as when bars close.</summary>
internal static class PreviewAlert
{
    private const int Bars = 1_000;
    private const int Newest = 10;

    public static void Map(IEndpointRouteBuilder alerts) =>
        alerts
            .MapPost("/preview", Handle)
            .MeteredBy(Metering.Repeats)
            .WithUrgency(Urgency.Market)
            .WithName("PreviewAlert")
            .WithSummary($"How often an alert would have fired over the last {Bars} closed bars. Nothing is kept.");

    private static async Task<Results<Ok<AlertPreview>, ProblemHttpResult>> Handle(
        PreviewAlertRequest request,
        ClaimsPrincipal user,
        MarketDb db,
        SymbolDirectory directory,
        ChartCache charts,
        CancellationToken cancellationToken
    )
    {
        if (!AlertRules.IsMargin(request.Margin))
        {
            return AlertErrors.Margin.ToProblem();
        }

        if (
            !(await GetChart.SymbolOf(request.Symbol, directory, cancellationToken)).Try(out var spec, out var error)
            || !ChartInterval.Parse(request.Interval).Try(out var interval, out error)
            || !(await KeepAlerts.ShapeOf(db, user.UserId(), spec, request.DrawingId, cancellationToken)).Try(out var about, out error)
        )
        {
            return error.ToProblem();
        }

        if (!AlertRules.Compile(request.Rule, about.Shape, interval, out var mistakes).Try(out var program, out error))
        {
            return KeepAlerts.Wrong(error, mistakes);
        }

        // One more that may be open, and one before the first.
        var most = Bars + AlertRules.Lead(program, interval) + 2;
        var (bars, forming, _) = await charts.Bars(spec, interval, BarLimits.Earliest, long.MaxValue, most, cancellationToken);
        if (forming)
        {
            bars.RemoveAt(bars.Count - 1);
        }

        return TypedResults.Ok(Of(program, IndicatorRows.View(interval, bars), bars, about.Shape, request));
    }

    private static AlertPreview Of(RuleProgram program, Quant.Series.CandleView view, List<Candle> bars, AlertShape? shape, PreviewAlertRequest request)
    {
        var from = Math.Max(0, bars.Count - Bars - 1);
        var truths = bars.Count == 0 ? [] : AlertTruths.Of(program, view, from, shape);
        var repeat = request.Repeat == AlertRepeat.Once ? AlertRepeat.Always : request.Repeat;
        var (state, fired) = (new AlertState(), new List<WouldHaveFired>());
        for (var i = 1; i < truths.Length; i++)
        {
            var bar = bars[from + i];
            (state, var fires) = state.At(repeat, request.Margin, new RuleValue(truths[i - 1]), new RuleValue(truths[i]), bar.Close);
            if (fires)
            {
                fired.Add(new WouldHaveFired(DateTimeOffset.FromUnixTimeMilliseconds(bar.Time), bar.Close));
            }
        }

        var looked = Math.Max(0, truths.Length - 1);
        return new AlertPreview(
            program.Text,
            looked,
            looked == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(bars[from + 1].Time),
            fired.Count,
            [.. fired.AsEnumerable().Reverse().Take(Newest)],
            truths is [.., var last] && new RuleValue(last).IsTrue
        );
    }
}
