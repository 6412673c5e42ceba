using System.Net;
using System.Net.Sockets;

namespace Ami.Web.Edge;

/// <summary>The address a request came from, after trusted proxies were believed.</summary>
internal static class ClientAddress
{
    public static IPAddress? Of(HttpContext context) =>
        context.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : context.Connection.RemoteIpAddress;

    /// <summary>What counts as one client for limits: an IPv4 address, or the /64 that one IPv6 subscriber has to himself.</summary>
    public static string Bucket(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes) + "/64";
    }
}
