using Ami.AppHost.Setup;

namespace Ami.Tests.Architecture;

/// <summary>A file that one reads whole: no C# file reaches 300 lines.</summary>
[TestClass]
public class FileLengthTests
{
    private const int Limit = 300;

    [TestMethod]
    public void CSharpFiles_EveryOne_StaysUnderThreeHundredLines()
    {
        var root = Repository.Find().Root;
        var files = (
            from project in Directory.EnumerateDirectories(root, "Ami.*")
            from file in Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
            let path = Path.GetRelativePath(root, file)
            where !path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "node_modules")
            select (Path: path, Lines: File.ReadLines(file).Count())
        ).ToList();
        files.Count.ShouldBeGreaterThan(500);
        files.Where(file => file.Lines >= Limit).Select(file => $"{file.Path}: {file.Lines}").ShouldBeEmpty();
    }
}
