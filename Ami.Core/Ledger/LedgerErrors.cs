using Npgsql;

namespace Ami.Core;

/// <summary>Why the ledger refuses. Most of it is said by the database, which names a constraint.</summary>
public static class LedgerErrors
{
    /// <summary>Practice money and real money do not mix.</summary>
    public static readonly Error RealmsApart = Error.Conflict("ledger.realms_apart", "Practice money and real money cannot be exchanged for each other.");

    internal static readonly Error SameCurrency = Error.Conflict("ledger.same_currency", "Choose two different currencies.");

    internal static readonly Error AccountMissing = Error.NotFound("ledger.account_missing", "The account has not been opened.");

    internal static readonly Error PendingSettled = Error.Conflict("ledger.pending_settled", "This reserved payment was already made or cancelled.");

    private static readonly Dictionary<string, Error> ByConstraint = new()
    {
        ["ledger_accounts_not_negative"] = Error.Conflict("ledger.insufficient_funds", "There is not enough money in the account."),
        ["ledger_transfers_pkey"] = Error.Conflict("ledger.transfer_conflict", "This payment was already made with other details."),
        ["ledger_account_missing"] = AccountMissing,
        ["ledger_realms_apart"] = RealmsApart,
        ["ledger_currency_mismatch"] = Error.Conflict("ledger.currency_mismatch", "The amount is not in the currency of both accounts."),
        ["ledger_pending_missing"] = Error.NotFound("ledger.pending_missing", "There is no such reserved payment."),
        ["ledger_transfers_settled_once"] = PendingSettled,
        ["ledger_pending_expired"] = Error.Conflict("ledger.pending_expired", "The reserved payment has expired. Start it again."),
        ["ledger_amount_exceeds_pending"] = Error.Conflict("ledger.amount_exceeds_pending", "The amount is more than what was reserved."),
    };

    /// <summary>What a statement of the ledger failed with.</summary>
    /// <returns>
    /// <c>ledger.insufficient_funds</c>, <c>ledger.transfer_conflict</c>, <c>ledger.account_missing</c>, <c>ledger.realms_apart</c>,
    /// <c>ledger.currency_mismatch</c>, <c>ledger.pending_missing</c>, <c>ledger.pending_settled</c>, <c>ledger.pending_expired</c> or
    /// <c>ledger.amount_exceeds_pending</c>; null for what is not a refusal of the ledger.
    /// </returns>
    public static Error? Of(PostgresException exception) => exception.ConstraintName is { } name ? ByConstraint.GetValueOrDefault(name) : null;
}
