using System.Net;
using System.Net.Sockets;

namespace Ami.Kernel;

/// <summary>What an address says about who calls.</summary>
public static class ClientAddress
{
    private const int SubscribersIpv6Bits = 64;

    /// <summary>The IPv4 address inside an IPv4-mapped IPv6 address; any other address as it is.</summary>
    public static IPAddress MapToIPv4OrSelf(this IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>
    /// What counts as one client for limits: an IPv4 address, or the /64 that one IPv6 subscriber has to choose addresses from. Null for the machine itself:
    /// it is the developer's, or a proxy that should have been named among those that are trusted.
    /// </summary>
    public static IPNetwork? LimitedNetwork(this IPAddress address)
    {
        var plain = address.MapToIPv4OrSelf();
        if (IPAddress.IsLoopback(plain))
        {
            return null;
        }

        if (plain.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return new IPNetwork(plain, 32);
        }

        var bytes = plain.GetAddressBytes();
        bytes.AsSpan(SubscribersIpv6Bits / 8).Clear();
        return new IPNetwork(new IPAddress(bytes), SubscribersIpv6Bits);
    }
}
