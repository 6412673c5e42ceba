using System.Net;
using System.Net.Sockets;

namespace Ami.Kernel;

/// <summary>What an address says about who calls.</summary>
public static class ClientAddress
{
    /// <summary>
    /// Name of the setting that says whether what comes from this machine is the operator's own. Unless set it is not: it may be everybody's, by a proxy on
    /// the machine that nobody named among those that are trusted.
    /// </summary>
    public const string TrustLoopback = "Clients:TrustLoopback";

    private const int SubscribersIpv6Bits = 64;
    private static readonly IPNetwork Machine = IPNetwork.Parse("127.0.0.0/8");

    /// <summary>The IPv4 address inside an IPv4-mapped IPv6 address; any other address as it is.</summary>
    public static IPAddress MapToIPv4OrSelf(this IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>
    /// What counts as one client for limits: an IPv4 address, the /64 that one IPv6 subscriber has to choose addresses from, or the machine itself, by whichever
    /// of its own addresses.
    /// </summary>
    /// <param name="address">Where a call comes from.</param>
    /// <param name="trustLoopback">Whether there is no limit for the machine itself (<see cref="TrustLoopback"/>): null then.</param>
    public static IPNetwork? LimitedNetwork(this IPAddress address, bool trustLoopback)
    {
        var plain = address.MapToIPv4OrSelf();
        if (IPAddress.IsLoopback(plain))
        {
            return trustLoopback ? null : Machine;
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
