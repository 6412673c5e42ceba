using Ami.AppHost.Model;
using Ami.AppHost.Setup;

namespace Ami.Tests.AppHost;

[TestClass]
public sealed class GivenServersTests
{
    [TestMethod]
    public void Given_OptionAndVariable_PrefersTheOption()
    {
        var context = Context(
            new() { ["ConnectionStrings:ami"] = "from option" },
            new() { ["ConnectionStrings__ami"] = "from variable", ["ConnectionStrings__redis"] = "also from variable" });

        context.Given("ami").ShouldBe("from option");
        context.Given("redis").ShouldBe("also from variable");
        context.Given("ami-owner").ShouldBeNull();
    }

    [TestMethod]
    public void Given_NameThatShellsCannotExport_IsFoundWithAnUnderscore() =>
        Context([], new() { ["ConnectionStrings__ami_owner"] = "owner" }).Given("ami-owner").ShouldBe("owner");

    [TestMethod]
    public void Plan_BothConnectionsGiven_StartsNoServer_EvenWithContainers()
    {
        var context = Context(new()
        {
            ["ConnectionStrings:ami"] = "Host=db.example;Port=6543;Username=a",
            ["ConnectionStrings:ami-owner"] = "Host=db.example;Port=6543;Username=b",
            ["ConnectionStrings:redis"] = "cache.example:6380,password=secret",
        }, [], containers: true);
        var builder = new AmiApplicationBuilder(context.Options, refused: null);

        builder.AddPostgres("postgres").Plan(context).Single().Urls.ShouldBe(["db.example:6543"]);
        builder.AddRedis("redis").Plan(context).Single().Urls.ShouldBe(["cache.example:6380"]);
    }

    [TestMethod]
    [DataRow("ami", "ConnectionStrings:ami was given, but not ConnectionStrings:ami-owner.")]
    [DataRow("ami-owner", "ConnectionStrings:ami-owner was given, but not ConnectionStrings:ami.")]
    public void Plan_OneOfTwoConnectionsGiven_SaysWhichIsMissing(string given, string message)
    {
        var context = Context(new() { [$"ConnectionStrings:{given}"] = "Host=db.example" }, []);
        var postgres = new AmiApplicationBuilder(context.Options, refused: null).AddPostgres("postgres");

        Should.Throw<SetupException>(() => postgres.Plan(context)).Message.ShouldBe(message);
    }

    [TestMethod]
    [DataRow("cache:6380,password=a=b,ssl=true", "cache", 6380, "a=b")]
    [DataRow("cache", "cache", 6379, null)]
    public void Parse_RedisConfiguration_GivesTheFirstServer(string connection, string host, int port, string? password) =>
        RedisResource.Parse(connection).ShouldBe((host, port, password));

    private static RunContext Context(Dictionary<string, string> settings, Dictionary<string, string> variables, bool containers = false)
    {
        using var stand = new StandInSystem(new AppHostOptions { Settings = settings, Containers = containers });
        return stand.Context with { Variable = variables.GetValueOrDefault };
    }
}
