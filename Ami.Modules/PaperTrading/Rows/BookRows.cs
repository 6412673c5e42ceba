using Ami.Core;
using Ami.Modules.PaperTrading.Domain;
using Npgsql;

namespace Ami.Modules.PaperTrading.Rows;

/// <summary>Reads a whole book in the order of <see cref="Select"/> and writes what a decision changed.</summary>
internal static class BookRows
{
    public static IEnumerable<NpgsqlBatchCommand> Select(Guid accountId) =>
        [AccountRow.Select(accountId), PositionRow.SelectOpen(accountId), OrderRow.SelectOpen(accountId)];

    /// <returns>Null when there is no such account.</returns>
    public static async Task<PaperBook?> Read(NpgsqlDataReader reader, TradingCosts costs, Func<Guid> newId)
    {
        var account = await reader.ReadAsync() ? AccountRow.Read(reader) : null;
        await reader.NextResultAsync();
        var positions = new List<Position>();
        var marks = new Dictionary<string, decimal>();
        while (await reader.ReadAsync())
        {
            var (position, mark) = PositionRow.Read(reader);
            positions.Add(position);
            if (mark is { } price)
            {
                marks[position.Symbol] = price;
            }
        }

        await reader.NextResultAsync();
        var orders = new List<Order>();
        while (await reader.ReadAsync())
        {
            orders.Add(OrderRow.Read(reader));
        }

        await reader.CloseAsync();
        return account is null ? null : new PaperBook(account, positions, orders, marks, costs, newId);
    }

    /// <summary>Queues the rows for the commit; what refers to another row comes after it.</summary>
    public static void Save(UnitOfWork unitOfWork, BookChanges changes, Guid accountId, DateTimeOffset now)
    {
        if (changes.Account is { } account)
        {
            unitOfWork.AtCommit(AccountRow.Update(account));
        }

        if (changes is { Ended: { } ended, Started: { } started })
        {
            unitOfWork.AtCommit(HistoryRows.End(ended));
            unitOfWork.AtCommit(HistoryRows.Insert(started));
        }

        Queue(unitOfWork, changes.Orders.Select(o => changes.IsNew(o) ? OrderRow.Insert(o) : OrderRow.Update(o)));
        Queue(unitOfWork, changes.Positions.Select(PositionRow.Upsert));
        Queue(unitOfWork, changes.Fills.Select(HistoryRows.Insert));
        Queue(unitOfWork, changes.Entries.Select(e => Ledger.PostCommand(Chart.Transfer(accountId, e, now))));
        Queue(unitOfWork, changes.Points.Select(HistoryRows.Insert));
        foreach (var happened in changes.Events)
        {
            unitOfWork.Publish(happened);
        }
    }

    private static void Queue(UnitOfWork unitOfWork, IEnumerable<NpgsqlBatchCommand> commands)
    {
        foreach (var command in commands)
        {
            unitOfWork.AtCommit(command);
        }
    }
}
