using Npgsql;

namespace Ami.Modules.PaperTrading.Rows;

/// <summary>The last price of a symbol that the matcher saw.</summary>
internal static class MarkRow
{
    private const string UpsertSql = """
        insert into paper_trading.marks as m (symbol, price, time) values ($1, $2, $3)
        on conflict (symbol) do update set price = excluded.price, time = excluded.time where m.time < excluded.time
        """;

    public static async Task Upsert(NpgsqlDataSource dataSource, string symbol, decimal price, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(UpsertSql).With(symbol).With(price).With(at));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<List<(string Symbol, decimal Price)>> All(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select symbol, price from paper_trading.marks");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var marks = new List<(string, decimal)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            marks.Add((reader.GetString(0), reader.GetDecimal(1)));
        }

        return marks;
    }
}
