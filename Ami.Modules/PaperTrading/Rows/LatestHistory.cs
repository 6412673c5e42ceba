using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Features;
using Ami.Quant.Trading;
using Npgsql;

namespace Ami.Modules.PaperTrading.Rows;

/// <summary>What happened lately in one life of an account, and what it comes to: one round trip, over one connection.</summary>
internal sealed record LatestHistory(IReadOnlyList<OrderView> Orders, IReadOnlyList<FillView> Fills, IReadOnlyList<EquityCurvePoint> Equity, PaperStats Stats)
{
    /// <param name="dataSource">The database.</param>
    /// <param name="accountId">Of the account.</param>
    /// <param name="generation">Which of its lives.</param>
    /// <param name="most">How many orders and how many fills, newest first.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<LatestHistory> Read(NpgsqlDataSource dataSource, Guid accountId, int generation, int most, CancellationToken cancellationToken)
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(OrderRow.SelectLatest(accountId, generation, most));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
                """
                select id, order_id, position_id, symbol, side, quantity, price, notional, fee, slippage, realised_pnl, at
                from paper_trading.fills where account_id = $1 and generation = $2 order by id desc limit $3
                """
            ).With(accountId).With(generation).With(most));
        batch.BatchCommands.Add(GetEquity.Select(accountId, generation));
        batch.BatchCommands.Add(GetStats.Select(accountId, generation));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var orders = await All(reader, row => OrderView.Of(OrderRow.Read(row), accountId), cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var fills = await All(reader, row => FillView.Of(FillOf(row), accountId), cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var equity = await All(reader, GetEquity.Read, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var stats = await All(reader, GetStats.Read, cancellationToken);
        return new LatestHistory(orders, fills, equity, stats[0]);
    }

    /// <summary>A statement of EF, whose parameters are <c>{0}</c> and so on, with PostgreSQL's <c>$1</c> instead.</summary>
    public static string Numbered(string sql) =>
        Enumerable.Range(0, 9).Aggregate(sql, (text, i) => text.Replace($"{{{i}}}", $"${i + 1}", StringComparison.Ordinal));

    private static Fill FillOf(NpgsqlDataReader row) =>
        new()
        {
            Id = row.GetGuid(0),
            OrderId = row.GetGuid(1),
            PositionId = row.GetGuid(2),
            Symbol = row.GetString(3),
            Side = Enum.Parse<Side>(row.GetString(4)),
            Quantity = row.GetDecimal(5),
            Price = row.GetDecimal(6),
            Notional = row.GetDecimal(7),
            Fee = row.GetDecimal(8),
            Slippage = row.GetDecimal(9),
            RealisedPnl = row.GetDecimal(10),
            At = row.GetFieldValue<DateTimeOffset>(11),
        };

    private static async Task<List<T>> All<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
