using Ami.Modules.PaperTrading.Domain;
using Npgsql;

namespace Ami.Modules.PaperTrading.Rows;

/// <summary>Replays; a paper account with such a row is known to its owner's replay only.</summary>
internal static class ReplayRow
{
    private const string Columns =
        "r.account_id, r.user_id, r.symbol, r.began, r.clock, r.until, r.price, r.price_digits, r.created_at, r.ended_at, r.bar_began";

    public static NpgsqlBatchCommand Select(Guid accountId) =>
        new NpgsqlBatchCommand($"select {Columns} from paper_trading.replays r where r.account_id = $1").With(accountId);

    public static Replay Read(NpgsqlDataReader row) =>
        new(
            AccountId: row.GetGuid(0),
            UserId: row.GetGuid(1),
            Symbol: row.GetString(2),
            Began: row.GetFieldValue<DateTimeOffset>(3),
            Clock: row.GetFieldValue<DateTimeOffset>(4),
            Until: row.GetFieldValue<DateTimeOffset>(5),
            Price: row.GetDecimal(6),
            PriceDigits: row.GetInt32(7),
            CreatedAt: row.GetFieldValue<DateTimeOffset>(8),
            EndedAt: row.IsDBNull(9) ? null : row.GetFieldValue<DateTimeOffset>(9),
            BarBegan: row.IsDBNull(10) ? null : row.GetFieldValue<DateTimeOffset>(10)
        );

    /// <summary>Somebody's, the newest first, each with the cash and the leverage that its account began with.</summary>
    public static async Task<IReadOnlyList<(Replay Replay, decimal Cash, int Leverage)>> Of(
        NpgsqlDataSource dataSource,
        Guid userId,
        int most,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.CreateCommand(
            $"""
            select {Columns}, a.starting_cash, a.leverage
            from paper_trading.replays r join paper_trading.accounts a on a.id = r.account_id
            where r.user_id = $1 order by r.created_at desc, r.account_id desc limit $2
            """
        );
        command.With(userId).With(most);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.All(row => (Read(row), row.GetDecimal(11), row.GetInt32(12)), cancellationToken);
    }

    /// <summary>The accounts of somebody's replays that are not ended, oldest first: one column.</summary>
    public static NpgsqlBatchCommand SelectGoing(Guid userId) =>
        new NpgsqlBatchCommand("select account_id from paper_trading.replays where user_id = $1 and ended_at is null order by created_at, account_id").With(
            userId
        );

    /// <summary>How many times something was executed behind one moment, up to another.</summary>
    public static async Task<int> Fills(
        NpgsqlDataSource dataSource,
        Guid accountId,
        DateTimeOffset behind,
        DateTimeOffset upTo,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.CreateCommand("select count(*)::integer from paper_trading.fills where account_id = $1 and at > $2 and at <= $3");
        command.With(accountId).With(behind).With(upTo);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public static NpgsqlBatchCommand Insert(Replay r) => new NpgsqlBatchCommand(
            """
            insert into paper_trading.replays (account_id, user_id, symbol, began, clock, until, price, price_digits, created_at, ended_at, bar_began)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """
        ).With(r.AccountId).With(r.UserId).With(r.Symbol).With(r.Began).With(r.Clock).With(r.Until).With(r.Price).With(r.PriceDigits).With(r.CreatedAt).With(r.EndedAt).With(r.BarBegan);

    public static NpgsqlBatchCommand Update(Replay r) =>
        new NpgsqlBatchCommand("update paper_trading.replays set clock = $2, price = $3, ended_at = $4, bar_began = $5 where account_id = $1")
            .With(r.AccountId)
            .With(r.Clock)
            .With(r.Price)
            .With(r.EndedAt)
            .With(r.BarBegan);
}
