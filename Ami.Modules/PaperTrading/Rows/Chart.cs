using Ami.Modules.PaperTrading.Domain;

namespace Ami.Modules.PaperTrading.Rows;

/// <summary>
/// The ledger accounts of a paper account. All of them may go below zero: practice money is lent freely and margin is checked on orders.
/// </summary>
internal static class Chart
{
    public static readonly Currency Currency = Currency.Usd;

    public static IEnumerable<LedgerAccount> Of(Guid accountId) =>
        Enum.GetValues<LedgerBook>().Select(book => new LedgerAccount(accountId, Kind(book), Currency));

    public static LedgerTransfer Transfer(Guid accountId, LedgerEntry entry, DateTimeOffset now) =>
        new(
            TimeOrderedId.New(now),
            IdOf(accountId, entry.From),
            IdOf(accountId, entry.To),
            new Money(entry.Amount, Currency),
            entry.Kind,
            entry.ReferenceId,
            now
        );

    private static Guid IdOf(Guid accountId, LedgerBook book) => LedgerAccount.IdOf(accountId, Kind(book), Currency);

    private static LedgerKind Kind(LedgerBook book) =>
        book switch
        {
            LedgerBook.Cash => ChartOfAccounts.PracticeCash,
            LedgerBook.Positions => ChartOfAccounts.PracticePositions,
            LedgerBook.Fees => ChartOfAccounts.PracticeFees,
            LedgerBook.Pnl => ChartOfAccounts.PracticePnl,
            LedgerBook.Funding => ChartOfAccounts.PracticeFunding,
            _ => throw new ArgumentOutOfRangeException(nameof(book), book, null),
        };
}
