using Ami.Modules.Payments.Contracts;
using Npgsql;
using NpgsqlTypes;

namespace Ami.Modules.Payments;

/// <summary>Why money of a wallet moved.</summary>
internal enum WalletEntryKind
{
    /// <summary>Paid in.</summary>
    Deposit,

    /// <summary>A deposit that was refunded or is disputed.</summary>
    DepositReturned,

    /// <summary>A dispute that was won, or a refund that failed.</summary>
    DepositRestored,

    /// <summary>Paid out.</summary>
    Withdrawal,

    /// <summary>A commission of an affiliate's.</summary>
    Commission,

    /// <summary>A commission that was taken back.</summary>
    CommissionBack,

    /// <summary>Practice money that everybody begins with.</summary>
    Grant,

    /// <summary>More practice money.</summary>
    TopUp,

    /// <summary>Practice money brought back to what everybody begins with.</summary>
    Reset,

    /// <summary>Practice money put into a practice account.</summary>
    Funding,

    /// <summary>Practice money that an account gave back, because it begins with less.</summary>
    Returned,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>A movement of a wallet.</summary>
/// <param name="Id">The ledger's id.</param>
/// <param name="At">When.</param>
/// <param name="Kind">Why.</param>
/// <param name="Amount">How much came; below zero for what went.</param>
/// <param name="Before">What was there before.</param>
/// <param name="After">What was there after.</param>
/// <param name="ReferenceId">The deposit, withdrawal or account that explains it.</param>
internal sealed record WalletEntry(Guid Id, DateTimeOffset At, WalletEntryKind Kind, decimal Amount, decimal Before, decimal After, Guid ReferenceId);

/// <param name="From">From this moment on.</param>
/// <param name="To">Before this moment.</param>
/// <param name="Kind">Only of this kind.</param>
/// <param name="Incoming">Only what came, or only what went.</param>
internal readonly record struct WalletEntryFilter(DateTimeOffset? From, DateTimeOffset? To, WalletEntryKind? Kind = null, bool? Incoming = null);

/// <summary>Reads a wallet's account as the ledger wrote it: what is posted, with the balance before and after.</summary>
internal sealed class WalletEntries(NpgsqlDataSource dataSource)
{
    private static readonly Dictionary<string, WalletEntryKind> Kinds = new()
    {
        [Deposits.CreditKind] = WalletEntryKind.Deposit,
        [Deposits.ReturnKind] = WalletEntryKind.DepositReturned,
        [Deposits.RestoreKind] = WalletEntryKind.DepositRestored,
        [Withdrawals.Kind] = WalletEntryKind.Withdrawal,
        [CommissionTransfers.Paid] = WalletEntryKind.Commission,
        [CommissionTransfers.TakenBack] = WalletEntryKind.CommissionBack,
        [PracticeWallet.GrantKind] = WalletEntryKind.Grant,
        [PracticeWallet.TopUpKind] = WalletEntryKind.TopUp,
        [PracticeWallet.ResetKind] = WalletEntryKind.Reset,
        [PracticeWallet.FundingKind] = WalletEntryKind.Funding,
        [PracticeWallet.ReturnKind] = WalletEntryKind.Returned,
    };

    private sealed record Mark(long Seq);

    /// <summary>One page, newest first.</summary>
    /// <returns>The page, or <c>cursor.malformed</c>.</returns>
    public async Task<Result<Page<WalletEntry>>> Page(Guid accountId, WalletEntryFilter filter, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        if (!Cursor.Decode<Mark>(cursor).Try(out var mark, out var malformed))
        {
            return malformed;
        }

        var most = Cursor.Limit(limit);
        var rows = await Read(accountId, filter, mark?.Seq, most + 1, newestFirst: true, cancellationToken);
        var page = Page<(WalletEntry Entry, long Seq)>.Of(rows, most, row => new Mark(row.Seq));
        return new Page<WalletEntry>([.. page.Items.Select(row => row.Entry)], page.NextCursor);
    }

    /// <summary>All of a period, oldest first, at most <paramref name="most"/>.</summary>
    public async Task<IReadOnlyList<WalletEntry>> All(Guid accountId, WalletEntryFilter filter, int most, CancellationToken cancellationToken) =>
        [.. (await Read(accountId, filter, null, most, newestFirst: false, cancellationToken)).Select(row => row.Entry)];

    /// <summary>What was there at a moment.</summary>
    public async Task<decimal> BalanceAt(Guid accountId, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var last = await Read(accountId, new WalletEntryFilter(null, moment), null, 1, newestFirst: true, cancellationToken);
        return last is [var (entry, _), ..] ? entry.After : 0;
    }

    private async Task<List<(WalletEntry Entry, long Seq)>> Read(
        Guid accountId,
        WalletEntryFilter filter,
        long? before,
        int limit,
        bool newestFirst,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.CreateCommand(
            $"""
            select id, occurred_at, kind, reference_id, to_account = $1, trim_scale(amount), seq,
                   trim_scale(case when to_account = $1 then credit_balance_before else debit_balance_before end),
                   trim_scale(case when to_account = $1 then credit_balance_after else debit_balance_after end)
            from core.ledger_transfers
            where (from_account = $1 or to_account = $1) and step in ('posted', 'post_pending')
              and ($2::bigint is null or seq < $2)
              and ($3::timestamptz is null or occurred_at >= $3)
              and ($4::timestamptz is null or occurred_at < $4)
              and ($5::text[] is null or (kind = any($5)) = $6)
              and ($7::boolean is null or (to_account = $1) = $7)
            order by seq {(newestFirst ? "desc" : "asc")} limit $8
            """
        );
        var (names, among) = Names(filter.Kind);
        command.With(accountId).With(before, NpgsqlDbType.Bigint).With(filter.From, NpgsqlDbType.TimestampTz).With(filter.To, NpgsqlDbType.TimestampTz);
        command.With(names, NpgsqlDbType.Array | NpgsqlDbType.Text).With(among).With(filter.Incoming, NpgsqlDbType.Boolean).With(limit);
        var rows = new List<(WalletEntry, long)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var came = reader.GetBoolean(4) ? 1 : -1;
            rows.Add(
                (
                    new WalletEntry(
                        reader.GetGuid(0),
                        reader.GetFieldValue<DateTimeOffset>(1),
                        Kinds.GetValueOrDefault(reader.GetString(2), WalletEntryKind.Other),
                        came * reader.GetDecimal(5),
                        reader.GetDecimal(7),
                        reader.GetDecimal(8),
                        reader.GetGuid(3)
                    ),
                    reader.GetInt64(6)
                )
            );
        }

        return rows;
    }

    /// <summary>The ledger's names of a kind; for others, those that are not among all that are known.</summary>
    private static (string[]? Names, bool Among) Names(WalletEntryKind? kind) =>
        kind switch
        {
            null => (null, true),
            WalletEntryKind.Other => ([.. Kinds.Keys], false),
            { } one => ([.. Kinds.Where(known => known.Value == one).Select(known => known.Key)], true),
        };
}
