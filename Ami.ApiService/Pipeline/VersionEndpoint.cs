using System.Reflection;

namespace Ami.ApiService.Pipeline;

/// <summary>Which version runs.</summary>
/// <param name="Version">As built, for example <c>0.1.0</c>.</param>
public sealed record VersionResponse(string Version);

internal static class VersionEndpoint
{
    private static readonly VersionResponse Running = new(
        typeof(VersionEndpoint).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown"
    );

    public static void MapVersion(this WebApplication app) =>
        app.MapGet("/api/version", () => TypedResults.Ok(Running))
            .AllowAnonymous()
            .WithTags("System")
            .WithName("getVersion")
            .WithSummary("Which version runs.");
}
