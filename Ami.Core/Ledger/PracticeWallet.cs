using Npgsql;
using NpgsqlTypes;

namespace Ami.Core;

/// <summary>
/// The wallet of practice money: everybody begins with the same, and practice accounts are funded from it. It is in US dollars, as practice accounts are. Made when
/// it is first used; until then it holds what everybody begins with.
/// </summary>
public static class PracticeWallet
{
    /// <summary>What everybody begins with, in US dollars: enough for the largest practice account.</summary>
    public const decimal Grant = 10_000_000m;

    /// <summary>What the ledger calls the money that everybody begins with.</summary>
    public const string GrantKind = "practice.grant";

    /// <summary>More of it.</summary>
    public const string TopUpKind = "practice.top-up";

    /// <summary>Bringing it back to what everybody begins with.</summary>
    public const string ResetKind = "practice.reset";

    /// <summary>Putting it into a practice account.</summary>
    public const string FundingKind = "practice.funding";

    /// <summary>Giving back what a practice account does not begin with any more.</summary>
    public const string ReturnKind = "practice.return";

    /// <summary>A person's practice money.</summary>
    public static LedgerAccount Of(Guid userId) => LedgerAccount.OfPerson(userId, ChartOfAccounts.PracticeWallet, Currency.Usd);

    /// <summary>Where it comes from and returns to.</summary>
    public static LedgerAccount Source(Guid userId) => LedgerAccount.OfPerson(userId, ChartOfAccounts.PracticeFunding, Currency.Usd);

    /// <summary>The commands that make the wallet unless it is there.</summary>
    public static IEnumerable<NpgsqlBatchCommand> Make(Guid userId, DateTimeOffset now) =>
        [
            Ledger.OpenCommand(Of(userId)),
            Ledger.OpenCommand(Source(userId)),
            Ledger.PostCommand(
                new LedgerTransfer(
                    ComputedId.Of($"practice-wallet/{userId:N}"),
                    Source(userId).Id,
                    Of(userId).Id,
                    Money.Usd(Grant),
                    GrantKind,
                    LedgerAccount.OwnerOf(userId),
                    now
                )
            ),
        ];

    /// <summary>
    /// The commands that put practice money into a life of an account: it goes back to where it comes from, and the account takes as much from there. They raise
    /// through <c>core.fence</c> when there is not so much.
    /// </summary>
    /// <param name="userId">From whose wallet.</param>
    /// <param name="openingId">Of the life that begins with it: the account's id, or that of a reset.</param>
    /// <param name="amount">How much, above zero.</param>
    /// <param name="now">When.</param>
    public static IEnumerable<NpgsqlBatchCommand> Fund(Guid userId, Guid openingId, decimal amount, DateTimeOffset now) =>
        [
            .. Make(userId, now),
            new NpgsqlBatchCommand("select core.ledger_lock($1, $2)")
                .With(new[] { Of(userId).Id, Source(userId).Id }, NpgsqlDbType.Array | NpgsqlDbType.Uuid)
                .With(Array.Empty<Guid>(), NpgsqlDbType.Array | NpgsqlDbType.Uuid),
            // Behind the lock, in a statement of its own: it sees what whoever held it before has left.
            new NpgsqlBatchCommand("select core.fence((select count(*) from core.ledger_accounts where id = $1 and balance - debits_pending >= $2))")
                .With(Of(userId).Id)
                .With(amount),
            Ledger.PostCommand(
                new LedgerTransfer(
                    ComputedId.Of($"practice-wallet/funding/{openingId:N}"),
                    Of(userId).Id,
                    Source(userId).Id,
                    Money.Usd(amount),
                    FundingKind,
                    openingId,
                    now
                )
            ),
        ];

    /// <summary>The commands that give back what an account began with before, and does not any more.</summary>
    /// <param name="userId">To whose wallet.</param>
    /// <param name="openingId">Of the life that begins with less.</param>
    /// <param name="amount">How much, above zero.</param>
    /// <param name="now">When.</param>
    public static IEnumerable<NpgsqlBatchCommand> Return(Guid userId, Guid openingId, decimal amount, DateTimeOffset now) =>
        [
            .. Make(userId, now),
            Ledger.PostCommand(
                new LedgerTransfer(
                    ComputedId.Of($"practice-wallet/return/{openingId:N}"),
                    Source(userId).Id,
                    Of(userId).Id,
                    Money.Usd(amount),
                    ReturnKind,
                    openingId,
                    now
                )
            ),
        ];
}
