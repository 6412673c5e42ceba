using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;

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
        var trusted = app.Configuration[setting] ?? whenUnset;
        if (string.IsNullOrWhiteSpace(trusted)) return app;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = 1,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var entry in trusted.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (System.Net.IPNetwork.TryParse(entry, out var network)) options.KnownIPNetworks.Add(network);
            else if (IPAddress.TryParse(entry, out var address)) options.KnownProxies.Add(address);
            else throw new InvalidOperationException($"{setting}: '{entry}' is neither an address nor a CIDR range.");
        }
        app.UseForwardedHeaders(options);
        return app;
    }
}
