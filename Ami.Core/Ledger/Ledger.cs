using Npgsql;
using NpgsqlTypes;

namespace Ami.Core;

/// <summary>
/// The double-entry ledger. Every step is posted by one function of the database, which alone writes balances: it holds limits, keeps practice and real money
/// apart, settles a pending transfer once, and writes what both accounts had before and after. Everything here takes part in the caller's transaction.
/// </summary>
public sealed class Ledger(UnitOfWork unitOfWork)
{
    private const string Savepoint = "ledger_post";

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

    /// <summary>Posts linked steps in their order, all or none. A step that was posted before, with the same content, changes nothing.</summary>
    /// <returns>Success, or what <see cref="LedgerErrors.Of"/> lists. After a refusal nothing of the steps is there, and the transaction can go on.</returns>
    public async Task<Result> Post(IReadOnlyCollection<LedgerStep> steps, CancellationToken cancellationToken = default)
    {
        if (steps.Count == 0)
        {
            return Result.Ok;
        }

        await using var batch = unitOfWork.Batch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"savepoint {Savepoint}"));
        if (steps.Count > 1)
        {
            batch.BatchCommands.Add(LockCommand(steps));
        }

        foreach (var step in steps)
        {
            batch.BatchCommands.Add(PostCommand(step));
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand($"release savepoint {Savepoint}"));
        try
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
            return Result.Ok;
        }
        catch (PostgresException e) when (LedgerErrors.Of(e) is { } refusal)
        {
            await unitOfWork.Transaction!.RollbackAsync(Savepoint, cancellationToken);
            return refusal;
        }
    }

    /// <summary>The command that opens one account unless it exists, for callers that put it in a batch of their own.</summary>
    public static NpgsqlBatchCommand OpenCommand(LedgerAccount account) =>
        new NpgsqlBatchCommand(
            "insert into core.ledger_accounts (id, owner_id, kind, currency, realm, allow_negative) values ($1, $2, $3, $4, $5, $6) on conflict do nothing"
        )
            .With(account.Id)
            .With(account.OwnerId)
            .With(account.Kind.Name)
            .With(account.Currency.Code)
            .With(account.Kind.Realm == LedgerRealm.Real ? "real" : "practice")
            .With(account.Kind.AllowNegative);

    /// <summary>
    /// The command that posts one step, for callers that put it in a batch of their own and look at <see cref="LedgerErrors.Of"/> when it fails. Steps of several
    /// batches on the same accounts must not be able to meet in another order; <see cref="Post"/> sees to that by itself.
    /// </summary>
    public static NpgsqlBatchCommand PostCommand(LedgerStep step) =>
        step switch
        {
            LedgerTransfer t => Common("select core.ledger_post($1, $2, $3, $4, $5, $6, $7, $8)", t, t.From, t.To, t.Amount.Amount, t.Amount.Currency.Code),
            PendingTransfer t => Common(
                    "select core.ledger_post($1, $2, $3, $4, $5, $6, $7, $8, 'pending', null, $9)",
                    t,
                    t.From,
                    t.To,
                    t.Amount.Amount,
                    t.Amount.Currency.Code
                )
                .With(t.OccurredAt + t.Timeout),
            PostPending t => Common("select core.ledger_post($1, $2, $3, $4, $5, $6, $7, $8, 'post_pending', $9)", t, null, null, t.Amount, null)
                .With(t.PendingId),
            VoidPending t => Common("select core.ledger_post($1, $2, $3, $4, $5, $6, $7, $8, 'void_pending', $9)", t, null, null, null, null).With(t.PendingId),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
        };

    /// <summary>What an account holds.</summary>
    /// <returns>Its posted and pending amounts, or <c>ledger.account_missing</c>.</returns>
    public async Task<Result<LedgerBalance>> Balance(LedgerAccount account, CancellationToken cancellationToken = default) =>
        (await Balances([account], cancellationToken)).TryGetValue(account.Id, out var balance) ? balance : LedgerErrors.AccountMissing;

    /// <summary>What accounts hold, by their ids; those that were never opened hold nothing and are left out.</summary>
    public Task<IReadOnlyDictionary<Guid, LedgerBalance>> Balances(
        IReadOnlyCollection<LedgerAccount> accounts,
        CancellationToken cancellationToken = default
    ) =>
        unitOfWork.Run<IReadOnlyDictionary<Guid, LedgerBalance>>(
            async ct =>
            {
                var known = accounts.ToDictionary(account => account.Id);
                await using var command = unitOfWork.Command(
                    "select id, trim_scale(balance), trim_scale(debits_pending), trim_scale(credits_pending) from core.ledger_accounts where id = any($1)"
                );
                command.With(known.Keys.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Uuid);
                var held = new Dictionary<Guid, LedgerBalance>();
                await using var reader = await command.ExecuteReaderAsync(ct);
                while (await reader.ReadAsync(ct))
                {
                    var currency = known[reader.GetGuid(0)].Currency;
                    Money Amount(int column) => new(reader.GetDecimal(column), currency);
                    held[reader.GetGuid(0)] = new LedgerBalance(Amount(1), Amount(2), Amount(3));
                }

                return held;
            },
            cancellationToken
        );

    /// <summary>What may still be debited from an account that may not go below zero, in its currency; 0 of one that was never opened. Inside a transaction.</summary>
    public async Task<decimal> Available(Guid accountId, CancellationToken cancellationToken = default)
    {
        await using var command = unitOfWork.Command("select trim_scale(balance - debits_pending) from core.ledger_accounts where id = $1");
        command.With(accountId);
        return (decimal)(await command.ExecuteScalarAsync(cancellationToken) ?? 0m);
    }

    private static NpgsqlBatchCommand Common(string sql, LedgerStep step, Guid? from, Guid? to, decimal? amount, string? currency) =>
        new NpgsqlBatchCommand(sql).With(step.Id).With(from).With(to).With(amount).With(currency).With(step.Kind).With(step.ReferenceId).With(step.OccurredAt);

    /// <summary>Two sets of steps that touch the same accounts in another order would wait for each other; so all are locked first, in one order.</summary>
    private static NpgsqlBatchCommand LockCommand(IReadOnlyCollection<LedgerStep> steps) =>
        new NpgsqlBatchCommand("select core.ledger_lock($1, $2)")
            .With(Accounts(steps), NpgsqlDbType.Array | NpgsqlDbType.Uuid)
            .With(Pending(steps), NpgsqlDbType.Array | NpgsqlDbType.Uuid);

    private static Guid[] Accounts(IReadOnlyCollection<LedgerStep> steps) =>
        [
            .. steps.SelectMany(step =>
                step switch
                {
                    LedgerTransfer t => (Guid[])[t.From, t.To],
                    PendingTransfer t => [t.From, t.To],
                    _ => [],
                }
            ),
        ];

    private static Guid[] Pending(IReadOnlyCollection<LedgerStep> steps) =>
        [
            .. steps
                .Select(step =>
                    step switch
                    {
                        PostPending t => t.PendingId,
                        VoidPending t => t.PendingId,
                        _ => (Guid?)null,
                    }
                )
                .OfType<Guid>(),
        ];
}
