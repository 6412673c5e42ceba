using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Symbols;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Market.Features.Symbols;

/// <summary>Staff change what a symbol costs, whether it is traded, and where its prices come from.</summary>
internal static class ChangeSymbol
{
    /// <param name="Terms">All of them, as they are to be.</param>
    /// <param name="Version">Of what was seen.</param>
    internal sealed record ChangeTermsRequest(ManagedTerms Terms, int Version);

    /// <param name="Paused">Whether nothing new is to be opened.</param>
    /// <param name="Version">Of what was seen.</param>
    internal sealed record PauseSymbolRequest(bool Paused, int Version);

    /// <param name="Source">Where prices are to come from.</param>
    /// <param name="Version">Of what was seen.</param>
    internal sealed record SwitchSourceRequest(PriceSource Source, int Version);

    public static void Map(IEndpointRouteBuilder symbols)
    {
        symbols
            .MapPut("/{symbol}/terms", Terms)
            .RequirePermission(SymbolPermissions.Manage)
            .WithName("ChangeSymbolTerms")
            .WithSummary("Changes what a symbol costs and how it is traded, for whatever is not charged or filled yet.");
        symbols
            .MapPut("/{symbol}/pause", Pause)
            .RequirePermission(SymbolPermissions.Manage)
            .WithName("PauseSymbol")
            .WithSummary("Lets nothing new be opened of a symbol, or lets it again; what rests goes on, and what is held can be closed.");
        symbols
            .MapPut("/{symbol}/source", Switch)
            .RequirePermission(SymbolPermissions.Manage)
            .WithName("SwitchSymbolSource")
            .WithSummary("Lets a symbol's prices come from elsewhere; stored bars stay.");
    }

    private static async Task<Results<Ok<ManagedSymbol>, ProblemHttpResult>> Terms(
        string symbol,
        ChangeTermsRequest request,
        SymbolChanges changes,
        CancellationToken cancellationToken
    ) => (await changes.Terms(symbol, request.Terms, request.Version, cancellationToken)).ToHttp(TypedResults.Ok);

    private static async Task<Results<Ok<ManagedSymbol>, ProblemHttpResult>> Pause(
        string symbol,
        PauseSymbolRequest request,
        SymbolChanges changes,
        CancellationToken cancellationToken
    ) => (await changes.Pause(symbol, request.Paused, request.Version, cancellationToken)).ToHttp(TypedResults.Ok);

    private static async Task<Results<Ok<ManagedSymbol>, ProblemHttpResult>> Switch(
        string symbol,
        SwitchSourceRequest request,
        SymbolChanges changes,
        CancellationToken cancellationToken
    ) => (await changes.Source(symbol, request.Source, request.Version, cancellationToken)).ToHttp(TypedResults.Ok);
}
