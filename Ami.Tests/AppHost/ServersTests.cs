using Ami.AppHost.Lifecycle;
using Ami.AppHost.Model;
using Ami.AppHost.Servers;
using Ami.AppHost.Setup;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Ami.Tests.AppHost;

/// <summary>Which server a description chooses; nothing is started.</summary>
[TestClass]
public sealed class ServersTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ami-servers-");

    public TestContext TestContext { get; set; } = null!;

    [TestCleanup]
    public void Remove() => _folder.Delete(recursive: true);

    [TestMethod]
    public async Task Describe_NothingGiven_TakesEmbeddedServers_OnLoopback()
    {
        await using var run = await OpenAsync([]);

        run.System.AddPostgres("postgres").Server.Resource.ShouldBeOfType<EmbeddedPostgresResource>();
        run.System.AddRedis("redis").Resource.ShouldBeOfType<EmbeddedGarnetResource>();
        foreach (var endpoint in run.System.Application.Resources.SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>()))
        {
            (endpoint.TargetHost, endpoint.IsProxied).ShouldBe(("127.0.0.1", false));
        }
    }

    [TestMethod]
    public async Task Describe_ConnectionsGiven_StartsNoServer()
    {
        await using var run = await OpenAsync(
            new()
            {
                ["ConnectionStrings:ami"] = "Host=db.example;Port=6543;Username=a",
                ["ConnectionStrings:ami_owner"] = "Host=db.example;Port=6543;Username=b", // a name that shells can export
                ["ConnectionStrings:redis"] = "cache.example:6380,password=secret",
            }
        );

        var database = run.System.AddPostgres("postgres");
        var redis = run.System.AddRedis("redis");

        run.System.Application.Resources.ShouldAllBe(resource => !(resource is ExecutableResource || resource is ContainerResource));
        (await database.App.Resource.GetConnectionStringAsync(TestContext.CancellationToken)).ShouldBe("Host=db.example;Port=6543;Username=a");
        (await database.Owner.Resource.GetConnectionStringAsync(TestContext.CancellationToken)).ShouldBe("Host=db.example;Port=6543;Username=b");
        (await redis.Resource.GetConnectionStringAsync(TestContext.CancellationToken)).ShouldBe("cache.example:6380,password=secret");
    }

    [TestMethod]
    [DataRow("ami", "ConnectionStrings:ami was given, but not ConnectionStrings:ami-owner.")]
    [DataRow("ami-owner", "ConnectionStrings:ami-owner was given, but not ConnectionStrings:ami.")]
    public async Task Describe_OneOfTwoConnectionsGiven_SaysWhichIsMissing(string given, string message)
    {
        await using var run = await OpenAsync(new() { [$"ConnectionStrings:{given}"] = "Host=db.example" });

        Should.Throw<SetupException>(() => run.System.AddPostgres("postgres")).Message.ShouldBe(message);
    }

    [TestMethod]
    [DataRow("cache:6380,password=a=b,ssl=true", "cache", 6380, "a=b")]
    [DataRow("cache", "cache", 6379, null)]
    public void Parse_RedisConfiguration_GivesTheFirstServer(string connection, string host, int port, string? password) =>
        RedisProbe.Parse(connection).ShouldBe((host, port, password));

    [TestMethod]
    public async Task Find_NoContainerEngineAnswers_ShowsWhatItSaid_AndWhatToDo()
    {
        var docker = Path.Combine(_folder.FullName, "docker");
        await File.WriteAllTextAsync(docker, "#!/bin/sh\necho 'Cannot connect to the daemon' >&2; exit 1", TestContext.CancellationToken);
        File.SetUnixFileMode(docker, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var problem = await Should.ThrowAsync<SetupException>(() =>
            ContainerEngine.FindAsync([docker, Path.Combine(_folder.FullName, "nothing")], TestContext.CancellationToken)
        );

        problem.Output.ShouldContain("Cannot connect to the daemon");
        problem.NextStep.ShouldContain("leave --containers out");
    }

    [TestMethod]
    public async Task Check_OrchestratorUnpackedByAnotherUser_SaysWhatToDo()
    {
        var program = Path.Combine(_folder.FullName, "dcp");
        await File.WriteAllTextAsync(program, "", TestContext.CancellationToken);

        var notOurs = await Should.ThrowAsync<SetupException>(() => Orchestrator.CheckAsync([program], TestContext.CancellationToken));
        var missing = await Should.ThrowAsync<SetupException>(() => Orchestrator.CheckAsync([program + "-not"], TestContext.CancellationToken));
        await Orchestrator.CheckAsync(["/bin/sh"], TestContext.CancellationToken);

        notOurs.Message.ShouldContain("was unpacked by another user");
        notOurs.NextStep.ShouldContain("NUGET_PACKAGES");
        missing.Message.ShouldContain("is missing");
    }

    private async Task<DescribedRun> OpenAsync(Dictionary<string, string?> settings)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { AssemblyName = "Ami.AppHost", DisableDashboard = true });
        builder.Configuration.AddInMemoryCollection(settings);
        var options = new AppHostOptions { Data = _folder.FullName, Build = false };
        var local = await LocalRun.OpenAsync(options with { Port = 0 }, builder, new Terminal(TextWriter.Null, TimeProvider.System));
        return new DescribedRun(new AmiSystem(options, builder, local), local);
    }

    private sealed record DescribedRun(AmiSystem System, LocalRun Local) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Local.DisposeAsync();
    }
}
