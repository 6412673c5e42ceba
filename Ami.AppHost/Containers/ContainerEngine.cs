using Ami.AppHost.Running;
using Ami.AppHost.Setup;

namespace Ami.AppHost.Containers;

/// <param name="Port">Of the program inside.</param>
/// <param name="HostPort">Where it appears on this machine's loopback interface.</param>
/// <param name="Volume">Name and mount point of its data; null when it keeps none.</param>
/// <param name="Secrets">Environment variables, handed over by name so that no command line shows them.</param>
/// <param name="StopSignal">Passed through to the program inside.</param>
internal sealed record Container(
    string Name, string Image, int Port, int HostPort, (string Name, string Path)? Volume,
    IReadOnlyDictionary<string, string?> Secrets, IReadOnlyList<string> Command, string StopSignal);

/// <summary>docker or podman: runs a container in the foreground, so that it is guarded and watched like any other process.</summary>
internal sealed class ContainerEngine(string program)
{
    private const string NextStep = "Install and start docker or podman, or leave --containers out: embedded servers need neither.";

    /// <returns>The first program whose engine answers.</returns>
    public static async Task<ContainerEngine> FindAsync(IReadOnlyList<string> programs, CancellationToken cancel)
    {
        List<string> refusals = [];
        foreach (var program in programs)
        {
            var answer = await Command.TryAsync(program, ["version"], "/", cancel);
            if (answer is { ExitCode: 0 })
                return new ContainerEngine(program);
            if (answer is not null)
                refusals.Add($"{program} version:{Environment.NewLine}{answer.Output.TrimEnd()}");
        }

        throw new SetupException("--containers needs docker or podman, and neither answers.", NextStep, string.Join(Environment.NewLine, refusals));
    }

    public async Task<Launch> PrepareAsync(Container container, Action<string> progress, CancellationToken cancel)
    {
        if (await Command.TryAsync(program, ["image", "inspect", container.Image], "/", cancel) is not { ExitCode: 0 })
        {
            progress($"fetching {container.Image} ({program} pull)");
            await Command.RunAsync(program, ["pull", container.Image], "/", NextStep, cancel);
        }

        var spec = new LaunchSpec(program, Arguments(container), "/")
        {
            Environment = container.Secrets,
            StopSignal = container.StopSignal,
            StopGrace = TimeSpan.FromSeconds(30),
        };
        return new Launch(spec, IsReady: null)
        {
            // A killed AppHost may leave the container of this name behind.
            BeforeStart = stop => Command.TryAsync(program, ["rm", "--force", container.Name], "/", stop),
        };
    }

    public static IReadOnlyList<string> Arguments(Container container) =>
    [
        "run", "--rm", "--name", container.Name,
        "--publish", $"127.0.0.1:{container.HostPort}:{container.Port}",
        .. container.Volume is { } volume ? (string[])["--volume", $"{volume.Name}:{volume.Path}"] : [],
        .. container.Secrets.Keys.Order(StringComparer.Ordinal).SelectMany(name => (string[])["--env", name]),
        container.Image, .. container.Command,
    ];
}
