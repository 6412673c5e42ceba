extern alias Silo;

using System.Net;
using System.Security.Cryptography;
using Ami.TestKit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ami.Tests.Silo;

[TestClass]
public sealed class SiloHostTests
{
    [TestMethod]
    public async Task Start_AllModules_IsHealthyAndHasItsCommands()
    {
        var database = await TestServers.CreateDatabase();
        await using var factory = new WebApplicationFactory<Silo::Program>().WithWebHostBuilder(builder =>
        {
            builder.UseEnvironment("Testing").MeasureNothing();
            builder.UseSetting("ConnectionStrings:ami", database.App);
            builder.UseSetting("ConnectionStrings:redis", database.Redis);
            builder.UseSetting("Ami:MasterKey", Convert.ToBase64String(SHA256.HashData("test"u8)));
            builder.UseSetting("Files:Folder", Path.Combine(Path.GetTempPath(), $"ami-test-{Environment.ProcessId}", "files"));
            builder.UseDefaultServiceProvider(provider => provider.ValidateScopes = provider.ValidateOnBuild = true);
            builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Critical));
        });
        (await factory.CreateClient().GetAsync("/health")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await factory.CreateClient().GetAsync("/nowhere")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await using var scope = factory.Services.CreateAsyncScope();
        scope.ServiceProvider.GetServices<ICommand>().Select(command => command.Name).ShouldContain("seed-demo");
    }
}
