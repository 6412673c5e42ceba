using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Ami.Modules.Workers;

/// <summary>A range of IPv4 or IPv6 addresses in CIDR notation (RFC 4632, RFC 4291); a single address is a range of one.</summary>
internal static partial class AddressRange
{
    private const int MaxLength = 49;

    /// <summary>
    /// The range in the form that is kept. Refused is what one program reads one way and the next another: octal and shortened IPv4 addresses, zones, IPv4 in
    /// IPv6 clothing, and a prefix that does not cover the bits which are set.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? canonical)
    {
        canonical = null;
        if (text is not { Length: > 0 and <= MaxLength } || text.Split('/') is not { Length: 1 or 2 } parts)
        {
            return false;
        }

        if (!IPAddress.TryParse(parts[0], out var address) || address.IsIPv4MappedToIPv6)
        {
            return false;
        }

        if (address.AddressFamily == AddressFamily.InterNetwork ? !DottedDecimal().IsMatch(parts[0]) : !Ipv6().IsMatch(parts[0]))
        {
            return false;
        }

        var bits = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        if (parts.Length == 1)
        {
            canonical = $"{address}/{bits}";
        }
        else if (Prefix().IsMatch(parts[1]) && IPNetwork.TryParse($"{address}/{parts[1]}", out var network) && network.BaseAddress.Equals(address))
        {
            canonical = network.ToString();
        }

        return canonical is not null;
    }

    /// <summary>Whether an address may be used; an unknown one only where any may.</summary>
    /// <param name="ranges">As <see cref="TryParse"/> made them; none means any.</param>
    /// <param name="address">Undressed of IPv6 clothing.</param>
    public static bool Allows(IReadOnlyCollection<string> ranges, IPAddress? address) =>
        ranges.Count == 0 || (address is not null && ranges.Any(range => IPNetwork.Parse(range).Contains(address)));

    [GeneratedRegex(@"^(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}\z")]
    private static partial Regex DottedDecimal();

    [GeneratedRegex(@"^[0-9A-Fa-f:.]+\z")]
    private static partial Regex Ipv6();

    [GeneratedRegex(@"^(0|[1-9]\d{0,2})\z")]
    private static partial Regex Prefix();
}
