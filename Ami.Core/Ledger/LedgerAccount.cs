namespace Ami.Core;

/// <summary>One account of the double-entry ledger.</summary>
/// <param name="OwnerId">The entity it belongs to, for example a paper account or a person; <see cref="ChartOfAccounts.House"/> for the house's own.</param>
/// <param name="Kind">Its place in the chart of accounts.</param>
/// <param name="Currency">Its only currency.</param>
public sealed record LedgerAccount(Guid OwnerId, LedgerKind Kind, Currency Currency)
{
    /// <summary>The account's id, computed from owner, kind and currency: no look-up is needed to post to it.</summary>
    public Guid Id { get; } = IdOf(OwnerId, Kind, Currency);

    /// <summary>
    /// An account of a person's own. Its owner is an id that is made of theirs: nothing in the ledger is ever changed, and nothing in it is the id of somebody who
    /// left.
    /// </summary>
    public static LedgerAccount OfPerson(Guid userId, LedgerKind kind, Currency currency) => new(OwnerOf(userId), kind, currency);

    /// <summary>As whom a person owns accounts.</summary>
    public static Guid OwnerOf(Guid userId) => ComputedId.Of($"ledger-owner/{userId:N}");

    /// <summary>The id of an account: an RFC 9562 version 8 UUID over the SHA-256 of owner, kind and currency.</summary>
    public static Guid IdOf(Guid ownerId, LedgerKind kind, Currency currency) => ComputedId.Of($"{ownerId:N}/{kind.Name}/{currency.Code}");
}

/// <summary>What an account holds.</summary>
/// <param name="Posted">Credits less debits that are posted: its balance.</param>
/// <param name="DebitsPending">What is promised away; not negative.</param>
/// <param name="CreditsPending">What is promised to it; not negative, and not to be spent before it is posted.</param>
public sealed record LedgerBalance(Money Posted, Money DebitsPending, Money CreditsPending)
{
    /// <summary>What may still be debited where the account may not go below zero.</summary>
    public Money Available => Posted - DebitsPending;
}
