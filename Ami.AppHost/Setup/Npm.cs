using System.Globalization;

namespace Ami.AppHost.Setup;

internal static class Npm
{
    private const int OldestNode = 20;
    private const string InstallNode = "Install Node 20 or newer (https://nodejs.org, or your distribution's package nodejs with npm).";

    public static async Task CiAsync(string package, IEnumerable<string> switches, CancellationToken cancel)
    {
        await CheckNodeAsync(cancel);
        await Command.RunAsync(
            "npm",
            ["ci", "--no-audit", "--no-fund", .. switches],
            package,
            $"Check the network and npm's registry, then start again; to see it alone: (cd {package} && npm ci)",
            cancel
        );
    }

    public static async Task CheckNodeAsync(CancellationToken cancel)
    {
        var version = (await Command.RunAsync("node", ["--version"], "/", InstallNode, cancel)).Trim();
        if (!int.TryParse(version.TrimStart('v').Split('.')[0], CultureInfo.InvariantCulture, out var major) || major < OldestNode)
        {
            throw new SetupException($"Node {OldestNode} or newer is needed; this is {version}.", InstallNode);
        }
    }
}
