using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Payments;

/// <summary>A payment and the card that made it.</summary>
internal sealed class CardUseRow
{
    public required string PaymentId { get; init; }
    public required Guid UserId { get; init; }

    /// <summary>The same for the same card; see <see cref="CardUses"/>.</summary>
    public required byte[] Mark { get; init; }
    public required DateTimeOffset UsedAt { get; init; }
}

/// <summary>
/// Knows which payments were made with one card, by marks: hashes, with a key of ours, of what the provider tells cards apart by. That itself is kept nowhere, so
/// nobody who reads the table can ask the provider, or anybody else, about a card. Everything here runs inside a transaction.
/// </summary>
internal sealed class CardUses(UnitOfWork unitOfWork, PaymentsDb db, MasterKey master, TimeProvider time)
{
    private readonly Lazy<byte[]> _key = new(() => master.Derive("payments.cards"));

    /// <summary>Keeps what made a payment, where it was a card.</summary>
    /// <returns>Whether that was not known.</returns>
    public async Task<bool> Keep(KeptPayment? payment, Guid userId, CancellationToken cancellationToken)
    {
        if (payment is not { Fingerprint: { Length: > 0 } fingerprint })
        {
            return false;
        }

        await using var command = unitOfWork.Command(
            "insert into payments.card_uses (payment_id, user_id, mark, used_at) values ($1, $2, $3, $4) on conflict do nothing"
        );
        command.With(payment.Id).With(userId).With(HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes(fingerprint))).With(time.GetUtcNow());
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Who paid anything with the card that made a payment.</summary>
    public async Task<IReadOnlyList<Guid>> PayersWithCardOf(string paymentId, CancellationToken cancellationToken) =>
        await db
            .CardUses.Where(use => db.CardUses.Any(one => one.PaymentId == paymentId && one.Mark == use.Mark))
            .Select(use => use.UserId)
            .Distinct()
            .ToListAsync(cancellationToken);
}
