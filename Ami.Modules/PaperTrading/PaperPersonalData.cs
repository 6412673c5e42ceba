using Ami.Modules.PaperTrading.Grains;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Modules.PaperTrading;

/// <summary>Practice accounts with everything that happened on them. Their money moved in the ledger, whose rows name accounts only and stay.</summary>
internal sealed class PaperPersonalData(UnitOfWork unitOfWork, IGrainFactory grains, ILogger<PaperPersonalData> logger) : IPersonalData
{
    public IReadOnlyList<KeptData> Kept => PaperKept.All;

    private const string Accounts = "select id from paper_trading.accounts where user_id = $1";

    /// <summary>In the order in which rows refer to each other, so that none is left without what it refers to.</summary>
    private static readonly string[] Tables =
    [
        "fills",
        "carry_charges",
        "action_effects",
        "positions",
        "order_amendments",
        "orders",
        "equity_points",
        "debt_reliefs",
        "generations",
        "rule_changes",
        "rule_breaches",
        "graduations",
        "replays",
    ];

    public async Task Export(Guid userId, PersonalArchive archive, CancellationToken cancellationToken)
    {
        await archive.Rows("paper-trading/accounts.json", "select * from paper_trading.accounts where user_id = $1 order by id", userId, cancellationToken);
        foreach (
            var (table, order) in ((string, string)[])
                [
                    ("generations", "number"),
                    ("orders", "id"),
                    ("order_amendments", "order_id, version"),
                    ("fills", "id"),
                    ("carry_charges", "id"),
                    ("action_effects", "id"),
                    ("positions", "id"),
                    ("equity_points", "at"),
                    ("debt_reliefs", "id"),
                    ("rule_changes", "number"),
                    ("rule_breaches", "id"),
                    ("graduations", "at"),
                    ("replays", "created_at"),
                ]
        )
        {
            await archive.Rows(
                $"paper-trading/{table.Replace('_', '-')}.json",
                $"select * from paper_trading.{table} where account_id in ({Accounts}) order by account_id, {order}",
                userId,
                cancellationToken
            );
        }
    }

    public async Task Erase(Guid userId, CancellationToken cancellationToken)
    {
        // First the accounts' rows are locked: their grains wait, and then find that their version is gone.
        var accounts = new List<Guid>();
        await using (var take = unitOfWork.Command($"{Accounts} order by id for update"))
        {
            take.With(userId);
            await using var reader = await take.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                accounts.Add(reader.GetGuid(0));
            }
        }

        await using var batch = unitOfWork.Batch();
        foreach (var table in Tables)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"delete from paper_trading.{table} where account_id in ({Accounts})").With(userId));
        }

        foreach (var table in (string[])["accounts", "owners"])
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"delete from paper_trading.{table} where user_id = $1").With(userId));
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
        unitOfWork.OnCommitted(() => Forget(accounts));
    }

    /// <summary>A grain that is not reached now cannot commit either, and is gone when it has been idle for a while.</summary>
    private async ValueTask Forget(List<Guid> accounts)
    {
        foreach (var account in accounts)
        {
            try
            {
                await grains.GetGrain<IPaperAccount>(account).Forget();
            }
            catch (Exception e) when (GrainCalls.IsTransient(e))
            {
                logger.LogWarning(e, "The paper account {Account} of an erased person is still in memory", account);
            }
        }
    }
}
