using Npgsql;

namespace Ami.Core;

/// <summary>
/// The double-entry ledger. Transfers sum to zero by construction, cannot be changed, and move both balances in the same statement; the database refuses
/// a negative balance where the account does not allow one. Everything here takes part in the caller's transaction.
/// </summary>
public sealed class Ledger(UnitOfWork unitOfWork)
{
    /// <summary>Opens accounts; those that exist already stay as they are.</summary>
    public async Task Open(IEnumerable<LedgerAccount> accounts, CancellationToken cancellationToken = default)
    {
        await using var batch = unitOfWork.Batch();
        foreach (var account in accounts)
        {
            batch.BatchCommands.Add(OpenCommand(account));
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Posts transfers, all or none.</summary>
    /// <returns>Success, or <c>ledger.insufficient_funds</c> when an account that may not would go below zero; the transaction is then unusable and must roll
    /// back.</returns>
    public async Task<Result> Post(IReadOnlyCollection<LedgerTransfer> transfers, CancellationToken cancellationToken = default)
    {
        if (transfers.Count == 0)
        {
            return Result.Ok;
        }

        await using var batch = unitOfWork.Batch();
        foreach (var transfer in transfers)
        {
            batch.BatchCommands.Add(PostCommand(transfer));
        }

        try
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
            return Result.Ok;
        }
        catch (PostgresException e) when (e.ConstraintName == "ledger_accounts_not_negative")
        {
            return Error.Conflict("ledger.insufficient_funds", "There is not enough money in the account.");
        }
    }

    /// <summary>The command that opens one account unless it exists, for callers that put it in a batch of their own.</summary>
    public static NpgsqlBatchCommand OpenCommand(LedgerAccount account) =>
        new("insert into core.ledger_accounts (id, owner_id, kind, currency, allow_negative) values ($1, $2, $3, $4, $5) on conflict do nothing")
        {
            Parameters =
            {
                new() { Value = account.Id },
                new() { Value = account.OwnerId },
                new() { Value = account.Kind },
                new() { Value = account.Currency.Code },
                new() { Value = account.AllowNegative },
            },
        };

    /// <summary>The command that posts one transfer, for callers that put it in a batch of their own.</summary>
    public static NpgsqlBatchCommand PostCommand(LedgerTransfer transfer) =>
        new(
            """
            insert into core.ledger_transfers (id, from_account, to_account, amount, currency, kind, reference_id, occurred_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """
        )
        {
            Parameters =
            {
                new() { Value = transfer.Id },
                new() { Value = transfer.From },
                new() { Value = transfer.To },
                new() { Value = transfer.Amount.Amount },
                new() { Value = transfer.Amount.Currency.Code },
                new() { Value = transfer.Kind },
                new() { Value = transfer.ReferenceId },
                new() { Value = transfer.OccurredAt },
            },
        };

    /// <summary>An account's balance.</summary>
    /// <returns>The balance, or <c>ledger.account_missing</c>.</returns>
    public Task<Result<Money>> Balance(LedgerAccount account, CancellationToken cancellationToken = default) =>
        unitOfWork.Run<Result<Money>>(
            async ct =>
            {
                await using var command = unitOfWork.Command("select balance from core.ledger_accounts where id = $1");
                command.With(account.Id);
                return await command.ExecuteScalarAsync(ct) is decimal balance
                    ? new Money(balance, account.Currency)
                    : Error.NotFound("ledger.account_missing", "The account has not been opened.");
            },
            cancellationToken
        );
}
