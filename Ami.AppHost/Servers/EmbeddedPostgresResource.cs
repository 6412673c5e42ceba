using System.Globalization;
using Ami.AppHost.Setup;

namespace Ami.AppHost.Servers;

/// <summary>A private PostgreSQL on a loopback port, from the binaries of an npm package, never run as root.</summary>
internal sealed class EmbeddedPostgresResource(string name, int port) : ExecutableResource(name, ServerPlace.Launcher, "/")
{
    private const string Superuser = "postgres";

    public int Port { get; } = port;

    public string SuperuserConnection(string password) => PostgresRoles.Connection("127.0.0.1", Port, "postgres", Superuser, password);

    /// <summary>
    /// Ends one that runs as its "fast" shutdown does: open sessions are ended, then a checkpoint is written. Otherwise it would wait for its clients.
    /// </summary>
    public static Task StopFastAsync(int processId, CancellationToken cancel) =>
        Setup.Command.TryAsync("kill", ["-INT", processId.ToString(CultureInfo.InvariantCulture)], "/", cancel);

    /// <summary>Installs and initialises what is missing.</summary>
    /// <returns>The command line that runs the server.</returns>
    public async Task<IReadOnlyList<string>> PrepareAsync(EmbeddedPrograms programs, string dataFolder, string password, bool durable, CancellationToken cancel)
    {
        var program = await programs.PostgresAsync(cancel);
        var place = await ServerPlace.FindAsync(dataFolder, cancel);
        var folder = await place.ReachableAsync(program.Folder, program.Executable, program.Version, cancel);
        var home = await place.OwnFolderAsync("postgres", cancel);
        var data = Path.Combine(home, "data");
        if (File.Exists(Path.Combine(data, "PG_VERSION")))
        {
            await StalePostmaster.ClearAsync(data, cancel);
        }
        else
        {
            await InitialiseAsync(folder, home, data, place, password, cancel);
        }

        return
        [
            .. place.Prefix,
            Path.Combine(folder, "bin", "postgres"),
            "-D",
            data,
            .. Settings(Port, durable).SelectMany(setting => (string[])["-c", $"{setting.Name}={setting.Value}"]),
        ];
    }

    private static async Task InitialiseAsync(string program, string home, string data, ServerPlace place, string password, CancellationToken cancel)
    {
        // A folder that a killed initdb left is incomplete; this one gets its name only when it is whole.
        var half = Path.Combine(home, "data.half");
        var passwordFile = Path.Combine(home, "initial-password");
        if (Directory.Exists(half))
        {
            Directory.Delete(half, recursive: true);
        }

        PrivateFile.Write(passwordFile, password);
        try
        {
            if (place.User is not null)
            {
                await place.User.OwnAsync(passwordFile, cancel);
            }

            string[] initialise =
            [
                .. place.Prefix,
                Path.Combine(program, "bin", "initdb"),
                "-D",
                half,
                $"--username={Superuser}",
                $"--pwfile={passwordFile}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums",
                "--no-sync",
                "--no-instructions",
            ];
            await Setup.Command.RunAsync(
                initialise[0],
                initialise[1..],
                home,
                $"Read the message above; {home} must be on a disk with room that allows programs to run.",
                cancel
            );
        }
        finally
        {
            File.Delete(passwordFile);
        }

        Directory.Move(half, data);
    }

    private static IEnumerable<(string Name, string Value)> Settings(int port, bool durable)
    {
        yield return ("listen_addresses", "127.0.0.1");
        yield return ("port", port.ToString(CultureInfo.InvariantCulture));
        yield return ("unix_socket_directories", "");
        foreach (var setting in Tuning)
        {
            yield return setting;
        }

        foreach (var name in new[] { "fsync", "synchronous_commit", "full_page_writes" })
        {
            yield return (name, durable ? "on" : "off");
        }
    }

    /// <summary>What a server in a container gets, too.</summary>
    public static IReadOnlyList<(string Name, string Value)> Tuning { get; } =
    [
        ("max_connections", "200"),
        ("shared_buffers", "256MB"),
        ("work_mem", "8MB"),
        ("maintenance_work_mem", "128MB"),
        ("max_wal_size", "2GB"),
        ("random_page_cost", "1.1"),
        ("jit", "off"),
        ("timezone", "UTC"),
        ("log_timezone", "UTC"),
        ("log_min_duration_statement", "1s"),
        ("shared_preload_libraries", "pg_stat_statements"),
    ];
}
