using Npgsql;

namespace Ami.Modules.PaperTrading.Rows;

/// <summary>The last price of a symbol that the matcher saw.</summary>
internal static class MarkRow
{
    private const string UpsertSql = """
        insert into paper_trading.marks as m (symbol, price, time, began) values ($1, $2, $3, $4)
        on conflict (symbol) do update set price = excluded.price, time = excluded.time, began = excluded.began where m.time < excluded.time
        """;

    public static async Task Upsert(NpgsqlDataSource dataSource, Mark mark, CancellationToken cancellationToken)
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(UpsertSql).With(mark.Symbol).With(mark.Price).With(mark.Time).With(mark.Began));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<List<Mark>> All(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select symbol, price, time, coalesce(began, time) from paper_trading.marks");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return
        [
            .. await reader.All(
                row => new Mark(row.GetString(0), row.GetDecimal(1), row.GetFieldValue<DateTimeOffset>(2), row.GetFieldValue<DateTimeOffset>(3)),
                cancellationToken
            ),
        ];
    }
}
