using System.Net;
using Microsoft.AspNetCore.Http;

namespace Ami.Core;

/// <summary>Where a request comes from, after the proxies that configuration trusts were believed.</summary>
public static class Callers
{
    /// <summary>The caller's address; an IPv4 address in IPv6 clothing is undressed. Null where there is no network, as in some tests.</summary>
    public static IPAddress? ClientIp(this HttpContext context) => context.Connection.RemoteIpAddress?.MapToIPv4OrSelf();
}
