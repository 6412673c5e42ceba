using Ami.AppHost.Setup;

namespace Ami.Tests.Architecture;

/// <summary>
/// <c>make module</c> finds its place in every list of modules as they are now, and a refusal changes nothing. On a copy of the lists. That the C# it is made of compiles,
/// under the analyzers, is this project's build: it compiles the module in eng/module as it stands.
/// </summary>
[TestClass]
public sealed class NewModuleTests
{
    private static readonly Repository Repository = Repository.Find();
    private static readonly string Templates = Repository.At("eng", "module");

    /// <summary>What lists modules, and what a new one needs there, each once. The solution is <c>dotnet sln</c>'s.</summary>
    private static readonly Dictionary<string, string[]> Lists = new()
    {
        ["Ami.Modules/AllModules.cs"] = ["        new NewThing.NewThingModule(),\n    ];"],
        ["Ami.Modules/Ami.Modules.csproj"] = ["<ProjectReference Include=\"NewThing/Ami.Modules.NewThing.csproj\" />\n  </ItemGroup>"],
        ["Ami.Services.slnf"] = ["\"Ami.Modules/NewThing/Ami.Modules.NewThing.csproj\",\n"],
        ["README.md"] = ["| our thing | `Ami.Modules/NewThing` |\n"],
        ["Ami.Tests/ApiService/RoleMatrix/AccessTable.cs"] = ["new(\"GET /api/new-thing\", SignedIn),", "new(\"POST /api/new-thing\", SignedIn),"],
        ["Ami.Tests/Identity/MyDataTests.cs"] = ["\"new-thing/entries.json\","],
        ["Ami.Tests/Browser/PagesTests.cs"] = ["        \"/new-thing\",\n"],
        ["Ami.Web/ClientApp/src/app/router.tsx"] = ["{ path: 'new-thing', lazy: () => import('@/features/new-thing/routes/NewThingPage') },"],
        ["Ami.Web/ClientApp/src/app/navigation.ts"] = ["{ to: '/new-thing', label: 'nav.newThing', icon: 'table', flag: 'module.new-thing' },"],
        ["Ami.Web/ClientApp/src/app/texts/en.ts"] = ["    newThing: 'Our thing',\n"],
        ["Ami.Web/ClientApp/src/app/texts/es.ts"] = ["    newThing: 'Lo nuestro',\n"],
        ["Ami.Web/ClientApp/src/i18next.d.ts"] =
        [
            "import type { en as newThing } from './features/new-thing/texts/en';\n",
            "      newThing: typeof newThing;\n",
        ],
    };

    private string _copy = "";

    [TestInitialize]
    public void Copy()
    {
        _copy = Directory.CreateTempSubdirectory("ami-new-module-").FullName;
        foreach (var path in Lists.Keys)
        {
            Put(path, File.ReadAllText(Repository.At(path.Split('/'))));
        }
    }

    [TestCleanup]
    public void Remove() => Directory.Delete(_copy, recursive: true);

    [TestMethod]
    public async Task Module_FreeName_IsInEveryListAndTakenFromThenOn()
    {
        var before = Contents();
        var made = await Make("NewThing");
        made.ExitCode.ShouldBe(0, made.Output);
        var after = Contents();
        var files = Directory
            .EnumerateFiles(Templates, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Templates, file))
            .Select(path => path.Replace("__Name__", "NewThing", StringComparison.Ordinal).Replace("__kebab-name__", "new-thing", StringComparison.Ordinal))
            .ToList();
        files.Count.ShouldBeGreaterThan(15);
        after.Keys.ShouldBe(before.Keys.Concat(files), ignoreOrder: true);
        files.ShouldAllBe(path => after[path].Length > 0 && !after[path].Contains("__", StringComparison.Ordinal));
        foreach (var (path, line) in Lists.SelectMany(list => list.Value.Select(line => (list.Key, line))))
        {
            (Count(after[path], line) - Count(before[path], line)).ShouldBe(1, $"{path}: {line}");
        }

        await RefusedUnchanged("NewThing", "Our thing", "Ami.Modules/NewThing exists already", "a page at /new-thing", "texts called newThing");
    }

    [TestMethod]
    [DataRow("", "Our thing", "", "make module NAME=")]
    [DataRow("newThing", "Our thing", "", "make module NAME=")]
    [DataRow("New-Thing", "Our thing", "", "make module NAME=")]
    [DataRow("../NewThing", "Our thing", "", "make module NAME=")]
    [DataRow("NewThing", "", "", "TITLE")]
    [DataRow("NewThing", "Somebody's thing", "", "TITLE")]
    [DataRow("Account", "Our thing", "", "a page at /account")]
    [DataRow("Market", "Our thing", "", "texts called market")]
    [DataRow("NewThing", "Our thing", "Ami.Modules/NewThing/README.md", "Ami.Modules/NewThing exists already")]
    [DataRow("NewThing", "Our thing", "Ami.Tests/NewThing/Some.cs", "Ami.Tests/NewThing exists already")]
    public async Task Module_NameOrTitleTakenOrWrong_IsRefusedAndNothingChanges(string name, string title, string taken, string why)
    {
        if (taken.Length > 0)
        {
            Put(taken, "");
        }

        await RefusedUnchanged(name, title, why);
    }

    [TestMethod]
    public async Task Module_ListsOfAnotherShape_AreAllNamedAndNothingChanges()
    {
        Put("Ami.Modules/AllModules.cs", "public static class AllModules;");
        Put("Ami.Web/ClientApp/src/app/navigation.ts", "export const navigation = [];");
        await RefusedUnchanged("NewThing", "Our thing", "Ami.Modules/AllModules.cs: 0 places", "src/app/navigation.ts: 0 places");
    }

    private async Task RefusedUnchanged(string name, string title, params string[] why)
    {
        var before = Contents();
        var refused = await Make(name, title);
        refused.ExitCode.ShouldBe(1, refused.Output);
        foreach (var part in why)
        {
            refused.Output.ShouldContain(part);
        }

        Contents().ShouldBe(before, ignoreOrder: true);
    }

    private async Task<Command.Outcome> Make(string name, string title = "Our thing") =>
        (
            await Command.TryAsync(
                "node",
                [Repository.At("eng", "new-module.mjs"), $"--name={name}", $"--title={title}", "--title-es=Lo nuestro", $"--into={_copy}"],
                _copy,
                CancellationToken.None
            )
        ).ShouldNotBeNull("Node is not installed");

    private void Put(string path, string text)
    {
        var file = Path.Combine([_copy, .. path.Split('/')]);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private Dictionary<string, string> Contents() =>
        Directory
            .EnumerateFiles(_copy, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(_copy, file).Replace(Path.DirectorySeparatorChar, '/'), File.ReadAllText);

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
