using System.Globalization;
using Ami.AppHost.Running;
using Ami.AppHost.Setup;

namespace Ami.AppHost.Servers;

/// <summary>A private PostgreSQL on a loopback port: its data folder, how it is started, how one connects.</summary>
internal sealed class EmbeddedPostgres
{
    private const string Superuser = "postgres";

    private readonly string _password;

    private EmbeddedPostgres(string data, int port, LaunchSpec launch, string password) =>
        (Data, Port, Launch, _password) = (data, port, launch, password);

    public string Data { get; }

    public int Port { get; }

    public LaunchSpec Launch { get; }

    public string SuperuserConnection => PostgresRoles.Connection("127.0.0.1", Port, "postgres", Superuser, _password);

    /// <summary>Creates the data folder on first use.</summary>
    /// <param name="durable">False only for data that is thrown away: commits are not flushed to disk.</param>
    public static async Task<EmbeddedPostgres> PrepareAsync(
        EmbeddedPrograms.Installed program, ServerPlace place, int port, string password, bool durable, CancellationToken cancel)
    {
        var folder = await place.ReachableAsync(program.Folder, program.Executable, program.Version, cancel);
        var home = await place.OwnFolderAsync("postgres", cancel);
        var data = Path.Combine(home, "data");
        if (!File.Exists(Path.Combine(data, "PG_VERSION")))
            await InitialiseAsync(folder, home, data, place, password, cancel);

        List<string> arguments = ["-D", data];
        foreach (var (name, value) in Settings(port, durable))
            arguments.AddRange(["-c", $"{name}={value}"]);
        var launch = new LaunchSpec(Path.Combine(folder, "bin", "postgres"), arguments, home)
        {
            StopSignal = "INT", // "fast": open sessions are ended, then a checkpoint is written
            StopGrace = TimeSpan.FromSeconds(30),
            Environment = new Dictionary<string, string?> { ["LC_ALL"] = "C", ["TZ"] = "UTC", ["PGPASSWORD"] = null },
        };
        return new EmbeddedPostgres(data, port, place.User?.Wrap(launch) ?? launch, password);
    }

    public Task<bool> IsReadyAsync(CancellationToken cancel) => PostgresRoles.IsReadyAsync(SuperuserConnection, cancel);

    private static async Task InitialiseAsync(
        string program, string home, string data, ServerPlace place, string password, CancellationToken cancel)
    {
        // A folder that a killed initdb left is incomplete; this one gets its name only when it is whole.
        var half = Path.Combine(home, "data.half");
        var passwordFile = Path.Combine(home, "initial-password");
        if (Directory.Exists(half))
            Directory.Delete(half, recursive: true);
        PrivateFile.Write(passwordFile, password);
        if (place.User is not null)
            await place.User.OwnAsync(passwordFile, cancel);
        try
        {
            var initialise = new LaunchSpec(Path.Combine(program, "bin", "initdb"),
            [
                "-D", half, $"--username={Superuser}", $"--pwfile={passwordFile}", "--auth=scram-sha-256", "--encoding=UTF8",
                "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums", "--no-sync", "--no-instructions",
            ], home);
            initialise = place.User?.Wrap(initialise) ?? initialise;
            await Command.RunAsync(initialise.FileName, initialise.Arguments, home,
                $"Read the message above; {home} must be on a disk with room that allows programs to run.", cancel);
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
        yield return ("max_connections", "200");
        yield return ("shared_buffers", "256MB");
        yield return ("work_mem", "8MB");
        yield return ("maintenance_work_mem", "128MB");
        yield return ("max_wal_size", "2GB");
        yield return ("random_page_cost", "1.1");
        yield return ("jit", "off");
        yield return ("timezone", "UTC");
        yield return ("log_timezone", "UTC");
        yield return ("log_min_duration_statement", "1s");
        yield return ("shared_preload_libraries", "pg_stat_statements");
        foreach (var name in new[] { "fsync", "synchronous_commit", "full_page_writes" })
            yield return (name, durable ? "on" : "off");
    }
}
