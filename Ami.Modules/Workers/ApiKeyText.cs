using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Ami.Modules.Workers;

/// <summary>
/// A key as its worker holds it: <c>ami_LOOKUP_SECRET</c>. The look-up id (64 bits, hexadecimal) is public and finds the row; the secret has 256 random bits,
/// so its plain SHA-256 is kept: there is nothing to guess. The prefix lets scanners of source code recognise a key that was committed by mistake.
/// </summary>
/// <param name="LookupId">The public part.</param>
/// <param name="Text">All of it; never logged, never stored.</param>
internal sealed record ApiKeyText(string LookupId, string Text)
{
    public const string Prefix = "ami_";
    private const int LookupBytes = 8;
    private const int SecretBytes = 32;
    private const int SecretAt = 4 + (2 * LookupBytes) + 1;
    private const int Length = SecretAt + 43;

    public byte[] Hash => SHA256.HashData(Encoding.ASCII.GetBytes(Text));

    public static ApiKeyText New(string? lookupId = null)
    {
        var lookup = lookupId ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(LookupBytes));
        return new ApiKeyText(lookup, $"{Prefix}{lookup}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}");
    }

    /// <summary>Null when the text cannot be a key.</summary>
    public static ApiKeyText? Parse(string text) =>
        text.Length == Length
        && text.StartsWith(Prefix, StringComparison.Ordinal)
        && text[SecretAt - 1] == '_'
        && text[Prefix.Length..(SecretAt - 1)].All(char.IsAsciiHexDigitLower)
        && text[SecretAt..].All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? new ApiKeyText(text[Prefix.Length..(SecretAt - 1)], text)
            : null;
}
