using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Domain.Rules;
using Ami.Quant.Trading;
using Npgsql;

namespace Ami.Modules.PaperTrading.Rows;

/// <summary>Reads a whole book, and writes what a decision changed.</summary>
internal static class BookRows
{
    /// <returns>Null when there is no such account.</returns>
    public static async Task<PaperBook?> Load(
        NpgsqlDataSource dataSource,
        Guid accountId,
        IReadOnlyDictionary<string, decimal> marks,
        VenueRules venue,
        Func<Guid> newId,
        CancellationToken cancellationToken
    )
    {
        // One snapshot for all of it: another process may be committing.
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        await using var batch = new NpgsqlBatch(connection, snapshot);
        batch.BatchCommands.Add(AccountRow.Select(accountId));
        batch.BatchCommands.Add(PositionRow.SelectOpen(accountId));
        batch.BatchCommands.Add(OrderRow.SelectOpen(accountId));
        batch.BatchCommands.Add(RuleRows.SelectLatest(accountId));
        batch.BatchCommands.Add(RuleRows.SelectLosses(accountId));
        batch.BatchCommands.Add(ReplayRow.Select(accountId));
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

        await reader.NextResultAsync(cancellationToken);
        var rules = await reader.ReadAsync(cancellationToken) ? RuleRows.Read(reader).State : RuleState.None;
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var discipline = new Discipline(rules, RuleRows.ReadLosses(reader));
        await reader.NextResultAsync(cancellationToken);
        var replay = await reader.ReadAsync(cancellationToken) ? ReplayRow.Read(reader) : null;
        // What the live market pays for something says nothing in the past.
        var known = replay is null ? marks : new Dictionary<string, decimal>();
        return new PaperBook(account, positions, orders, known, venue, newId).Under(discipline).In(replay);
    }

    /// <summary>The rows apart from the account's own, which the fence writes; what refers to another row comes after it.</summary>
    /// <param name="now">The account's.</param>
    /// <param name="wall">By the clock on the wall, by which the ledger is kept.</param>
    public static IReadOnlyList<NpgsqlBatchCommand> Of(BookChanges changes, PaperAccount account, DateTimeOffset now, DateTimeOffset wall)
    {
        var owner = new RowOwner(account.Id, account.UserId, account.Generation);
        // What a reset still settles belongs to the life that it ends.
        var settled = owner with
        {
            Generation = changes.Ended?.Number ?? account.Generation,
        };
        return
        [
            .. changes is { Ended: { } ended, Started: { } started }
                ? [.. Funding(account.UserId, started.OpeningId, changes.Funding, wall), HistoryRows.End(ended), HistoryRows.Insert(started)]
                : (NpgsqlBatchCommand[])[],
            .. changes.Orders.Select(o => changes.IsNew(o) ? OrderRow.Insert(o, owner) : OrderRow.Update(o)),
            .. changes.Amendments.Select(a => HistoryRows.Insert(a, owner)),
            .. changes.Positions.Select(p => PositionRow.Upsert(p, owner)),
            .. changes.Carries.Select(c => HistoryRows.Insert(c, settled, wall)),
            .. changes.Effects.Select(e => HistoryRows.Insert(e, settled)),
            .. changes.Fills.Select(f => HistoryRows.Insert(f, owner)),
            .. changes.Relief is { } relief ? [HistoryRows.Insert(relief)] : (NpgsqlBatchCommand[])[],
            .. changes.Entries.Select(e => Ledger.PostCommand(Chart.Transfer(account.Id, e, wall))),
            .. changes.Points.Select(HistoryRows.Insert),
            .. changes.Rules is { } rules ? [RuleRows.Insert(rules, owner)] : (NpgsqlBatchCommand[])[],
            .. changes.Replay is { } replay ? [ReplayRow.Update(replay)] : (NpgsqlBatchCommand[])[],
            .. changes.Breach is { } breach ? [RuleRows.Insert(breach, owner, now)] : (NpgsqlBatchCommand[])[],
        ];
    }

    /// <summary>Whatever lives an account has, the practice wallet has given what the current one began with.</summary>
    private static IEnumerable<NpgsqlBatchCommand> Funding(Guid userId, Guid openingId, decimal more, DateTimeOffset wall) =>
        more switch
        {
            > 0 => PracticeWallet.Fund(userId, openingId, more, wall),
            < 0 => PracticeWallet.Return(userId, openingId, -more, wall),
            _ => [],
        };
}

/// <summary>Whose a row is. The engine's records do not know: a book belongs to one life of one account.</summary>
internal readonly record struct RowOwner(Guid AccountId, Guid UserId, int Generation);
