using System.Text.RegularExpressions;
using Ami.AppHost.Setup;
using Ami.Modules;

namespace Ami.Tests.Architecture;

/// <summary>The rules of docs/adr/0001 that the compiler cannot enforce.</summary>
[TestClass]
public partial class ModuleBoundaryTests
{
    private static readonly string Modules = Path.Combine(Repository.Find().Root, "Ami.Modules");

    [TestMethod]
    public void Modules_NameOnlyContractsOfOthers()
    {
        var trespasses =
            from file in Directory.EnumerateFiles(Modules, "*.cs", SearchOption.AllDirectories)
            let own = Path.GetRelativePath(Modules, file).Split(Path.DirectorySeparatorChar)[0]
            where own is not ("obj" or "bin" or "AllModules.cs")
            from Match name in ModuleName().Matches(File.ReadAllText(file))
            where name.Groups["module"].Value != own && name.Groups["part"].Value != "Contracts"
            select $"{Path.GetRelativePath(Modules, file)} names {name.Value}";
        trespasses.ShouldBeEmpty();
    }

    [TestMethod]
    public void Modules_EachFolder_HasItsReadmeAndIsListed()
    {
        var folders = Directory.GetDirectories(Modules).Select(Path.GetFileName).Where(f => f is not ("bin" or "obj")).ToList();
        folders.ShouldNotBeEmpty();
        folders.ShouldBe(AllModules.All.Select(m => m.Name), ignoreOrder: true);
        folders.ShouldAllBe(f => File.Exists(Path.Combine(Modules, f!, "README.md")));
    }

    [GeneratedRegex(@"Ami\.Modules\.(?<module>[A-Z]\w+)(\.(?<part>\w+))?")]
    private static partial Regex ModuleName();
}
