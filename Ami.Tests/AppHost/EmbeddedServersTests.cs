using System.Net.Sockets;
using System.Text;
using Ami.AppHost.Servers;
using Npgsql;

namespace Ami.Tests.AppHost;

[TestClass]
public sealed class EmbeddedServersTests
{
    private static EmbeddedServers _servers = null!;

    public TestContext TestContext { get; set; } = null!;

    [ClassInitialize]
    public static async Task Start(TestContext context) => _servers = await EmbeddedServers.StartAsync(cancel: context.CancellationToken);

    [ClassCleanup]
    public static async Task Stop() => await _servers.DisposeAsync();

    [TestMethod]
    public async Task Owner_OnFreshDatabase_CreatesSchemasThatAppMayUseOnlyWhenGranted()
    {
        var (owner, app) = await _servers.CreateDatabaseAsync("granting", cancel: TestContext.CancellationToken);
        await RunAsync(owner, "CREATE SCHEMA a; CREATE TABLE a.t (n int); CREATE EXTENSION pg_trgm");

        (await Should.ThrowAsync<PostgresException>(() => RunAsync(app, "SELECT * FROM a.t"))).SqlState.ShouldBe("42501");
        (await Should.ThrowAsync<PostgresException>(() => RunAsync(app, "CREATE SCHEMA b"))).SqlState.ShouldBe("42501");
        await RunAsync(owner, "GRANT USAGE ON SCHEMA a TO ami_app; GRANT SELECT ON a.t TO ami_app");
        await RunAsync(app, "SELECT * FROM a.t");
    }

    [TestMethod]
    public async Task CreateDatabase_WithTemplate_CopiesItsTables()
    {
        var (owner, _) = await _servers.CreateDatabaseAsync("original", cancel: TestContext.CancellationToken);
        await RunAsync(owner, "CREATE TABLE t AS SELECT 7 AS n");
        await using (var pool = new NpgsqlConnection(owner))
        {
            NpgsqlConnection.ClearPool(pool);
        }

        var copy = await _servers.CreateDatabaseAsync("copy", "original", TestContext.CancellationToken);
        (await RunAsync(copy.Owner, "SELECT n FROM t")).ShouldBe(7);
    }

    [TestMethod]
    public async Task Superuser_WithWrongPassword_IsRefused()
    {
        var wrong = new NpgsqlConnectionStringBuilder(_servers.Superuser) { Password = "guess" }.ConnectionString;
        (await Should.ThrowAsync<PostgresException>(() => RunAsync(wrong, "SELECT 1"))).SqlState.ShouldBe("28P01");
    }

    [TestMethod]
    public async Task Redis_WithPassword_RunsLua_AndRefusesOthers()
    {
        var parts = _servers.Redis.Split(',')[0].Split(':');
        var password = _servers.Redis.Split(',')[1]["password=".Length..];
        using var client = new TcpClient();
        await client.ConnectAsync(parts[0], int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), TestContext.CancellationToken);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);

        (await AskAsync("GET x")).ShouldStartWith("-NOAUTH");
        (await AskAsync($"AUTH {password}")).ShouldBe("+OK");
        (await AskAsync("EVAL \"return 40+2\" 0")).ShouldBe(":42");

        async Task<string?> AskAsync(string command)
        {
            var words = command.Split(' ', 2) is ["EVAL", _] ? ["EVAL", "return 40+2", "0"] : command.Split(' ');
            var request = $"*{words.Length}\r\n" + string.Concat(words.Select(word => $"${word.Length}\r\n{word}\r\n"));
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.CancellationToken);
            return await reader.ReadLineAsync(TestContext.CancellationToken);
        }
    }

    [TestMethod]
    public async Task Dispose_RunningServers_LeavesNothing()
    {
        var second = await EmbeddedServers.StartAsync(cancel: TestContext.CancellationToken);
        var data = (string?)await RunAsync(second.Superuser, "SHOW data_directory");
        await second.DisposeAsync();

        Directory.Exists(data).ShouldBeFalse();
        await Should.ThrowAsync<NpgsqlException>(() => RunAsync(second.Superuser, "SELECT 1"));
    }

    private async Task<object?> RunAsync(string connection, string statement)
    {
        await using var open = new NpgsqlConnection(connection);
        await open.OpenAsync(TestContext.CancellationToken);
        await using var command = new NpgsqlCommand(statement, open);
        return await command.ExecuteScalarAsync(TestContext.CancellationToken);
    }
}
