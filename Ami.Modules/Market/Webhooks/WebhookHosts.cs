using System.Net;
using System.Net.Sockets;
using Ami.Modules.Market.Alerts;

namespace Ami.Modules.Market.Webhooks;

/// <summary>
/// Which addresses of people may be called: public ones. Looked at when an address is given, and again at each connection, at the very address that is connected
/// to: a name may lead elsewhere by then.
/// </summary>
internal sealed class WebhookHosts(MarketOptions options)
{
    public const int LongestAddress = 500;

    // IANA's special-purpose registries: what is not globally reachable, and what only carries such addresses inside.
    private static readonly IPNetwork[] NotPublic =
    [
        .. (
            (string[])
                [
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20",
                ]
        ).Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>Finds the addresses of a host.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Whether an address is one that anybody can reach.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (plain.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(plain))
            && !Array.Exists(NotPublic, network => network.Contains(plain));
    }

    /// <summary>What is wrong with an address that is to be called; null when nothing is.</summary>
    public async Task<Error?> Check(string text, CancellationToken cancellationToken)
    {
        if (
            text.Length is 0 or > LongestAddress
            || !Uri.TryCreate(text, UriKind.Absolute, out var address)
            || address.Scheme != Uri.UriSchemeHttps && !(options.PrivateWebhooks && address.Scheme == Uri.UriSchemeHttp)
            || address.UserInfo.Length > 0
            || address.Host.Length == 0
        )
        {
            return AlertErrors.WebhookAddress;
        }

        if (options.PrivateWebhooks)
        {
            return null;
        }

        try
        {
            var found = await Resolve(address.IdnHost, cancellationToken);
            return found.Length == 0 ? AlertErrors.WebhookUnknown
                : found.All(IsPublic) ? null
                : AlertErrors.WebhookPrivate;
        }
        catch (SocketException)
        {
            return AlertErrors.WebhookUnknown;
        }
    }

    /// <summary>Connects to a host at one of its public addresses.</summary>
    /// <exception cref="WebhookRefusedException">It has none.</exception>
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var found = await Resolve(context.DnsEndPoint.Host, cancellationToken);
        var allowed = options.PrivateWebhooks ? found : Array.FindAll(found, IsPublic);
        if (allowed.Length == 0)
        {
            throw new WebhookRefusedException("The host has no public address.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>An address is not called, now or later.</summary>
internal sealed class WebhookRefusedException(string message) : HttpRequestException(message);
