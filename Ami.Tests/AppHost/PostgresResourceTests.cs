using System.Diagnostics;
using Ami.AppHost.Running;
using Npgsql;

namespace Ami.Tests.AppHost;

[TestClass]
public sealed class PostgresResourceTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Crash_OfEmbeddedServer_BringsItBackOnTheSamePort_WithWhatWasCommitted()
    {
        using var stand = new StandInSystem();
        var database = stand.Builder.AddPostgres("postgres").AddDatabase("ami");
        using var system = stand.Plan();
        system.Start();
        await system.ReadyAsync(TestContext.CancellationToken);
        var owner = database.Owner.Value ?? "";
        await RunAsync(owner, "CREATE TABLE kept AS SELECT 42 AS n");

        var postgres = system.Instances.Single();
        var first = postgres.ProcessId ?? 0;
        using (var process = Process.GetProcessById(first))
            process.Kill();

        await Eventually.BecomesTrueAsync(
            () => postgres.ProcessId is { } second && second != first && postgres.State == InstanceState.Healthy, TestContext.CancellationToken);
        NpgsqlConnection.ClearPool(new NpgsqlConnection(owner));
        (await RunAsync(owner, "SELECT n FROM kept")).ShouldBe(42);
        await system.StopAsync();
    }

    [TestMethod]
    public async Task Start_AfterAKilledRun_IgnoresAStaleProcessId()
    {
        using var stand = new StandInSystem();
        stand.Builder.AddPostgres("postgres");
        using (var first = stand.Plan())
        {
            first.Start();
            await first.ReadyAsync(TestContext.CancellationToken);
            await first.StopAsync();
        }

        // This test's own process is alive, and no PostgreSQL.
        var file = Path.Combine(stand.Folder, "postgres", "data", "postmaster.pid");
        await File.WriteAllTextAsync(file, $"{Environment.ProcessId}\n{stand.Folder}\n", TestContext.CancellationToken);
        using var second = stand.Plan();
        second.Start();
        await second.ReadyAsync(TestContext.CancellationToken);

        second.Instances.Single().Restarts.ShouldBe(0);
        await second.StopAsync();
    }

    [TestMethod]
    public async Task Settings_OfKeptData_AreDurable_AndCountStatements()
    {
        using var stand = new StandInSystem();
        var database = stand.Builder.AddPostgres("postgres").AddDatabase("ami");
        using var system = stand.Plan();
        system.Start();
        await system.ReadyAsync(TestContext.CancellationToken);
        var app = database.Services.Value ?? "";

        foreach (var name in new[] { "fsync", "synchronous_commit", "full_page_writes" })
            (await RunAsync(app, $"SHOW {name}")).ShouldBe("on");
        (await RunAsync(app, "SHOW max_connections")).ShouldBe("200");
        (await RunAsync(app, "SHOW listen_addresses")).ShouldBe("127.0.0.1");
        (await RunAsync(app, "SELECT count(*) FROM pg_extension WHERE extname = 'pg_stat_statements'")).ShouldBe(1L);
        await system.StopAsync();
    }

    private async Task<object?> RunAsync(string connection, string statement)
    {
        await using var open = new NpgsqlConnection(connection);
        await open.OpenAsync(TestContext.CancellationToken);
        await using var command = new NpgsqlCommand(statement, open);
        return await command.ExecuteScalarAsync(TestContext.CancellationToken);
    }
}
