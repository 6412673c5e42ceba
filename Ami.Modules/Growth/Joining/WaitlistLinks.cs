using System.Buffers.Text;
using System.Security.Cryptography;

namespace Ami.Modules.Growth;

/// <summary>Links by which whoever gets somebody's mail confirms, sees and gives up their place. Signed, not stored, so that they can be mailed again.</summary>
internal sealed class WaitlistLinks(MasterKey master)
{
    private const int IdBytes = 16;

    private readonly Lazy<byte[]> _key = new(() => master.Derive("growth.waitlist"));

    public string Path(Guid entry) => $"/waitlist#token={Token(entry)}";

    public string Token(Guid entry)
    {
        var claim = entry.ToByteArray(bigEndian: true);
        return Base64Url.EncodeToString([.. HMACSHA256.HashData(_key.Value, claim), .. claim]);
    }

    /// <returns>Whose place it is; null when the token is not one of ours.</returns>
    public Guid? Read(string? token)
    {
        if (token is null or { Length: > 100 } || !Base64Url.IsValid(token))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(token).AsSpan();
        if (bytes.Length != HMACSHA256.HashSizeInBytes + IdBytes)
        {
            return null;
        }

        var claim = bytes[HMACSHA256.HashSizeInBytes..];
        return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(_key.Value, claim), bytes[..HMACSHA256.HashSizeInBytes])
            ? new Guid(claim, bigEndian: true)
            : null;
    }
}
