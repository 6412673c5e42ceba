using System.Globalization;
using System.Text.Json;
using Ami.AppHost.Setup;

namespace Ami.AppHost.Servers;

/// <summary>A private Redis-protocol server on a loopback port. What it holds may be lost: nothing is written to disk.</summary>
internal sealed class EmbeddedGarnetResource(string name, int port, ParameterResource password)
    : ExecutableResource(name, ServerPlace.Launcher, "/"),
        IResourceWithConnectionString
{
    public int Port { get; } = port;

    /// <summary>In the form that StackExchange.Redis reads.</summary>
    public ReferenceExpression ConnectionStringExpression { get; } =
        ReferenceExpression.Create($"127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)},password={password},abortConnect=false");

    /// <summary>Installs what is missing.</summary>
    /// <returns>The command line that runs the server.</returns>
    public async Task<IReadOnlyList<string>> PrepareAsync(EmbeddedPrograms programs, string dataFolder, string secret, CancellationToken cancel)
    {
        var program = await programs.GarnetAsync(cancel);
        var place = await ServerPlace.FindAsync(dataFolder, cancel);
        var folder = await place.ReachableAsync(program.Folder, program.Executable, program.Version, cancel);
        var home = await place.OwnFolderAsync("redis", cancel);
        // In a file, because every user of the machine can read a command line.
        var settings = Path.Combine(home, "garnet.conf");
        PrivateFile.Write(settings, JsonSerializer.Serialize(new { AuthenticationMode = "Password", Password = secret }));
        if (place.User is not null)
        {
            await place.User.OwnAsync(settings, cancel);
        }

        return
        [
            .. place.Prefix,
            Path.Combine(folder, program.Executable),
            "--config-import-path",
            settings,
            "--bind",
            "127.0.0.1",
            "--port",
            Port.ToString(CultureInfo.InvariantCulture),
            "--lua",
            "--lua-transaction-mode",
            "--memory",
            "256m",
            "--index",
            "64m",
            "--checkpointdir",
            home,
        ];
    }
}
