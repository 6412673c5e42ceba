using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Org.BouncyCastle.Crypto.Parameters;

namespace Ami.Modules.Learning;

/// <summary>
/// The keys that sign badges, in <c>learning.badge_keys</c>. The newest that this system's master key opens signs; the first badge makes one. What an older one
/// signed goes on verifying, for a badge is kept for years, unless the key is retired.
/// </summary>
internal sealed class BadgeKeys(UnitOfWork unitOfWork, LearningDb db, MasterKey master, AuditLog audit, TimeProvider time)
{
    private const string Purpose = "learning.badge-keys";

    /// <summary>All whose signatures count, the newest first.</summary>
    public Task<List<BadgeKey>> Published(CancellationToken cancellationToken) =>
        db.BadgeKeys.AsNoTracking().Where(k => k.RetiredAt == null).OrderByDescending(k => k.CreatedAt).ThenBy(k => k.Kid).ToListAsync(cancellationToken);

    public async Task<BadgeSigner> Signer(CancellationToken cancellationToken) =>
        Open(await Published(cancellationToken))
        ?? await unitOfWork.Run(
            async ct =>
            {
                await unitOfWork.Hold(Purpose, ct);
                return Open(await Published(ct)) ?? await Make(ct);
            },
            cancellationToken
        );

    /// <summary>Makes a key that signs from now on.</summary>
    /// <param name="compromised">Whether earlier ones have leaked: what they signed counts no more, and holders fetch their badges again.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its name.</returns>
    public Task<string> Replace(bool compromised, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                await unitOfWork.Hold(Purpose, ct);
                if (compromised)
                {
                    await db.BadgeKeys.Where(k => k.RetiredAt == null).ExecuteUpdateAsync(set => set.SetProperty(k => k.RetiredAt, time.GetUtcNow()), ct);
                }

                var kid = (await Make(ct)).Kid;
                audit.Append(new AuditEntry("learning.badge-key-rotated", "badge-key", kid) { After = new { compromised } });
                return kid;
            },
            cancellationToken
        );

    private BadgeSigner? Open(IEnumerable<BadgeKey> keys) =>
        keys.Select(key => master.Open(Purpose, key.Kid, key.PrivateKey) is { } seed ? new BadgeSigner(key.Kid, seed) : null)
            .FirstOrDefault(key => key is not null);

    /// <summary>While no other one is made.</summary>
    private async Task<BadgeSigner> Make(CancellationToken cancellationToken)
    {
        var (now, newest) = (time.GetUtcNow(), await db.BadgeKeys.MaxAsync(k => (DateTimeOffset?)k.CreatedAt, cancellationToken));
        var seed = RandomNumberGenerator.GetBytes(Ed25519PrivateKeyParameters.KeySize);
        var signer = new BadgeSigner(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), seed);
        db.BadgeKeys.Add(
            new BadgeKey
            {
                Kid = signer.Kid,
                PublicKey = new Ed25519PrivateKeyParameters(seed).GeneratePublicKey().GetEncoded(),
                PrivateKey = master.Seal(Purpose, signer.Kid, seed),
                // After all others, also when the clock was set back, or they are as old: the newest signs.
                CreatedAt = newest >= now.AddMicroseconds(-1) ? newest.Value.AddMicroseconds(1) : now,
            }
        );
        await db.SaveChangesAsync(cancellationToken);
        return signer;
    }
}
