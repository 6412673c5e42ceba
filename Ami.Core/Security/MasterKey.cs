using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Ami.Core;

/// <summary>
/// The secret that everything secret at rest hangs on: <c>Ami:MasterKey</c>, 32 bytes in base64. It is never used itself; each
/// purpose gets a key derived from it, so no two uses can be played against each other.
/// </summary>
public sealed class MasterKey(IConfiguration configuration)
{
    /// <summary>Name of the setting.</summary>
    public const string Setting = "Ami:MasterKey";

    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly Lazy<byte[]> _key = new(() => Read(configuration[Setting]));

    /// <summary>32 bytes that only this purpose gets (HKDF-SHA256, RFC 5869).</summary>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _key.Value, KeyBytes, info: Encoding.UTF8.GetBytes(purpose));

    /// <summary>AES-256-GCM: nonce, ciphertext, tag. The context is authenticated: a value moved to another row does not open.</summary>
    public byte[] Seal(string purpose, string context, ReadOnlySpan<byte> secret)
    {
        var sealedSecret = new byte[NonceBytes + secret.Length + TagBytes];
        var nonce = sealedSecret.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(Derive(purpose), TagBytes);
        aes.Encrypt(
            nonce,
            secret,
            sealedSecret.AsSpan(NonceBytes, secret.Length),
            sealedSecret.AsSpan(NonceBytes + secret.Length),
            Encoding.UTF8.GetBytes(context)
        );
        return sealedSecret;
    }

    /// <summary>The secret, or null when the key or the context is another, or the bytes were changed.</summary>
    public byte[]? Open(string purpose, string context, ReadOnlySpan<byte> sealedSecret)
    {
        if (sealedSecret.Length < NonceBytes + TagBytes)
        {
            return null;
        }

        var secret = new byte[sealedSecret.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(Derive(purpose), TagBytes);
        try
        {
            aes.Decrypt(sealedSecret[..NonceBytes], sealedSecret[NonceBytes..^TagBytes], sealedSecret[^TagBytes..], secret, Encoding.UTF8.GetBytes(context));
            return secret;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Read(string? text)
    {
        var key = new byte[KeyBytes];
        return text is not null && Convert.TryFromBase64String(text, key, out var read) && read == KeyBytes
            ? key
            : throw new InvalidOperationException(
                $"{Setting} must be {KeyBytes} random bytes in base64. AppHost makes one; elsewhere set Ami__MasterKey, for example to the output of: openssl rand -base64 32"
            );
    }
}
