using Ami.Modules.PaperTrading.Domain;
using Npgsql;

namespace Ami.Modules.PaperTrading.Rows;

/// <summary>What is still to be charged for, and at which prices.</summary>
internal static class CarryRows
{
    internal const string UnadjustedSql = """
        select p.account_id from unnest($1::text[], $2::timestamptz[]) as action (symbol, at)
        join paper_trading.positions p on p.symbol = action.symbol and p.closed_at is null
         and coalesce(p.acted_to, (select max(f.at) from paper_trading.fills f where f.position_id = p.id)) < action.at
        union
        select o.account_id from unnest($1::text[], $2::timestamptz[]) as action (symbol, at)
        join paper_trading.orders o on o.symbol = action.symbol and o.status in ('Pending', 'Working') and coalesce(o.acted_to, o.placed_at) < action.at
        except
        select account_id from paper_trading.replays
        """;

    /// <summary>Accounts in the live market that hold a symbol and were not charged for it up to a moment.</summary>
    public static async Task<List<Guid>> Uncharged(NpgsqlDataSource dataSource, string symbol, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select distinct p.account_id from paper_trading.positions p
            where p.closed_at is null and p.symbol = $1 and coalesce(p.carried_to, p.opened_at) < $2
              and not exists (select from paper_trading.replays r where r.account_id = p.account_id)
            """
        );
        command.With(symbol).With(moment);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return [.. await reader.All(row => row.GetGuid(0), cancellationToken)];
    }

    /// <summary>Accounts in the live market that hold or have ordered something as it was before a corporate action: of each symbol the newest that has come.</summary>
    public static async Task<List<Guid>> Unadjusted(
        NpgsqlDataSource dataSource,
        IReadOnlyCollection<(string Symbol, DateTimeOffset At)> actions,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.CreateCommand(UnadjustedSql);
        command.With(actions.Select(action => action.Symbol).ToArray()).With(actions.Select(action => action.At).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return [.. await reader.All(row => row.GetGuid(0), cancellationToken)];
    }

    /// <summary>The prices of moments that somebody has kept.</summary>
    public static async Task<IReadOnlyList<(string Symbol, DateTimeOffset Moment, CarryPrice Price)>> Prices(
        NpgsqlDataSource dataSource,
        IReadOnlyList<(string Symbol, DateTimeOffset Moment)> wanted,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.CreateCommand(
            "select symbol, moment, price, coalesce(began, moment) from paper_trading.carry_prices join unnest($1::text[], $2::timestamptz[]) as w (symbol, moment) using (symbol, moment)"
        );
        command.With(wanted.Select(one => one.Symbol).ToArray()).With(wanted.Select(one => one.Moment).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return
        [
            .. await reader.All(
                row => (row.GetString(0), row.GetFieldValue<DateTimeOffset>(1), new CarryPrice(row.GetDecimal(2), row.GetFieldValue<DateTimeOffset>(3))),
                cancellationToken
            ),
        ];
    }

    /// <summary>Keeps the prices of moments, unless somebody was first.</summary>
    /// <returns>The prices that are kept then.</returns>
    public static async Task<IReadOnlyList<(string Symbol, DateTimeOffset Moment, CarryPrice Price)>> Keep(
        NpgsqlDataSource dataSource,
        IReadOnlyList<(string Symbol, DateTimeOffset Moment, CarryPrice Price)> found,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.CreateCommand(
            """
            insert into paper_trading.carry_prices (symbol, moment, price, began)
            select * from unnest($1::text[], $2::timestamptz[], $3::numeric[], $4::timestamptz[]) on conflict do nothing
            """
        );
        command
            .With(found.Select(one => one.Symbol).ToArray())
            .With(found.Select(one => one.Moment).ToArray())
            .With(found.Select(one => one.Price.Price).ToArray())
            .With(found.Select(one => one.Price.Began).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
        return await Prices(dataSource, [.. found.Select(one => (one.Symbol, one.Moment))], cancellationToken);
    }
}
