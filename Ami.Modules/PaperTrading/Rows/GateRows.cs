using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Domain.Graduation;
using Ami.Modules.PaperTrading.Domain.Rules;
using Ami.Modules.PaperTrading.Domain.Statistics;
using Ami.Modules.PaperTrading.Features;
using Npgsql;

namespace Ami.Modules.PaperTrading.Rows;

/// <summary>Reads what a gate goes by, and keeps who went through.</summary>
internal static class GateRows
{
    private const int MostTrades = 1_000;
    private const int MostChanges = 10_000;

    /// <summary>The gate of an account's life now.</summary>
    /// <param name="mostCash">With how much its owner may begin any account.</param>
    public static async Task<Gate> Read(
        NpgsqlDataSource dataSource,
        PaperAccount account,
        decimal mostCash,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var trades = await TradeRows.Read(dataSource, account.Id, account.Generation, MostTrades, ListedDays.All, cancellationToken);
        var (breaches, rules) = await Discipline(dataSource, account, cancellationToken);
        var run = OrderlyRun.Of(trades, breaches, rules);
        await using var batch = dataSource.CreateBatch();
        var since = run.Since is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : DateTimeOffset.MaxValue;
        batch.BatchCommands.Add(GetStats.SelectFalls(account.Id, account.Generation, since));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var drawdown = GetStats.ReadFalls(reader).Pct * 100;
        return Gate.Of(account.StartingCash, mostCash, rules.InForce(now), run, drawdown.Plain(), AccountStatistics.ExpectancyOf(run.Trades));
    }

    private static async Task<(IReadOnlyList<DateTimeOffset> Breaches, RuleHistory Rules)> Discipline(
        NpgsqlDataSource dataSource,
        PaperAccount account,
        CancellationToken cancellationToken
    )
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(RuleRows.SelectBreachTimes(account.Id, account.Generation));
        batch.BatchCommands.Add(RuleRows.Select(account.Id, MostChanges));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var breaches = await reader.All(row => row.GetFieldValue<DateTimeOffset>(0), cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return (breaches, new RuleHistory(await reader.All(RuleRows.Read, cancellationToken)));
    }

    public static NpgsqlBatchCommand Insert(Guid accountId, Guid newAccountId, Guid userId, DateTimeOffset at, decimal startingCash) =>
        new NpgsqlBatchCommand("insert into paper_trading.graduations (account_id, new_account_id, user_id, at, starting_cash) values ($1, $2, $3, $4, $5)")
            .With(accountId)
            .With(newAccountId)
            .With(userId)
            .With(at)
            .With(startingCash);

    /// <summary>Accounts of a user that a larger one was granted for: one column.</summary>
    public static NpgsqlBatchCommand SelectOf(Guid userId) =>
        new NpgsqlBatchCommand("select account_id from paper_trading.graduations where user_id = $1").With(userId);

    public static async Task<Guid?> Granted(NpgsqlDataSource dataSource, Guid accountId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select new_account_id from paper_trading.graduations where account_id = $1");
        command.With(accountId);
        return (Guid?)await command.ExecuteScalarAsync(cancellationToken);
    }
}
