using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Ami.Modules.Notifications.Mailing;

/// <summary>
/// Links by which whoever holds a mail can end messages of its kind, without signing in. They are signed, not stored, and do not expire: a mail may be
/// read years later, and ending a kind of mail is all that they can do.
/// </summary>
internal sealed class UnsubscribeLinks(MasterKey master, PublicUrl publicUrl)
{
    private const int IdBytes = 16;

    private readonly Lazy<byte[]> _key = new(() => master.Derive("notifications.unsubscribe"));

    /// <param name="Page">For people: asks before it does anything, because programs follow links too. The token stands behind the #, where no log sees
    /// it.</param>
    /// <param name="OneClick">For mail programs, which POST to it (RFC 8058).</param>
    internal sealed record Pair(string Page, string OneClick);

    public Pair Of(Guid userId, string kind)
    {
        var token = Token(userId, kind);
        return new Pair(publicUrl.Link($"/unsubscribe#token={token}"), publicUrl.Link($"/api/notifications/unsubscribe?token={token}"));
    }

    public string Token(Guid userId, string kind)
    {
        byte[] claim = [.. userId.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(kind)];
        return Base64Url.EncodeToString([.. HMACSHA256.HashData(_key.Value, claim), .. claim]);
    }

    /// <returns>Whose and which kind; null when the token is not one of ours.</returns>
    public (Guid UserId, string Kind)? Read(string? token)
    {
        if (token is null || !Base64Url.IsValid(token))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(token).AsSpan();
        if (bytes.Length <= HMACSHA256.HashSizeInBytes + IdBytes)
        {
            return null;
        }

        var claim = bytes[HMACSHA256.HashSizeInBytes..];
        return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(_key.Value, claim), bytes[..HMACSHA256.HashSizeInBytes])
            ? (new Guid(claim[..IdBytes], bigEndian: true), Encoding.UTF8.GetString(claim[IdBytes..]))
            : null;
    }
}
