using Ami.AppHost.Setup;

namespace Ami.Tests.Architecture;

/// <summary>
/// <c>make module</c> finds every list that it adds a module to, what it writes compiles, and a refusal changes nothing. On a copy of what it reads.
/// </summary>
[TestClass]
public sealed class NewModuleTests
{
    private const string Name = "TradeLog";
    private static readonly Repository Repository = Repository.Find();
    private static readonly string Templates = Repository.At("eng", "module");

    /// <summary>What lists modules, and what a new one needs there, each once.</summary>
    private static readonly Dictionary<string, string[]> Lists = new()
    {
        ["Ami.Modules/AllModules.cs"] = ["        new TradeLog.TradeLogModule(),\n    ];"],
        ["Ami.Modules/Ami.Modules.csproj"] = ["<ProjectReference Include=\"TradeLog/Ami.Modules.TradeLog.csproj\" />\n  </ItemGroup>"],
        ["Ami.sln"] = ["\"Ami.Modules.TradeLog\", \"Ami.Modules\\TradeLog\\Ami.Modules.TradeLog.csproj\"", ".Release|x64.Build.0 = Release|Any CPU\n"],
        ["Ami.Services.slnf"] = ["\"Ami.Modules/TradeLog/Ami.Modules.TradeLog.csproj\",\n"],
        ["README.md"] = ["| our log | `Ami.Modules/TradeLog` |\n"],
        ["Ami.Tests/ApiService/RoleMatrix/AccessTable.cs"] = ["new(\"GET /api/trade-log\", SignedIn),", "new(\"POST /api/trade-log\", SignedIn),"],
        ["Ami.Tests/Identity/MyDataTests.cs"] = ["\"trade-log/entries.json\","],
        ["Ami.Tests/Browser/PagesTests.cs"] = [" \"/trade-log\","],
        ["Ami.Web/ClientApp/src/app/router.tsx"] = ["{ path: 'trade-log', lazy: () => import('@/features/trade-log/routes/TradeLogPage') },"],
        ["Ami.Web/ClientApp/src/app/navigation.ts"] = ["{ to: '/trade-log', label: 'nav.tradeLog', icon: 'table', flag: 'module.trade-log' },"],
        ["Ami.Web/ClientApp/src/app/texts/en.ts"] = ["    tradeLog: 'Our log',\n"],
        ["Ami.Web/ClientApp/src/app/texts/es.ts"] = ["    tradeLog: 'Nuestro diario',\n"],
        ["Ami.Web/ClientApp/src/i18next.d.ts"] = ["import type { en as tradeLog } from './features/trade-log/texts/en';\n", "      tradeLog: typeof tradeLog;\n"],
    };

    private string _copy = "";

    [TestInitialize]
    public void Copy()
    {
        _copy = Directory.CreateTempSubdirectory("ami-new-module-").FullName;
        foreach (var path in Lists.Keys) Put(path, File.ReadAllText(Repository.At(path.Split('/'))));
    }

    [TestCleanup]
    public void Remove() => Directory.Delete(_copy, recursive: true);

