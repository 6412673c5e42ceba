using Ami.Core;

namespace Ami.Modules.PaperTrading;

/// <summary>Practice accounts with everything that happened on them. Their money moved in the ledger, whose rows name accounts only and stay.</summary>
internal sealed class PaperPersonalData(UnitOfWork unitOfWork) : IPersonalData
{
    private const string Accounts = "select id from paper_trading.accounts where user_id = $1";

    /// <summary>In the order in which rows refer to each other, so that none is left without what it refers to.</summary>
    private static readonly string[] Tables = ["fills", "positions", "orders", "equity_points", "generations"];

    public async Task Export(Guid userId, PersonalArchive archive, CancellationToken cancellationToken)
    {
        await archive.Rows("paper-trading/accounts.json", "select * from paper_trading.accounts where user_id = $1 order by id", userId, cancellationToken);
        foreach (var (table, order) in ((string, string)[])[("generations", "number"), ("orders", "id"), ("fills", "id"), ("positions", "id"), ("equity_points", "at")])
            await archive.Rows($"paper-trading/{table.Replace('_', '-')}.json", $"select * from paper_trading.{table} where account_id in ({Accounts}) order by account_id, {order}", userId, cancellationToken);
    }

    public async Task Erase(Guid userId, CancellationToken cancellationToken)
    {
        await using var batch = unitOfWork.Batch();

        // First the accounts' rows are locked: the matcher waits, and then finds nothing to fill.
        batch.BatchCommands.Add(new($"{Accounts} order by id for update") { Parameters = { new() { Value = userId } } });
        foreach (var table in Tables)
            batch.BatchCommands.Add(new($"delete from paper_trading.{table} where account_id in ({Accounts})") { Parameters = { new() { Value = userId } } });
        batch.BatchCommands.Add(new("delete from paper_trading.accounts where user_id = $1") { Parameters = { new() { Value = userId } } });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
