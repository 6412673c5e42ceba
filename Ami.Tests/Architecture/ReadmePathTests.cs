using System.Text.RegularExpressions;
using Ami.AppHost.Setup;

namespace Ami.Tests.Architecture;

/// <summary>The paths that READMEs and docs/architecture.md name are there: whoever moves a file finds where it was told of.</summary>
[TestClass]
public partial class ReadmePathTests
{
    private static readonly string Root = Repository.Find().Root;

    [TestMethod]
    public void Documents_PathsTheyName_Exist()
    {
        var documents = Documents().ToList();
        documents.ShouldContain(Path.Combine("Ami.Core", "README.md"));
        documents.ShouldContain(Path.Combine("Ami.Modules", "Identity", "README.md"));
        documents.SelectMany(d => Missing(d, File.ReadAllText(Path.Combine(Root, d)))).ShouldBeEmpty();
    }

    [TestMethod]
    public void Missing_RightAndWrongPaths_NamesTheWrongOnes()
    {
        const string text = """
            `Ami.Core/Grains/FencedGrain.cs` `Grains/FencedGrain` `Grains/` `docs/adr/0001*` `Ami.Tests/<folder>` `GET /api/me` `/admin` `https://example.org/a` `…/x`
            `Ami.Core/Nowhere.cs` `Grains/Nowhere.cs` `Nowhere/` `docs/adr/nothing*`
            """;
        var document = Path.Combine("Ami.Core", "README.md");
        Missing(document, text)
            .ShouldBe(new[] { "Ami.Core/Nowhere.cs", "Grains/Nowhere.cs", "Nowhere/", "docs/adr/nothing*" }.Select(path => $"{document} names {path}"));
    }

    /// <summary>Relative to the root: its README, those of projects and of their folders, and the page about the architecture.</summary>
    private static IEnumerable<string> Documents()
    {
        var near = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 };
        return Directory
            .EnumerateDirectories(Root, "Ami.*")
            .SelectMany(project => Directory.EnumerateFiles(project, "README.md", near))
            .Select(file => Path.GetRelativePath(Root, file))
            .Append("README.md")
            .Append(Path.Combine("docs", "architecture.md"));
    }

    private static IEnumerable<string> Missing(string document, string text)
    {
        var own = Path.GetDirectoryName(document) is { Length: > 0 } folder && folder != "docs" ? folder : null;
        foreach (Match span in PathInCode().Matches(text))
        {
            var path = span.Groups["path"].Value;
            var root = path.StartsWith("Ami.", StringComparison.Ordinal) || path.StartsWith("docs/", StringComparison.Ordinal) ? "" : own;
            if (root is not null && !Exists(Path.Combine(Root, root, path.TrimEnd('/'))))
            {
                yield return $"{document} names {path}";
            }
        }
    }

    /// <summary>A type may stand for its file: <c>Feed/ITickSource</c>.</summary>
    private static bool Exists(string path) =>
        path.Contains('*')
            ? Path.GetDirectoryName(path) is { } folder
                && Directory.Exists(folder)
                && Directory.EnumerateFileSystemEntries(folder, Path.GetFileName(path)).Any()
            : Directory.Exists(path) || File.Exists(path) || File.Exists(path + ".cs");

    /// <summary>From a root folder, or from a folder beside the README: those of C# have capitals, those of the web app are named here.</summary>
    [GeneratedRegex(@"`(?<path>(docs|src|scripts|[A-Z][\w.]*)/([\w.-]+/)*[\w.*-]*)`")]
    private static partial Regex PathInCode();
}
