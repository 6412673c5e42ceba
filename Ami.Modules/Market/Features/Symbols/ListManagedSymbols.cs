using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Sources;
using Ami.Modules.Market.Symbols;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Ami.Modules.Market.Features.Symbols;

/// <summary>Which symbols are listed.</summary>
/// <param name="Q">Words in the symbol, its name or its currency.</param>
/// <param name="Source">Only of this source.</param>
/// <param name="AssetClass">Only of this kind.</param>
/// <param name="State">Only those that are traded, or those that are paused.</param>
internal readonly record struct ManagedSymbolFilter(
    string? Q = null,
    Choice<PriceSource>? Source = null,
    Choice<AssetClass>? AssetClass = null,
    Choice<SymbolState>? State = null
);

/// <summary>Whether a symbol is traded.</summary>
internal enum SymbolState
{
    /// <summary>As usual.</summary>
    Traded,

    /// <summary>Nothing new is opened.</summary>
    Paused,
}

/// <summary>Where a symbol's prices may come from.</summary>
/// <param name="Source">The source.</param>
/// <param name="Refusal">Why it cannot be switched to it, a stable code; null where it can, or comes from there already.</param>
internal sealed record SourceOption(PriceSource Source, string? Refusal);

/// <summary>A symbol, and where its prices may come from.</summary>
/// <param name="Row">The symbol.</param>
/// <param name="Sources">Every source that can be chosen.</param>
/// <param name="IsTraded">Whether somebody ever traded it: its currency and its kind are fixed then.</param>
internal sealed record ManagedSymbolDetails(ManagedSymbol Row, IReadOnlyList<SourceOption> Sources, bool IsTraded);

/// <summary>The symbols, for staff: page by page, or one.</summary>
internal static class ListManagedSymbols
{
    private static readonly Dictionary<string, Func<ManagedSymbol, string>> Columns = new(StringComparer.Ordinal)
    {
        ["symbol"] = symbol => symbol.Symbol,
        ["name"] = symbol => symbol.Terms.Name,
        ["source"] = symbol => symbol.Source.ToString(),
        ["assetClass"] = symbol => symbol.Terms.AssetClass.ToString(),
    };

    public static void Map(IEndpointRouteBuilder symbols)
    {
        symbols
            .MapGet("", Page)
            .RequirePermission(SymbolPermissions.Read)
            .WithName("ListManagedSymbols")
            .WithSummary("Symbols with their terms, filtered and sorted.");
        symbols
            .MapGet("/{symbol}", One)
            .RequirePermission(SymbolPermissions.Read)
            .WithName("GetManagedSymbol")
            .WithSummary("A symbol with its terms and sources.");
    }

    // There are some hundreds of them at most: all are read, and pages cut out of them.
    private static async Task<Results<Ok<Page<ManagedSymbol>>, ProblemHttpResult>> Page(
        [AsParameters] ManagedSymbolFilter filter,
        [AsParameters] PageRequest page,
        NpgsqlDataSource dataSource,
        CancellationToken cancellationToken
    )
    {
        var asked = string.IsNullOrEmpty(page.Sort) ? "symbol" : page.Sort;
        if (!Columns.TryGetValue(asked.TrimStart('-'), out var column))
        {
            return Error
                .Invalid("sort.unknown", $"This list is sorted by one of: {string.Join(", ", Columns.Keys)}; with a leading - for descending.")
                .ToProblem();
        }

        if (!Cursor.Decode<string[]>(page.Cursor).Try(out var after, out var malformed))
        {
            return malformed.ToProblem();
        }

        var words = SearchText.Plain(filter.Q ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var matching = (await SymbolRows.All(dataSource, cancellationToken)).Where(symbol => Matches(symbol, filter, words)).ToList();
        var ordered = asked.StartsWith('-')
            ? matching.OrderByDescending(column, StringComparer.Ordinal).ThenByDescending(symbol => symbol.Symbol, StringComparer.Ordinal)
            : matching.OrderBy(column, StringComparer.Ordinal).ThenBy(symbol => symbol.Symbol, StringComparer.Ordinal);
        var limit = Cursor.Limit(page.Limit);
        var rest = after is null ? ordered : ordered.SkipWhile(symbol => symbol.Symbol != after[0]).Skip(1);
        var found = Page<ManagedSymbol>.Of([.. rest.Take(limit + 1)], limit, symbol => new[] { symbol.Symbol });
        return TypedResults.Ok(after is null ? found with { Total = matching.Count } : found);
    }

    private static async Task<Results<Ok<ManagedSymbolDetails>, ProblemHttpResult>> One(
        string symbol,
        NpgsqlDataSource dataSource,
        SourceChoice sources,
        IEnumerable<ISymbolTrading> trading,
        CancellationToken cancellationToken
    )
    {
        if (await SymbolRows.Find(dataSource, symbol.ToUpperInvariant(), cancellationToken) is not { } row)
        {
            return MarketErrors.SymbolUnknown(symbol).ToProblem();
        }

        var isTraded = false;
        foreach (var one in trading)
        {
            isTraded |= await one.IsTraded(Symbol.Of(row.Symbol), cancellationToken);
        }

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var options = new List<SourceOption>();
        foreach (var source in SourceChoice.Choosable)
        {
            options.Add(new SourceOption(source, source == row.Source ? null : (await sources.Refusal(connection, row, source, cancellationToken))?.Code));
        }

        return TypedResults.Ok(new ManagedSymbolDetails(row, options, isTraded));
    }

    private static bool Matches(ManagedSymbol symbol, ManagedSymbolFilter filter, string[] words)
    {
        var text = SearchText.Plain($"{symbol.Symbol} {symbol.Terms.Name} {symbol.Terms.Currency}");
        return words.All(word => text.Contains(word, StringComparison.Ordinal))
            && (filter.Source is not { } source || symbol.Source == source.Value)
            && (filter.AssetClass is not { } kind || symbol.Terms.AssetClass == kind.Value)
            && (filter.State is not { } state || symbol.PausedAt.HasValue == (state.Value == SymbolState.Paused));
    }
}
