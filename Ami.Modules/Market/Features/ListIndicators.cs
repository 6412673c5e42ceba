using Ami.Quant.Indicators;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Market.Features;

/// <summary>An indicator that charts and programs may ask for.</summary>
/// <param name="Id">Which; as in <c>with=rsi(period=14)</c>.</param>
/// <param name="Name">Its name in both languages.</param>
/// <param name="Group">What it is about.</param>
/// <param name="Pane">Where a chart draws it.</param>
/// <param name="Parameters">What may be set, with defaults and ranges.</param>
/// <param name="Outputs">Its values, in order.</param>
/// <param name="Levels">Lines of reference, such as 30 and 70.</param>
/// <param name="NeedsBenchmark">Whether it compares with another symbol.</param>
/// <param name="CountsFromStart">Whether its level depends on the bar from which it counts.</param>
/// <param name="TakesSeries">Whether it is taken of one series, which is its first argument in a rule; others read whole bars.</param>
public sealed record IndicatorInfo(
    string Id,
    Term Name,
    IndicatorGroup Group,
    IndicatorPane Pane,
    IReadOnlyList<ParameterSpec> Parameters,
    IReadOnlyList<OutputSpec> Outputs,
    IReadOnlyList<double> Levels,
    bool NeedsBenchmark,
    bool CountsFromStart,
    bool TakesSeries
);

/// <summary>The catalogue of indicators.</summary>
internal static class ListIndicators
{
    private static readonly IReadOnlyList<IndicatorInfo> All =
    [
        .. IndicatorCatalog.All.Select(spec => new IndicatorInfo(
            spec.Id,
            spec.Name,
            spec.Group,
            spec.Pane,
            spec.Parameters,
            spec.Outputs,
            spec.Levels,
            spec.NeedsBenchmark,
            spec.CountsFromStart,
            spec.ReadsCloseOnly
        )),
    ];

    public static void Map(IEndpointRouteBuilder trading) =>
        trading
            .MapGet("/indicators", () => TypedResults.Ok(All))
            .MeteredBy(Metering.Reads)
            .WithName("listIndicators")
            .WithSummary("All indicators, with what may be set and what they give.");
}
