using Ami.Modules.Identity.Contracts;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Market.Features;

/// <summary>How the markets outside of this system are that are followed.</summary>
internal static class ListSources
{
    /// <summary>Who may see it: whoever sees how the system is.</summary>
    public static readonly Permission Permission = new(
        "market.sources",
        [Roles.Support, Roles.Admin],
        "See how the sources of prices are",
        "Ver el estado de las fuentes de precios"
    );

    /// <param name="Source">Which.</param>
    /// <param name="Trouble">What is wrong, a stable code <c>market.source_…</c>; null when nothing is.</param>
    /// <param name="Message">The same in English, with figures.</param>
    /// <param name="Since">Since when it is so.</param>
    /// <param name="SeenAt">When the silo last told of it.</param>
    public sealed record MarketSource(PriceSource Source, string? Trouble, string? Message, DateTimeOffset Since, DateTimeOffset SeenAt);

    public static void Map(IEndpointRouteBuilder sources) =>
        sources
            .MapGet("", Get)
            .RequirePermission(Permission)
            .WithName("ListMarketSources")
            .WithSummary("Markets outside of this system that were ever followed, and what is wrong with each.");

    private static async Task<Ok<List<MarketSource>>> Get(SourceStates states, CancellationToken cancellationToken) =>
        TypedResults.Ok(
            (await states.All(cancellationToken)).Select(state => new MarketSource(state.Source, state.Code, state.Message, state.Since, state.SeenAt)).ToList()
        );
}