    [TestMethod]
    public async Task Module_FreeName_HasEveryFileAndIsInEveryList()
    {
        var before = Contents();
        (await Make(Name)).ExitCode.ShouldBe(0);
        var after = Contents();
        var made = Directory.EnumerateFiles(Templates, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Templates, file))
            .Select(path => path.Replace("__Name__", Name, StringComparison.Ordinal).Replace("__kebab-name__", "trade-log", StringComparison.Ordinal)).ToList();
        made.Count.ShouldBeGreaterThan(15);
        after.Keys.ShouldBe(before.Keys.Concat(made), ignoreOrder: true);
        made.ShouldAllBe(path => after[path].Length > 0 && !after[path].Contains("__", StringComparison.Ordinal));
        foreach (var (path, lines) in Lists)
            foreach (var line in lines) (Count(after[path], line) - Count(before[path], line)).ShouldBe(1, $"{path}: {line}");
    }

    [TestMethod]
    public async Task Module_Written_Compiles()
    {
        (await Make(Name)).ExitCode.ShouldBe(0);
        var probe = Directory.CreateDirectory(Path.Combine(_copy, "probe")).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_copy, "Ami.Modules", Name), "*.cs", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(probe, Path.GetFileName(file)));
        // Into another module, because a project of its own would have to be restored first.
        var build = (await Command.TryAsync(Repository.Dotnet,
        [
            "build", Repository.At("Ami.Modules", "PaperTrading"), "--no-restore", "-nologo", "-v", "quiet", "-c", ServicesBuild.Configuration,
            "-p:BuildProjectReferences=false", "-p:RunAnalyzers=false", "-p:OutputType=Library", "-p:ProbeInto=Ami.Modules.PaperTrading", $"-p:ProbeFolder={probe}",
        ], Repository.Root, CancellationToken.None)).ShouldNotBeNull();
        build.ExitCode.ShouldBe(0, build.Output);
        Directory.EnumerateFiles(probe, "Ami.Modules.PaperTrading.dll", SearchOption.AllDirectories).ShouldNotBeEmpty();
    }

    [TestMethod]
    [DataRow("tradeLog", "", "PascalCase")]
    [DataRow("Trade-Log", "", "PascalCase")]
    [DataRow("", "", "make module NAME=")]
    [DataRow("../TradeLog", "", "PascalCase")]
    [DataRow("Order", "", "reserved word")]
    [DataRow("Account", "", "a page at /account")]
    [DataRow("Market", "", "texts called market")]
    [DataRow("TradeLog", "Ami.Modules/TradeLog/README.md", "Ami.Modules/TradeLog exists already")]
    [DataRow("TradeLog", "Ami.Tests/TradeLog/Some.cs", "Ami.Tests/TradeLog exists already")]
    [DataRow("Core", "Ami.Core/README.md", "Ami.Core exists already")]
    [DataRow("Fill", "Ami.Quant/Trading/Fill.cs", "uses the name Fill")]
    [DataRow("Timer", "Ami.Modules/Market/Live/Clock.cs", "uses the name Timer")]
    public async Task Module_NameTakenOrWrong_IsRefusedAndNothingChanges(string name, string taken, string why)
    {
        if (taken.Length > 0) Put(taken, "internal sealed record Fill(decimal Price)\n{\n    private readonly Timer? _timer = null;\n}\n");
        var before = Contents();
        var refused = await Make(name);
        refused.ExitCode.ShouldBe(1, refused.Output);
        refused.Output.ShouldContain(why);
        Contents().ShouldBe(before, ignoreOrder: true);
    }

    [TestMethod]
    public async Task Module_Again_IsRefusedAndNothingChanges()
    {
        (await Make(Name)).ExitCode.ShouldBe(0);
        var before = Contents();
        (await Make(Name)).ExitCode.ShouldBe(1);
        Contents().ShouldBe(before, ignoreOrder: true);
    }

    [TestMethod]
    public async Task Module_ListsOfAnotherShape_AreAllNamedAndNothingChanges()
    {
        Put("Ami.Modules/AllModules.cs", "public static class AllModules;");
        Put("Ami.Web/ClientApp/src/app/navigation.ts", "export const navigation = [];");
        var before = Contents();
        var refused = await Make(Name);
        refused.ExitCode.ShouldBe(1);
        refused.Output.ShouldContain("Ami.Modules/AllModules.cs: ");
        refused.Output.ShouldContain("src/app/navigation.ts: ");
        Contents().ShouldBe(before, ignoreOrder: true);
    }

    [TestMethod]
    public async Task Module_FileCannotBeWritten_TakesBackWhatWas()
    {
        // A file where the page's folder has to be.
        Put("Ami.Web/ClientApp/src/features", "");
        var before = Contents();
        var refused = await Make(Name);
        refused.ExitCode.ShouldBe(1);
        refused.Output.ShouldContain("Nothing was changed");
        Contents().ShouldBe(before, ignoreOrder: true);
        Directory.Exists(Path.Combine(_copy, "Ami.Modules", Name)).ShouldBeFalse();
    }

    private async Task<Command.Outcome> Make(string name) => (await Command.TryAsync(
        "node",
        [Repository.At("eng", "new-module.mjs"), $"--name={name}", "--title=Our log", "--title-es=Nuestro diario", $"--root={_copy}", "--no-restore"],
        _copy,
        CancellationToken.None))
        .ShouldNotBeNull("Node is not installed");

    private void Put(string path, string text)
    {
        var file = Path.Combine([_copy, .. path.Split('/')]);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private Dictionary<string, string> Contents() => Directory.EnumerateFiles(_copy, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(_copy, file).Replace(Path.DirectorySeparatorChar, '/'), File.ReadAllText);

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
