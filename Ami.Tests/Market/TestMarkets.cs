using Ami.Modules.Market;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ami.Tests.Market;

/// <summary>Symbols whose prices are what a test says.</summary>
internal static class TestMarkets
{
    /// <summary>As the other, and tells an API of it, which has read its symbols before.</summary>
    public static async Task List(ApiHost host, params string[] symbols)
    {
        await List(host.Database.Owner, symbols);
        await host.Services.GetRequiredService<SymbolDirectory>().Refresh();
    }

    /// <summary>Lists symbols as replays whose only bar is far away: the feed tells nothing of them, and their prices have not ended.</summary>
    public static async Task List(string database, params string[] symbols)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var insert = source.CreateCommand(
            """
            with added as (
                insert into market.symbols (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, source)
                select s, s, 'Crypto', 'USD', 2, 3, 0.001, 'Imported' from unnest($1) s returning id),
            far as (
                insert into market.candles (symbol_id, interval_seconds, t, open, high, low, close, volume)
                select id, 60, timestamptz '2100-01-01Z', 100, 100, 100, 100, 1 from added)
            insert into market.replays (id, symbol_id, interval_seconds, from_time, speed, started_at)
            select gen_random_uuid(), id, 60, now(), 1, now() from added
            """
        );
        insert.With(symbols);
        await insert.ExecuteNonQueryAsync();
    }
}
