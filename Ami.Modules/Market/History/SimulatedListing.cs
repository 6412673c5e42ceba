using Ami.Modules.Market.Contracts;
using Ami.Quant.Simulation;
using Npgsql;

namespace Ami.Modules.Market.History;

/// <summary>Lists the simulated exchange's symbols in <c>market.symbols</c>, once.</summary>
internal sealed class SimulatedListing(NpgsqlDataSource dataSource, SymbolDirectory directory, LiveBus bus)
{
    /// <summary>What a level of a book is worth at the reference price, about.</summary>
    private const double LevelWorth = 50_000;

    /// <summary>Adds the symbols that are missing, each with a book whose levels are as far apart as its bid and ask.</summary>
    public async Task Ensure(CancellationToken cancellationToken)
    {
        var symbols = SimulatedExchange.Symbols;
        await using var command = dataSource.CreateCommand(
            """
            insert into market.symbols (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, min_notional, depth_units,
                depth_distance, source)
            select n.*, 'Simulated' from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::smallint[], $6::smallint[], $7::numeric[], $8::numeric[],
                $9::numeric[], $10::numeric[]) n
            on conflict (symbol) do nothing
            """
        );
        command
            .With(symbols.Select(s => s.Name).ToArray())
            .With(symbols.Select(s => s.Description).ToArray())
            .With(symbols.Select(s => ClassOf(s.Kind).ToString()).ToArray())
            .With(symbols.Select(_ => Currency.Usd.Code).ToArray())
            .With(symbols.Select(s => (short)s.PriceDigits).ToArray())
            .With(symbols.Select(s => (short)s.QuantityDigits).ToArray())
            .With(symbols.Select(s => s.MinQuantity).ToArray())
            .With(symbols.Select(_ => Currency.Usd.LeastTrade).ToArray())
            .With(symbols.Select(s => decimal.Round((decimal)(LevelWorth / s.ReferencePrice), s.QuantityDigits)).ToArray())
            .With(symbols.Select(s => s.Price(s.SpreadSteps)).ToArray());
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            return;
        }

        await directory.Refresh(cancellationToken);
        await bus.Publish(SymbolDirectory.ChangedChannel, default);
    }

    private static AssetClass ClassOf(SimulatedMarketKind kind) =>
        kind switch
        {
            SimulatedMarketKind.Crypto => AssetClass.Crypto,
            SimulatedMarketKind.Currency => AssetClass.Fx,
            SimulatedMarketKind.Commodity => AssetClass.Commodity,
            SimulatedMarketKind.Index => AssetClass.Index,
            _ => AssetClass.Equity,
        };
}
