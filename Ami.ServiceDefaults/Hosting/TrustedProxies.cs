using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;

namespace Ami.ServiceDefaults.Hosting;

/// <summary>
/// Whom to believe about the client's address and scheme. From everybody else <c>X-Forwarded-*</c> is ignored.
/// </summary>
public static class TrustedProxies
{
    /// <summary>Takes <c>X-Forwarded-For</c> and <c>-Proto</c> from the addresses listed under a setting, one hop only.</summary>
    /// <param name="app">The application.</param>
    /// <param name="setting">Name of the setting: addresses and CIDR ranges separated by commas.</param>
    /// <param name="whenUnset">What counts when the setting is absent; null trusts nobody.</param>
    public static WebApplication UseTrustedProxies(this WebApplication app, string setting, string? whenUnset = null)
    {
        var trusted = Networks(app.Configuration, setting, whenUnset);
        if (trusted.Count == 0)
        {
            return app;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = 1 };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in trusted)
        {
            options.KnownIPNetworks.Add(network);
        }

        app.UseForwardedHeaders(options);
        return app;
    }

    /// <summary>The addresses and ranges listed under a setting.</summary>
    /// <param name="configuration">Where the setting is.</param>
    /// <param name="setting">Its name: addresses and CIDR ranges separated by commas.</param>
    /// <param name="whenUnset">What counts when it is absent; null is nobody.</param>
    /// <exception cref="InvalidOperationException">An entry is neither an address nor a range.</exception>
    public static IReadOnlyList<System.Net.IPNetwork> Networks(IConfiguration configuration, string setting, string? whenUnset)
    {
        var networks = new List<System.Net.IPNetwork>();
        foreach (var entry in (configuration[setting] ?? whenUnset ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (System.Net.IPNetwork.TryParse(entry, out var network))
            {
                networks.Add(network);
            }
            else if (IPAddress.TryParse(entry, out var address))
            {
                networks.Add(new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8));
            }
            else
            {
                throw new InvalidOperationException($"{setting}: '{entry}' is neither an address nor a CIDR range.");
            }
        }
        return networks;
    }
}
