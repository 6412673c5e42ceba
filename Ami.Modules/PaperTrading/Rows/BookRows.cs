using Ami.Modules.PaperTrading.Domain;
using Npgsql;

namespace Ami.Modules.PaperTrading.Rows;

/// <summary>Reads a whole book, and writes what a decision changed.</summary>
internal static class BookRows
{
    /// <returns>Null when there is no such account.</returns>
    public static async Task<PaperBook?> Load(
        NpgsqlDataSource dataSource, Guid accountId, IReadOnlyDictionary<string, decimal> marks, TradingCosts costs, Func<Guid> newId, CancellationToken cancellationToken)
    {
        // One snapshot for all three: another process may be committing.
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        await using var batch = new NpgsqlBatch(connection, snapshot);
        batch.BatchCommands.Add(AccountRow.Select(accountId));
        batch.BatchCommands.Add(PositionRow.SelectOpen(accountId));
        batch.BatchCommands.Add(OrderRow.SelectOpen(accountId));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var account = AccountRow.Read(reader);
        await reader.NextResultAsync(cancellationToken);
        var positions = new List<Position>();
        while (await reader.ReadAsync(cancellationToken))
        {
            positions.Add(PositionRow.Read(reader));
        }

        await reader.NextResultAsync(cancellationToken);
        var orders = new List<Order>();
        while (await reader.ReadAsync(cancellationToken))
        {
            orders.Add(OrderRow.Read(reader));
        }

        return new PaperBook(account, positions, orders, marks, costs, newId);
    }

    /// <summary>The rows apart from the account's own, which the fence writes; what refers to another row comes after it.</summary>
    public static IReadOnlyList<NpgsqlBatchCommand> Of(BookChanges changes, Guid accountId, DateTimeOffset now) =>
    [
        .. changes is { Ended: { } ended, Started: { } started } ? [HistoryRows.End(ended), HistoryRows.Insert(started)] : (NpgsqlBatchCommand[])[],
        .. changes.Orders.Select(o => changes.IsNew(o) ? OrderRow.Insert(o) : OrderRow.Update(o)),
        .. changes.Positions.Select(PositionRow.Upsert),
        .. changes.Fills.Select(HistoryRows.Insert),
        .. changes.Entries.Select(e => Ledger.PostCommand(Chart.Transfer(accountId, e, now))),
        .. changes.Points.Select(HistoryRows.Insert),
    ];
}
