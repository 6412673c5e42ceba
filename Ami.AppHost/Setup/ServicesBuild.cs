using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ami.AppHost.Setup;

/// <summary>Builds the services (and with Ami.Web the browser application) when a source file differs from what was built last.</summary>
internal sealed class ServicesBuild(Repository repository, Action<string> progress)
{
    private const string Solution = "Ami.Services.slnf";

    private static readonly string[] Services = ["Ami.Silo", "Ami.ApiService", "Ami.Web", "Ami.StripeSimulator"];
    private static readonly string[] Sources = [.. Services, "Ami.Kernel", "Ami.Core", "Ami.Modules", "Ami.Quant", "Ami.ServiceDefaults"];

    /// <summary>Written by tools, not by people.</summary>
    private static readonly string[] NotSources = ["bin", "obj", "node_modules", "wwwroot", "openapi"];

    /// <summary>The configuration that this program itself was built in.</summary>
    public static string Configuration { get; } =
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    public static string Output(Repository repository, string project) => repository.At(project, "bin", Configuration, "net10.0", project + ".dll");

    public async Task EnsureAsync(CancellationToken cancel)
    {
        using var turn = await FileLock.TakeAsync(repository.At(".ami", "build.lock"), cancel);
        var stamp = repository.At(".ami", $"built-{Configuration}");
        var sources = Fingerprint();
        if (
            File.Exists(stamp)
            && await File.ReadAllTextAsync(stamp, cancel) == sources
            && Array.TrueForAll(Services, service => File.Exists(Output(repository, service)))
        )
        {
            return;
        }

        await Npm.CheckNodeAsync(cancel);
        progress("building the services and the browser application (dotnet build, npm)");
        // Analyzers are for `make lint` and for CI: who starts the system wants to see it run.
        await Command.RunAsync(
            Repository.Dotnet,
            ["build", Solution, "-c", Configuration, "-v", "quiet", "-nologo", "-p:RunAnalyzersDuringBuild=false"],
            repository.Root,
            $"Read the errors above. To see it alone: dotnet build {Solution}",
            cancel
        );
        await File.WriteAllTextAsync(stamp, sources, cancel);
        progress("services and browser application built");
    }

    public void RequireOutputs()
    {
        if (Array.Find(Services, service => !File.Exists(Output(repository, service))) is { } missing)
        {
            throw new SetupException($"{missing} has never been built in configuration {Configuration}.", "Leave --no-build out.");
        }
    }

    /// <summary>A digest of the path, size and time of every source file.</summary>
    private string Fingerprint()
    {
        var text = new StringBuilder();
        foreach (var name in new[] { "Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig", Solution })
        {
            Append(new FileInfo(repository.At(name)));
        }

        foreach (var project in Sources)
        {
            Walk(new DirectoryInfo(repository.At(project)));
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        void Walk(DirectoryInfo folder)
        {
            foreach (var entry in folder.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
            {
                if (entry is FileInfo file)
                {
                    Append(file);
                }
                else if (entry is DirectoryInfo inner && !NotSources.Contains(inner.Name) && inner.LinkTarget is null)
                {
                    Walk(inner);
                }
            }
        }

        void Append(FileInfo file) =>
            text.Append(CultureInfo.InvariantCulture, $"{file.FullName}|{(file.Exists ? file.Length : 0)}|{file.LastWriteTimeUtc.Ticks}\n");
    }
}
