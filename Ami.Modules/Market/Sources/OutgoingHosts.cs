namespace Ami.Modules.Market.Sources;

/// <summary>The hosts that market data may come from. Nothing else is connected to, whatever an address in an answer says.</summary>
internal sealed class OutgoingHosts(IEnumerable<string> hosts)
{
    public static readonly string[] ByDefault = ["data-api.binance.vision", "data-stream.binance.vision", "api.polygon.io"];

    private readonly HashSet<string> _hosts = new(hosts, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether an address may be connected to. A host may be named with its port, and is then meant with that port alone.</summary>
    public bool Allow(Uri address) => _hosts.Contains(address.IsDefaultPort ? address.Host : address.Authority);

    /// <exception cref="HttpRequestException">The host is not allowed.</exception>
    public void Check(Uri? address)
    {
        if (address is null || !Allow(address))
        {
            throw new HttpRequestException(SourceErrors.HostNotAllowed(address?.Authority ?? "no host").Message);
        }
    }
}

/// <summary>Stands before every connection of a source's client.</summary>
internal sealed class OutgoingHostsHandler(OutgoingHosts hosts) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        hosts.Check(request.RequestUri);
        return base.SendAsync(request, cancellationToken);
    }
}
