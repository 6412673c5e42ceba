using System.Globalization;
using System.Text.Json;
using Ami.AppHost.Running;
using Ami.AppHost.Setup;

namespace Ami.AppHost.Servers;

/// <summary>A private Redis-protocol server on a loopback port. What it holds may be lost: nothing is written to disk.</summary>
internal sealed class EmbeddedGarnet
{
    private readonly string _password;

    private EmbeddedGarnet(int port, LaunchSpec launch, string password) => (Port, Launch, _password) = (port, launch, password);

    public int Port { get; }

    public LaunchSpec Launch { get; }

    public string Connection => ConnectionTo(Port, _password);

    /// <returns>In the form that StackExchange.Redis reads.</returns>
    public static string ConnectionTo(int port, string password) =>
        $"127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)},password={password},abortConnect=false";

    public static async Task<EmbeddedGarnet> PrepareAsync(
        EmbeddedPrograms.Installed program, ServerPlace place, int port, string password, CancellationToken cancel)
    {
        var folder = await place.ReachableAsync(program.Folder, program.Executable, program.Version, cancel);
        var home = await place.OwnFolderAsync("redis", cancel);
        // In a file, because every user of the machine can read a command line.
        var settings = Path.Combine(home, "garnet.conf");
        PrivateFile.Write(settings, JsonSerializer.Serialize(new { AuthenticationMode = "Password", Password = password }));
        if (place.User is not null)
            await place.User.OwnAsync(settings, cancel);

        var launch = new LaunchSpec(Path.Combine(folder, program.Executable),
        [
            "--config-import-path", settings, "--bind", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture),
            "--lua", "--lua-transaction-mode", "--memory", "256m", "--index", "64m", "--checkpointdir", home,
        ], home)
        { StopGrace = TimeSpan.FromSeconds(3) };
        return new EmbeddedGarnet(port, place.User?.Wrap(launch) ?? launch, password);
    }

    public Task<bool> IsReadyAsync(CancellationToken cancel) => RedisProbe.IsReadyAsync("127.0.0.1", Port, _password, cancel);
}
