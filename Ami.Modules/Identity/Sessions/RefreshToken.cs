using System.Buffers.Text;
using System.Security.Cryptography;

namespace Ami.Modules.Identity;

/// <summary>
/// The secret in the refresh cookie: 256 bits. The first of a family is random. Each next one is an HMAC of its predecessor and of
/// fresh random salt, under a key derived from the master key: as unpredictable as a random one without that key and the stored salt,
/// but the server can give the same answer again when the first one was lost, although it stores only hashes.
/// </summary>
internal sealed class RefreshToken
{
    private const int Bytes = 32;
    private const string Purpose = "identity.refresh-tokens";

    private readonly byte[] _secret;

    private RefreshToken(byte[] secret) => _secret = secret;

    /// <summary>What is stored.</summary>
    public byte[] Hash => SHA256.HashData(_secret);

    /// <summary>What the browser keeps.</summary>
    public string Text => Base64Url.EncodeToString(_secret);

    public static RefreshToken NewFamily() => new(RandomNumberGenerator.GetBytes(Bytes));

    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(Bytes);

    /// <summary>Null when the text cannot be a token.</summary>
    public static RefreshToken? Parse(string? text)
    {
        if (text is null || text.Length != 43 || !Base64Url.IsValid(text))
        {
            return null;
        }

        var secret = new byte[Bytes];
        return Base64Url.TryDecodeFromChars(text, secret, out var written) && written == Bytes ? new RefreshToken(secret) : null;
    }

    /// <summary>The same salt gives the same successor.</summary>
    public RefreshToken Successor(MasterKey master, byte[] salt) => new(HMACSHA256.HashData(master.Derive(Purpose), (byte[])[.. salt, .. _secret]));
}
