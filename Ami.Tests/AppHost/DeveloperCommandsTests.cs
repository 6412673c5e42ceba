using System.Net;
using System.Net.Http.Json;
using Ami.Modules.Market;
using Ami.TestKit;
using Npgsql;

namespace Ami.Tests.AppHost;

/// <summary>The dashboard's commands, on a system of their own: one of them empties it.</summary>
[TestClass]
public sealed class DeveloperCommandsTests
{
    private const string Email = "dev@example.test";
    private const string Password = "correct horse battery";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Commands_DoWhatTheySay()
    {
        await using var system = await StartedSystem.Start([], []);
        using var http = new HttpClient { BaseAddress = new Uri(system.Run.Url) };
        (
            await PostAsync(
                http,
                "/api/auth/register",
                new
                {
                    email = Email,
                    password = Password,
                    displayName = "Dev",
                    language = "en",
                    timeZone = "UTC",
                }
            )
        ).ShouldBe(HttpStatusCode.Created);

        var granted = await system.Command("web", "grant-role", ("email", Email), ("role", "admin"));
        granted.Success.ShouldBeTrue(granted.Message);
        (await CountAsync(system, "select count(*) from identity.user_roles r join identity.roles n on n.id = r.role_id where n.name = 'admin'")).ShouldBe(1);
        (await system.Command("web", "grant-role", ("email", "nobody@example.test"), ("role", "admin"))).Success.ShouldBeFalse();

        if (Needs.Has<MarketModule>())
        {
            await ImportAsync(system);
        }

        await Mailbox.Of(system).Arrived(Email, cancel: TestContext.CancellationToken);
        (await system.Command("web", "open-mails")).Data.ShouldNotBeNull().Value.ShouldContain(Email);

        var reset = await system.Command("web", "reset-demo-data");
        reset.Success.ShouldBeTrue(reset.Data?.Value);
        (await CountAsync(system, $"select count(*) from identity.users where email = '{Email}'")).ShouldBe(0);
        (await CountAsync(system, "select count(*) from identity.users where email like '%@demo.ami.local'")).ShouldBe(2);
        await Eventually.BecomesTrueAsync(() => system.Run.Processes.All(process => process.State is "healthy" or "finished"), TestContext.CancellationToken);
        (await PostAsync(http, "/api/auth/login", new { email = Email, password = Password })).ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task ImportAsync(StartedSystem system)
    {
        var file = Path.Combine(system.StateFolder, "candles.csv");
        await File.WriteAllTextAsync(
            file,
            "open_time,open,high,low,close,volume\n2024-01-01T00:00:00Z,1,2,0.5,1.5,10\n2024-01-01T01:00:00Z,1.5,2,1,1.6,11\n",
            TestContext.CancellationToken
        );
        var imported = await system.Command("web", "import-candles", ("symbol", "DEVUSD"), ("interval", "1h"), ("file", file));
        imported.Success.ShouldBeTrue(imported.Data?.Value);
        imported.Data.ShouldNotBeNull().Value.ShouldContain("DEVUSD");
    }

    private async Task<HttpStatusCode> PostAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(path, body, TestContext.CancellationToken);
        return response.StatusCode;
    }

    private async Task<long> CountAsync(StartedSystem system, string sql)
    {
        await using var connection = new NpgsqlConnection(system.Run.ConnectionStrings["ami"] + ";Pooling=false");
        await connection.OpenAsync(TestContext.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(TestContext.CancellationToken))!;
    }
}
