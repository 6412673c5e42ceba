using Ami.Modules.PaperTrading.Grains;
using Ami.Quant.Trading;
using Npgsql;

namespace Ami.Modules.PaperTrading.Rows;

/// <summary>What the market watch knows, from the database.</summary>
internal static class WatchRows
{
    /// <summary>Accounts in the live market that hold something, have a working order or a margin call.</summary>
    public static async Task<Guid[]> Active(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            (select account_id from paper_trading.positions where closed_at is null
             union
             select account_id from paper_trading.orders where status in ('Pending', 'Working')
             union
             select id from paper_trading.accounts where margin_called_at is not null)
            except
            select account_id from paper_trading.replays
            """
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetGuid(0));
        }

        return [.. ids];
    }

    /// <summary>Accounts with an order that changed since then, or that paid for what they hold, or whose shares were split: whatever changes a position changes an order.</summary>
    public static async Task<List<(Guid Id, long Version)>> ChangedSince(NpgsqlDataSource dataSource, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(
                """
                select a.id, a.version from paper_trading.accounts a
                where (a.id in (select account_id from paper_trading.orders where updated_at > $1)
                       or a.id in (select account_id from paper_trading.carry_charges where charged_at > $1)
                       or a.id in (select account_id from paper_trading.action_effects where applied_at > $1))
                  and not exists (select from paper_trading.replays r where r.account_id = a.id)
                """
            ).With(since)
        );
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var accounts = new List<(Guid, long)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            accounts.Add((reader.GetGuid(0), reader.GetInt64(1)));
        }

        return accounts;
    }

    /// <summary>Accounts with a working order that expired by then.</summary>
    public static async Task<List<Guid>> WithExpired(NpgsqlDataSource dataSource, DateTimeOffset by, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select distinct o.account_id from paper_trading.orders o
            where o.status = 'Working' and o.expires_at <= $1
              and not exists (select from paper_trading.replays r where r.account_id = o.account_id)
            """
        );
        command.With(by);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetGuid(0));
        }

        return ids;
    }

    public static async Task<IReadOnlyList<AccountStand>> Stands(NpgsqlDataSource dataSource, Guid[] ids, CancellationToken cancellationToken)
    {
        await using var batch = dataSource.CreateBatch();
        foreach (
            var sql in (string[])
                [
                    "select id, version, cash, leverage, margin_called_at is not null from paper_trading.accounts where id = any($1)",
                    "select account_id, symbol, quantity from paper_trading.positions where account_id = any($1) and closed_at is null",
                    """
                        select account_id, symbol, side,
                            case type when 'StopLimit' then case when is_triggered then 'Limit' else 'Stop' end when 'TrailingStop' then 'Stop' else type end,
                            case when type = 'StopLimit' and not is_triggered then stop_price else coalesce(limit_price, stop_price, 0) end,
                            working_since, id,
                            case when type = 'TrailingStop' or role = 'StopLoss' then coalesce(trail_distance, 0) else 0 end,
                            expires_at, time_in_force in ('Ioc', 'Fok')
                        from paper_trading.orders where account_id = any($1) and status = 'Working'
                        """,
                ]
        )
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(sql).With(ids));
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var accounts = new List<(Guid Id, long Version, decimal Cash, int Leverage, bool IsCalled)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            accounts.Add((reader.GetGuid(0), reader.GetInt64(1), reader.GetDecimal(2), reader.GetInt32(3), reader.GetBoolean(4)));
        }

        await reader.NextResultAsync(cancellationToken);
        var holdings = new List<(Guid Id, Holding Holding)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            holdings.Add((reader.GetGuid(0), new Holding(reader.GetString(1), reader.GetDecimal(2))));
        }

        await reader.NextResultAsync(cancellationToken);
        var orders = new List<(Guid Id, WorkingOrder Order)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            orders.Add(
                (
                    reader.GetGuid(0),
                    new WorkingOrder(
                        reader.GetString(1),
                        Enum.Parse<Side>(reader.GetString(2)),
                        Enum.Parse<OrderType>(reader.GetString(3)),
                        reader.GetDecimal(4),
                        reader.GetFieldValue<DateTimeOffset>(5),
                        reader.GetGuid(6),
                        reader.GetDecimal(7),
                        reader.IsDBNull(8) ? null : reader.GetFieldValue<DateTimeOffset>(8),
                        reader.GetBoolean(9)
                    )
                )
            );
        }

        var (held, working) = (holdings.ToLookup(h => h.Id, h => h.Holding), orders.ToLookup(o => o.Id, o => o.Order));
        return [.. accounts.Select(a => new AccountStand(a.Id, a.Version, a.Cash, a.Leverage, [.. held[a.Id]], [.. working[a.Id]], a.IsCalled))];
    }
}
