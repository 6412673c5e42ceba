using System.Collections;

namespace Ami.AppHost.Model;

/// <summary>What a service must not inherit from us: each gets the secrets that the model gives it, and no others.</summary>
internal static class ServiceEnvironment
{
    private static readonly string[] Ours =
        ["ConnectionStrings__", "ConnectionStrings:", "services__", "Ami__MasterKey", "ASPNETCORE_HTTP", "DOTNET_URLS", "DOTNET_LAUNCH_PROFILE"];

    /// <returns>A null for every variable to be removed from what the child inherits.</returns>
    public static Dictionary<string, string?> WithoutOurs(IDictionary inherited) =>
        inherited.Keys.Cast<string>()
            .Where(name => Ours.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            .ToDictionary(name => name, _ => (string?)null);
}
