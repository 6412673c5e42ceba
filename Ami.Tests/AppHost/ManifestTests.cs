using System.Text.Json;
using Ami.AppHost.Setup;

namespace Ami.Tests.AppHost;

/// <summary>What is handed to those who deploy: the same description, with projects and containers.</summary>
[TestClass]
public sealed class ManifestTests
{
    private static readonly DirectoryInfo Folder = Directory.CreateTempSubdirectory("ami-manifest-");
    private static JsonElement _resources;
    private static string _text = "";

    [ClassInitialize]
    public static async Task Publish(TestContext context)
    {
        var path = Path.Combine(Folder.FullName, "manifest.json");
        await Command.RunAsync(
            Repository.Dotnet,
            [ServicesBuild.Output(Repository.Find(), "Ami.AppHost"), "--operation", "publish", "--publisher", "manifest", "--output-path", path],
            "/",
            "Read the output.",
            context.CancellationToken
        );
        _text = await File.ReadAllTextAsync(path, context.CancellationToken);
        _resources = JsonSerializer.Deserialize<JsonElement>(_text).GetProperty("resources");
    }

    [ClassCleanup]
    public static void Remove() => Folder.Delete(recursive: true);

    [TestMethod]
    [DataRow("migrate", "Ami.Silo/Ami.Silo.csproj")]
    [DataRow("silo", "Ami.Silo/Ami.Silo.csproj")]
    [DataRow("api", "Ami.ApiService/Ami.ApiService.csproj")]
    [DataRow("web", "Ami.Web/Ami.Web.csproj")]
    public void Services_AreProjects(string name, string project)
    {
        Of(name, "type").ShouldBe("project.v0");
        Path.GetFullPath(Of(name, "path"), Folder.FullName).ShouldBe(Repository.Find().At(project.Split('/')));
    }

    [TestMethod]
    [DataRow("postgres", "docker.io/library/postgres:18")]
    [DataRow("redis", "docker.io/library/redis:8.6")]
    public void Servers_AreContainers(string name, string image)
    {
        Of(name, "type").ShouldStartWith("container.");
        Of(name, "image").ShouldBe(image);
    }

    [TestMethod]
    public void Description_NamesNothingOfThisMachine()
    {
        foreach (var local in new[] { "executable.v0", "127.0.0.1", "node_modules", "setpriv", "/usr/bin/env", ".ami", "Mail__Pickup", "Cluster__SiloPort" })
        {
            _text.ShouldNotContain(local);
        }
    }

    [TestMethod]
    public void Services_GetTheRoleThatIsTheirs()
    {
        Environment("migrate").ShouldContainKey("ConnectionStrings__ami-owner");
        Environment("migrate").ShouldNotContainKey("ConnectionStrings__ami");
        foreach (var name in new[] { "silo", "api" })
        {
            Environment(name).ShouldNotContainKey("ConnectionStrings__ami-owner");
            Environment(name)["ConnectionStrings__ami"].ShouldBe("{ami.connectionString}");
            Environment(name)["ConnectionStrings__redis"].ShouldBe("{redis.connectionString}");
            Environment(name)["Ami__MasterKey"].ShouldBe("{master-key.value}");
            Environment(name)["App__PublicUrl"].ShouldBe("{web.bindings.http.url}");
            Environment(name)["Cluster__Id"].ShouldBe("ami");
        }

        Environment("web").Keys.ShouldNotContain(key => key.StartsWith("ConnectionStrings", StringComparison.Ordinal));
        Environment("web")["services__api__http__0"].ShouldBe("{api.bindings.http.url}");
        Of("ami", "connectionString").ShouldContain("Username=ami_app;Password={postgres-app-password.value}");
        Of("ami-owner", "connectionString").ShouldContain("Username=ami_owner;Password={postgres-owner-password.value}");
    }

    [TestMethod]
    public void Secrets_AreParameters_AndNoValueIsWritten()
    {
        foreach (var name in new[] { "postgres-password", "postgres-owner-password", "postgres-app-password", "redis-password", "master-key" })
        {
            _resources.GetProperty(name).GetProperty("inputs").GetProperty("value").GetProperty("secret").GetBoolean().ShouldBeTrue(name);
        }
    }

    [TestMethod]
    public void OnlyTheWebIsForThePublic() =>
        _resources
            .EnumerateObject()
            .Where(resource =>
                resource.Value.TryGetProperty("bindings", out var bindings)
                && bindings.EnumerateObject().Any(binding => binding.Value.TryGetProperty("external", out var external) && external.GetBoolean())
            )
            .Select(resource => resource.Name)
            .ShouldBe(["web"]);

    private static string Of(string resource, string property) => _resources.GetProperty(resource).GetProperty(property).GetString() ?? "";

    private static Dictionary<string, string> Environment(string resource) =>
        _resources
            .GetProperty(resource)
            .GetProperty("env")
            .EnumerateObject()
            .ToDictionary(variable => variable.Name, variable => variable.Value.GetString() ?? "");
}
