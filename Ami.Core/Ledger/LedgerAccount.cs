using System.Security.Cryptography;
using System.Text;

namespace Ami.Core;

/// <summary>One account of the double-entry ledger.</summary>
/// <param name="OwnerId">The entity it belongs to, for example a paper account or a wallet.</param>
/// <param name="Kind">Its place in the owner's chart of accounts, for example <c>cash</c>.</param>
/// <param name="Currency">Its only currency.</param>
/// <param name="AllowNegative">False for accounts that hold somebody's money; contra accounts may go below zero.</param>
public sealed record LedgerAccount(Guid OwnerId, string Kind, Currency Currency, bool AllowNegative)
{
    /// <summary>The account's id, computed from owner, kind and currency: no look-up is needed to post to it.</summary>
    public Guid Id { get; } = IdOf(OwnerId, Kind, Currency);

    /// <summary>The id of an account: an RFC 9562 version 8 UUID over the SHA-256 of owner, kind and currency.</summary>
    public static Guid IdOf(Guid ownerId, string kind, Currency currency)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{ownerId:N}/{kind}/{currency.Code}"), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}

/// <summary>One immutable movement of money between two accounts of the same currency.</summary>
/// <param name="Id">Unique; UUID version 7.</param>
/// <param name="From">The account that gives.</param>
/// <param name="To">The account that receives.</param>
/// <param name="Amount">Greater than zero, at most eight digits after the point.</param>
/// <param name="Kind">Why, for example <c>fill</c>, <c>fee</c>.</param>
/// <param name="ReferenceId">What it explains, for example the fill's id.</param>
/// <param name="OccurredAt">When, UTC.</param>
public sealed record LedgerTransfer(Guid Id, Guid From, Guid To, Money Amount, string Kind, Guid ReferenceId, DateTimeOffset OccurredAt);
