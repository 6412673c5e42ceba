using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Market.Features;

/// <summary>What a symbol can be bought and sold for now.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Bid">Best price to sell at.</param>
/// <param name="Ask">Best price to buy at.</param>
/// <param name="Last">Price of the last trade.</param>
/// <param name="Time">When.</param>
public sealed record QuoteView(string Symbol, decimal Bid, decimal Ask, decimal Last, DateTimeOffset Time);

/// <summary>Quotes.</summary>
/// <param name="Items">One per symbol that is live now; the others are left out.</param>
public sealed record QuoteList(IReadOnlyList<QuoteView> Items);

internal static class GetQuotes
{
    public const int MaxSymbols = 100;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/quotes", Handle)
            .MeteredBy(Metering.Repeats)
            .WithUrgency(Urgency.Market)
            .WithSummary("The newest quotes of the symbols named, separated by commas; of all live symbols when none is.")
            .WithName("getQuotes");

    private static async Task<Results<Ok<QuoteList>, ProblemHttpResult>> Handle(
        string? symbols,
        SymbolDirectory directory,
        QuoteBoard board,
        CancellationToken cancellationToken
    )
    {
        if (!(await Named(symbols, directory, cancellationToken)).Try(out var named, out var error))
        {
            return error.ToProblem();
        }

        var quotes = await board.Latest(named, cancellationToken);
        return TypedResults.Ok(
            new QuoteList([.. quotes.Values.Select(quote => new QuoteView(quote.Symbol.Value, quote.Bid, quote.Ask, quote.Last, quote.Time))])
        );
    }

    private static async Task<Result<IReadOnlyList<Symbol>>> Named(string? text, SymbolDirectory directory, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(text)
            ? (await directory.All(cancellationToken)).Where(spec => spec.Source != PriceSource.Imported).Select(spec => spec.Symbol).ToList()
            : SymbolsOf(text, MaxSymbols);

    /// <summary>Reads symbols separated by commas.</summary>
    internal static Result<IReadOnlyList<Symbol>> SymbolsOf(string text, int limit)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || parts.Length > limit)
        {
            return MarketErrors.TooManySymbols(limit);
        }

        var symbols = new List<Symbol>();
        foreach (var part in parts)
        {
            if (!Symbol.Parse(part).Try(out var symbol, out var error))
            {
                return error;
            }

            if (!symbols.Contains(symbol))
            {
                symbols.Add(symbol);
            }
        }

        return symbols;
    }
}
