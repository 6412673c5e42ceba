using System.Net;
using System.Net.Http.Json;
using Ami.Modules.Identity;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace Ami.Tests.Identity;

[TestClass]
public sealed class SeedDemoTests
{
    [TestMethod]
    public async Task Run_Twice_MakesPeopleWhoCanSignIn()
    {
        await using var host = await ApiHost.Start(database: (await TestServers.CreateDatabase()).AsOwner());
        await Seed(host, Environments.Development);
        var (exit, output) = await Seed(host, Environments.Development);
        exit.ShouldBe(0);
        var line = output.Split('\n').Single(l => l.Contains("admin@"));
        using var response = await host.Anonymous()
            .PostAsJsonAsync("/api/auth/login", new { email = "admin@demo.ami.local", password = line.Split("password:")[1].Trim() });
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Read<AccessGrant>()).User.Roles[0].ShouldBe("admin");
    }

    [TestMethod]
    public async Task Run_Production_Refuses()
    {
        await using var host = await ApiHost.Start(database: (await TestServers.CreateDatabase()).AsOwner());
        (await Seed(host, Environments.Production)).Exit.ShouldBe(1);
        using var response = await host.Anonymous()
            .PostAsJsonAsync("/api/auth/login", new { email = "admin@demo.ami.local", password = "keep-the-lights-on-2026" });
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static Task<(int Exit, string Output)> Seed(ApiHost host, string environment) =>
        host.InScope(async services =>
        {
            var output = new StringWriter();
            var command = new SeedDemo(services.GetRequiredService<Accounts>(), new HostingEnvironment { EnvironmentName = environment });
            return (await command.Run([], output, CancellationToken.None), output.ToString());
        });
}
