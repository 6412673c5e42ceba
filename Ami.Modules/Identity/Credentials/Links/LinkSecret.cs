using System.Buffers.Text;
using System.Security.Cryptography;

namespace Ami.Modules.Identity;

/// <summary>The secret in a mailed link: 256 random bits. Only its hash is stored.</summary>
internal static class LinkSecret
{
    private const int Bytes = 32;
    private const int Characters = 43;

    public static (string Text, byte[] Hash) New()
    {
        var secret = RandomNumberGenerator.GetBytes(Bytes);
        return (Base64Url.EncodeToString(secret), SHA256.HashData(secret));
    }

    /// <summary>The hash to look for, or null when the text cannot be a secret.</summary>
    public static byte[]? HashOf(string text)
    {
        if (text.Length != Characters || !Base64Url.IsValid(text))
        {
            return null;
        }

        var secret = new byte[Bytes];
        return Base64Url.TryDecodeFromChars(text, secret, out var written) && written == Bytes ? SHA256.HashData(secret) : null;
    }
}
