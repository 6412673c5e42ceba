using System.Diagnostics;
using Ami.AppHost.Servers;
using Ami.AppHost.Setup;
using Npgsql;

namespace Ami.Tests.AppHost;

[TestClass]
public sealed class EmbeddedPostgresTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Crash_KeepsWhatWasCommitted_AndComesBackOnTheSamePort()
    {
        var (servers, postgres, superuser) = await StartAsync();
        await using var _ = servers;
        await RunAsync(superuser, "CREATE TABLE kept AS SELECT 42 AS n");

        await servers.KillAsync(postgres);
        await servers.RestartAsync(postgres, TestContext.CancellationToken);

        NpgsqlConnection.ClearPool(new NpgsqlConnection(superuser));
        (await RunAsync(superuser, "SELECT n FROM kept")).ShouldBe(42);
    }

    [TestMethod]
    public async Task Start_AfterAKilledRun_IgnoresAStaleProcessId()
    {
        var (servers, postgres, superuser) = await StartAsync();
        await using var _ = servers;
        var data = (string?)await RunAsync(superuser, "SHOW data_directory");
        await servers.KillAsync(postgres);

        // This test's own process is alive, and no PostgreSQL.
        await File.WriteAllTextAsync(
            Path.Combine(data.ShouldNotBeNull(), "postmaster.pid"),
            $"{Environment.ProcessId}\n{data}\n",
            TestContext.CancellationToken
        );
        await servers.RestartAsync(postgres, TestContext.CancellationToken);

        NpgsqlConnection.ClearPool(new NpgsqlConnection(superuser));
        (await RunAsync(superuser, "SELECT 1")).ShouldBe(1);
    }

    /// <summary>What a killed postmaster's checkpointer does while the disk is slow, played by a program that works in the same folder.</summary>
    [TestMethod]
    public async Task Clear_AProcessOfTheKilledOneIsStillThere_WaitsForIt()
    {
        var data = Directory.CreateTempSubdirectory("ami-stale-");
        var file = Path.Combine(data.FullName, "postmaster.pid");
        await File.WriteAllTextAsync(file, $"{Environment.ProcessId}\n", TestContext.CancellationToken);
        using var checkpointer = Process.Start(new ProcessStartInfo("sleep", "1000") { WorkingDirectory = data.FullName }).ShouldNotBeNull();

        (
            await Should.ThrowAsync<SetupException>(() => StalePostmaster.ClearAsync(data.FullName, TimeSpan.Zero, TestContext.CancellationToken))
        ).Message.ShouldContain("Another PostgreSQL");
        File.Exists(file).ShouldBeTrue();

        checkpointer.Kill();
        await StalePostmaster.ClearAsync(data.FullName, TestContext.CancellationToken);
        File.Exists(file).ShouldBeFalse();
        data.Delete(recursive: true);
    }

    [TestMethod]
    public async Task Settings_OfKeptData_AreDurable_AndCountStatements()
    {
        await using var servers = await EmbeddedServers.StartAsync(durable: true, TestContext.CancellationToken);

        foreach (var name in new[] { "fsync", "synchronous_commit", "full_page_writes" })
        {
            (await RunAsync(servers.App, $"SHOW {name}")).ShouldBe("on");
        }

        (await RunAsync(servers.App, "SHOW max_connections")).ShouldBe("200");
        (await RunAsync(servers.App, "SHOW listen_addresses")).ShouldBe("127.0.0.1");
        (await RunAsync(servers.App, "SELECT count(*) FROM pg_extension WHERE extname = 'pg_stat_statements'")).ShouldBe(1L);
    }

    private async Task<(EmbeddedApplication Servers, EmbeddedPostgresResource Postgres, string Superuser)> StartAsync()
    {
        EmbeddedPostgresResource? postgres = null;
        Secrets? secrets = null;
        var servers = await EmbeddedApplication.StartAsync(
            embedded => (postgres, secrets) = (embedded.AddPostgres("postgres").Resource, embedded.Secrets),
            durable: true,
            TestContext.CancellationToken
        );
        return (servers, postgres.ShouldNotBeNull(), postgres.SuperuserConnection(secrets.ShouldNotBeNull().Superuser));
    }

    private async Task<object?> RunAsync(string connection, string statement)
    {
        await using var open = new NpgsqlConnection(connection);
        await open.OpenAsync(TestContext.CancellationToken);
        await using var command = new NpgsqlCommand(statement, open);
        return await command.ExecuteScalarAsync(TestContext.CancellationToken);
    }
}
