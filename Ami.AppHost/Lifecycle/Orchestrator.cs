using System.Globalization;
using System.Reflection;
using Ami.AppHost.Servers;
using Ami.AppHost.Setup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.AppHost.Lifecycle;

#pragma warning disable ASPIRECERTIFICATES001 // See OrchestratorCertificate.

/// <summary>How Aspire's orchestrator and dashboard are used here: on loopback, behind a token, with nothing asked of the network.</summary>
internal static class Orchestrator
{
    /// <summary>The orchestrator and the dashboard, where the build found them.</summary>
    private static IReadOnlyList<string> Programs { get; } =
    [
        .. typeof(Orchestrator)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Where(metadata => metadata.Key is "dcpclipath" or "aspiredashboardpath")
            .Select(metadata => metadata.Value ?? ""),
    ];

    public static Task CheckAsync(CancellationToken cancel) => CheckAsync(Programs, cancel);

    /// <exception cref="SetupException">A program cannot be run by this user.</exception>
    public static async Task CheckAsync(IReadOnlyList<string> programs, CancellationToken cancel)
    {
        foreach (var program in programs)
        {
            if (!File.Exists(program))
            {
                throw new SetupException(
                    $"Aspire's program {program} is missing, or in a folder that this user may not enter.",
                    "Restore the packages and build again as this user: dotnet build Ami.AppHost"
                );
            }

            // NuGet unpacks programs so that only their owner may run them.
            if (await Command.TryAsync("test", ["-x", program], "/", cancel) is not { ExitCode: 0 })
            {
                throw new SetupException(
                    $"{program} was unpacked by another user, and may be run by them alone.",
                    "Use a package cache of your own, and build again with it: export NUGET_PACKAGES=$HOME/.nuget/packages; dotnet build Ami.AppHost"
                );
            }
        }
    }

    public static void Configure(IDistributedApplicationBuilder builder, int dashboardPort)
    {
        builder.Configuration.AddInMemoryCollection(Settings(dashboardPort));
        builder.Services.AddSingleton<IDeveloperCertificateService>(
            OrchestratorCertificate.LoadOrCreate(Repository.Find().At(".ami", "orchestrator.pem"), TimeProvider.System.GetUtcNow())
        );
    }

    private static IEnumerable<KeyValuePair<string, string?>> Settings(int dashboardPort)
    {
        yield return new("ASPNETCORE_URLS", Loopback("localhost", dashboardPort));
        yield return new("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", Loopback("127.0.0.1", 0));
        yield return new("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", Loopback("127.0.0.1", 0));
        yield return new("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true");
        yield return new("ASPIRE_DASHBOARD_TELEMETRY_OPTOUT", "true");
        yield return new("ASPIRE_VERSION_CHECK_DISABLED", "true");
        yield return new("DcpPublisher:WaitForResourceCleanup", "true");
        yield return new("DcpPublisher:RandomizePorts", "false");
        if (ParentProcess.DotnetRun() is { } parent)
        {
            yield return new("ASPIRE_CLI_PID", parent.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static string Loopback(string host, int port) =>
        string.Create(CultureInfo.InvariantCulture, $"http://{host}:{(port == 0 ? FreePort.Next() : port)}");
}
