extern alias ApiService;
extern alias Silo;

using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ami.AppHost.Setup;
using Ami.Modules;

namespace Ami.Tests.Architecture;

/// <summary>The walls between modules (docs/adr/0001, 0025): projects refer to contracts only, so naming another module's inside does not compile.</summary>
[TestClass]
public partial class ModuleBoundaryTests
{
    /// <summary>What may be left out (docs/adr/0025).</summary>
    internal static readonly string[] Optional = ["Workers", "Notifications", "Market", "PaperTrading", "Payments", "Growth"];

    private static readonly Repository Repository = Repository.Find();

    private static readonly string Modules = Path.Combine(Repository.Root, "Ami.Modules");

    private static readonly IReadOnlyList<string> Folders =
    [
        .. Directory.GetDirectories(Modules).Select(folder => Path.GetFileName(folder)).Where(folder => folder is not ("bin" or "obj")),
    ];

    [TestMethod]
    public void Projects_ReferToContractsKernelCoreAndQuantOnly()
    {
        var trespasses =
            from folder in Folders
            from reference in References(Path.Combine(Modules, folder, $"Ami.Modules.{folder}.csproj"))
            where !reference.EndsWith(".Contracts", StringComparison.Ordinal) && reference is not ("Ami.Kernel" or "Ami.Core" or "Ami.Quant")
            select $"{folder} refers to {reference}";
        Folders.Count.ShouldBeGreaterThan(5);
        trespasses.ShouldBeEmpty();
    }

    [TestMethod]
    public void Modules_EachFolder_HasItsReadmeAndIsListed()
    {
        var modules = Folders.Where(folder => !folder.EndsWith(".Contracts", StringComparison.Ordinal)).ToList();
        var listed = AllModules.All.Select(m => m.Name).ToList();
        listed.ShouldBe(References(Path.Combine(Modules, "Ami.Modules.csproj")).Select(name => name["Ami.Modules.".Length..]), ignoreOrder: true);
        listed.ShouldBeSubsetOf(modules);
        modules.Except(listed).ShouldBeSubsetOf(Optional);
        modules.ShouldAllBe(f => File.Exists(Path.Combine(Modules, f, "README.md")));
    }

    [TestMethod]
    public void Processes_NameOnlyContractsAndOperations()
    {
        // References as compiled: only what is named somewhere is there. Operations cannot be left out.
        string[] named =
        [
            .. from process in (Type[])[typeof(ApiService::Program), typeof(Silo::Program)]
            from reference in process.Assembly.GetReferencedAssemblies()
            where reference.Name!.StartsWith("Ami.Modules.", StringComparison.Ordinal) && !reference.Name.EndsWith(".Contracts", StringComparison.Ordinal)
            select $"{process.Assembly.GetName().Name}: {reference.Name}",
        ];
        named.ShouldBe(["Ami.ApiService: Ami.Modules.Operations"]);
    }

    [TestMethod]
    public async Task Compiler_AnotherModulesInside_IsUnknown()
    {
        var folder = Directory.CreateTempSubdirectory("ami-probe-").FullName;
        string[] insides =
        [
            .. AllModules.All.Select(module => module.GetType().FullName!).Where(name => !name.Contains("PaperTrading", StringComparison.Ordinal)),
        ];
        // The first line is what may be named; it shows that the rest fails for no other reason.
        await File.WriteAllLinesAsync(
            Path.Combine(folder, "Probe.cs"),
            ["_ = typeof(Ami.Modules.Market.Contracts.Quote);", .. insides.Select(name => $"_ = typeof({name});")]
        );
        var build = (
            await Command.TryAsync(
                Repository.Dotnet,
                [
                    "build",
                    Path.Combine(Modules, "PaperTrading"),
                    "--no-restore",
                    "-nologo",
                    "-v",
                    "quiet",
                    "-c",
                    ServicesBuild.Configuration,
                    "-p:BuildProjectReferences=false",
                    "-p:RunAnalyzers=false",
                    "-p:ProbeInto=Ami.Modules.PaperTrading",
                    $"-p:ProbeFolder={folder}",
                ],
                Repository.Root,
                CancellationToken.None
            )
        )
            .ShouldNotBeNull()
            .Output;
        Directory.Delete(folder, recursive: true);
        var unknown = ErrorLine().Matches(build).Select(match => match.Groups["line"].Value + match.Groups["code"].Value).Distinct();
        unknown.ShouldBe(insides.Select((_, i) => $"{i + 2}CS0234"), ignoreOrder: true, build);
    }

    private static IEnumerable<string> References(string project) =>
        XDocument.Load(project).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

    [GeneratedRegex(@"Probe\.cs\((?<line>\d+),\d+\): error (?<code>CS\d+)")]
    private static partial Regex ErrorLine();
}
