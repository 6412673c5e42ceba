using System.Net;
using Microsoft.AspNetCore.Http;

namespace Ami.Core;

/// <summary>Where a request comes from, after the proxies that configuration trusts were believed.</summary>
public static class ClientAddress
{
    /// <summary>The caller's address; an IPv4 address in IPv6 clothing is undressed. Null where there is no network, as in some tests.</summary>
    public static IPAddress? ClientIp(this HttpContext context) => context.Connection.RemoteIpAddress?.MapToIPv4OrSelf();

    /// <summary>The IPv4 address inside an IPv4-mapped IPv6 address; any other address as it is.</summary>
    public static IPAddress MapToIPv4OrSelf(this IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
