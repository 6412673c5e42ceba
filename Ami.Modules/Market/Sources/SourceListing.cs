using Ami.Modules.Market.Contracts;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Modules.Market.Sources;

/// <summary>Puts a source's symbols into <c>market.symbols</c>, and what the source changed about them. Digits only ever grow.</summary>
internal sealed class SourceListing(NpgsqlDataSource dataSource, SymbolDirectory directory, LiveBus bus, ILogger<SourceListing> logger)
{
    /// <summary>Lists symbols. A name that something else has already stays with it.</summary>
    /// <returns>The symbols that are the source's now.</returns>
    public async Task<List<SymbolSpec>> Ensure(PriceSource source, IReadOnlyList<ListedSymbol> symbols, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            insert into market.symbols as s (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, min_notional, source, calendar)
            select n.*, $9, (select code from market.calendars where $9 = 'Polygon' and code = 'us-equities') from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::smallint[], $6::smallint[], $7::numeric[], $8::numeric[]) n
            on conflict (symbol) do update set price_digits = greatest(s.price_digits, excluded.price_digits),
                quantity_digits = greatest(s.quantity_digits, excluded.quantity_digits), version = s.version + 1,
                min_quantity = case when s.minimums_by_staff then s.min_quantity else excluded.min_quantity end,
                min_notional = case when s.minimums_by_staff then s.min_notional else excluded.min_notional end
            where s.source = excluded.source and (excluded.price_digits > s.price_digits or excluded.quantity_digits > s.quantity_digits
                or not s.minimums_by_staff and (s.min_quantity, s.min_notional) is distinct from (excluded.min_quantity, excluded.min_notional))
            """
        );
        command
            .With(symbols.Select(s => s.Symbol.Value).ToArray())
            .With(symbols.Select(s => s.Name).ToArray())
            .With(symbols.Select(s => s.AssetClass.ToString()).ToArray())
            .With(symbols.Select(s => s.Currency.Code).ToArray())
            .With(symbols.Select(s => (short)s.PriceDigits).ToArray())
            .With(symbols.Select(s => (short)s.QuantityDigits).ToArray())
            .With(symbols.Select(s => s.MinQuantity).ToArray())
            .With(symbols.Select(s => s.MinNotional).ToArray())
            .With(source.ToString());
        if (await command.ExecuteNonQueryAsync(cancellationToken) > 0)
        {
            await directory.Refresh(cancellationToken);
            await bus.Publish(SymbolDirectory.ChangedChannel, default);
        }

        var followed = await Of(source, symbols, cancellationToken);
        foreach (var taken in symbols.Select(symbol => symbol.Symbol).Except(followed.Select(spec => spec.Symbol)))
        {
            logger.LogWarning("{Symbol} is not followed at {Source}: the catalogue has it from elsewhere, or in another currency", taken, source);
        }

        return followed;
    }

    /// <summary>The symbols of a listing that are the source's now: not those whose name something else has, or whose currency here is another.</summary>
    public async Task<List<SymbolSpec>> Of(PriceSource source, IReadOnlyList<ListedSymbol> symbols, CancellationToken cancellationToken)
    {
        var listed = symbols.ToDictionary(symbol => symbol.Symbol, symbol => symbol.Currency);
        return
        [
            .. (await directory.All(cancellationToken)).Where(spec =>
                spec.Source == source && listed.TryGetValue(spec.Symbol, out var currency) && spec.Currency == currency
            ),
        ];
    }
}
