using Npgsql;

namespace Ami.Modules.PaperTrading.Rows;

/// <summary>What is still to be charged for, and at which prices.</summary>
internal static class CarryRows
{
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

    /// <returns>Null when nobody has kept one yet.</returns>
    public static async Task<decimal?> Price(NpgsqlDataSource dataSource, string symbol, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select price from paper_trading.carry_prices where symbol = $1 and moment = $2");
        command.With(symbol).With(moment);
        return (decimal?)await command.ExecuteScalarAsync(cancellationToken);
    }

    /// <summary>Keeps the price of a moment, unless somebody was first.</summary>
    public static async Task Keep(NpgsqlDataSource dataSource, string symbol, DateTimeOffset moment, decimal price, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "insert into paper_trading.carry_prices (symbol, moment, price) values ($1, $2, $3) on conflict do nothing"
        );
        command.With(symbol).With(moment).With(price);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
