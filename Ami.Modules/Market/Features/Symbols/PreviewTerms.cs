using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Symbols;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Ami.Modules.Market.Features.Symbols;

/// <summary>What a student would pay by terms that are not stored yet.</summary>
internal static class PreviewTerms
{
    /// <summary>More than any order is.</summary>
    private const decimal MostUnits = 1_000_000_000m;

    /// <param name="Terms">As they would be.</param>
    /// <param name="Quantity">Units of a market buy, above zero.</param>
    internal sealed record PreviewTermsRequest(ManagedTerms Terms, decimal Quantity);

    /// <param name="Last">The price that it was worked out with: the newest one, or the last that is stored.</param>
    /// <param name="Cost">What the buy costs.</param>
    internal sealed record TermsPreview(decimal Last, TradeCost Cost);

    public static void Map(IEndpointRouteBuilder symbols) =>
        symbols
            .MapPost("/{symbol}/preview", Handle)
            .RequirePermission(SymbolPermissions.Manage)
            .WithName("PreviewSymbolTerms")
            .WithSummary("What a market buy would cost by terms that are not stored yet; changes nothing.");

    private static async Task<Results<Ok<TermsPreview>, ProblemHttpResult>> Handle(
        string symbol,
        PreviewTermsRequest request,
        NpgsqlDataSource dataSource,
        IQuoteBoard quotes,
        ListSymbols.Summaries summaries,
        IEnumerable<ISymbolTrading> trading,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (await SymbolRows.Find(dataSource, symbol, cancellationToken) is not { } row || trading.FirstOrDefault() is not { } trades)
        {
            return MarketErrors.SymbolUnknown(symbol).ToProblem();
        }

        if (request.Terms.Check(row.Terms) is { IsOk: false, Error: var wrong })
        {
            return wrong.ToProblem();
        }

        if (request.Quantity is not (> 0 and <= MostUnits))
        {
            return Error.InvalidField("market.preview_quantity", "quantity", "Above zero, and at most a billion units.").ToProblem();
        }

        var now = time.GetUtcNow();
        var spec = row.With(request.Terms, now);
        if (!(await quotes.Latest(spec.Symbol, cancellationToken)).Try(out var quote, out var none))
        {
            if ((await summaries.Of(row.With(row.Terms, now), cancellationToken)).Last is not { } last)
            {
                return none.ToProblem();
            }

            quote = new Quote(spec.Symbol, last, last, last, now);
        }

        return TypedResults.Ok(new TermsPreview(quote.Last, trades.CostOf(spec, quote, request.Quantity)));
    }
}
