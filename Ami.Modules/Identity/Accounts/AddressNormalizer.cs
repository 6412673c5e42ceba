using System.Globalization;
using Microsoft.AspNetCore.Identity;

namespace Ami.Modules.Identity;

/// <summary>One mailbox is one address, however it is written: in any case, and its domain in Unicode or in Punycode (RFC 5890).</summary>
internal sealed class AddressNormalizer : ILookupNormalizer
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    public string? NormalizeEmail(string? email) => Normalize(email);

    /// <summary>Users are named by their addresses.</summary>
    public string? NormalizeName(string? name) => Normalize(name);

    /// <summary>The domain as DNS knows it, or null when it is none.</summary>
    public static string? AsciiDomain(string domain)
    {
        try
        {
            return Idn.GetAscii(domain);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string? Normalize(string? address)
    {
        if (address is null)
        {
            return null;
        }

        var at = address.LastIndexOf('@') + 1;
        return (address[..at] + (AsciiDomain(address[at..]) ?? address[at..])).Normalize().ToUpperInvariant();
    }
}
