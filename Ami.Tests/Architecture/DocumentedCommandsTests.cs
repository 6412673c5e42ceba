using System.Text.RegularExpressions;
using Ami.AppHost.Setup;

namespace Ami.Tests.Architecture;

/// <summary>Every command that the documents name is run, by <c>.ci/run</c> or by a test: who copies one from there sees it work.</summary>
[TestClass]
public partial class DocumentedCommandsTests
{
    private static readonly string Root = Repository.Find().Root;

    /// <summary>What begins so, and the file that runs it: where it runs under another name, what is looked for in that file.</summary>
    private static readonly (string Command, string RunBy, string As)[] Run =
    [
        ("dotnet run --project Ami.AppHost -- --operation publish --publisher manifest", "Ami.Tests/AppHost/ManifestTests.cs", "--publisher"),
        ("dotnet run --project Ami.AppHost", "Ami.Tests/AppHost/AppHostProcessTests.cs", "AppHostProcess.StartAsync"),
        ("dotnet run --project Ami.Silo -- grant-role", "Ami.Tests/AppHost/DeveloperCommandsTests.cs", "grant-role"),
        ("dotnet run --project Ami.Silo -- import-candles", "Ami.Tests/AppHost/DeveloperCommandsTests.cs", "import-candles"),
        ("dotnet run --project Ami.Silo -- replay", "Ami.Tests/Browser/TradeJourneyTests.cs", "\"replay\""),
        ("dotnet run -c Release --project Ami.Benchmarks -- system", ".ci/run", "dotnet run -c Release --project Ami.Benchmarks -- system"),
        ("dotnet test Ami.sln", ".ci/run", "dotnet test Ami.sln"),
        ("npm run api:types", ".ci/run", "npm run --silent api:types"),
        ("make module", "Ami.Tests/Architecture/NewModuleTests.cs", "new-module.mjs"),
        ("dotnet test Ami.Quant.Tests --collect", ".ci/run", "dotnet test Ami.Quant.Tests --no-build --collect"),
        // XGBoost and PyTorch are not for every run: what it starts is the same program.
        ("make bench-quant", "Makefile", "dotnet run -c Release --project Ami.Benchmarks -- quant"),
        ("make bench", "Makefile", "dotnet run -c Release --project Ami.Benchmarks -- system"),
        ("make dev test lint build bench module", "Makefile", "dotnet run --project Ami.AppHost"),
    ];

    [TestMethod]
    public void Documents_CommandsTheyName_AreRun()
    {
        var commands = Documents().SelectMany(file => Commands(File.ReadAllText(file))).Distinct().ToList();
        commands.Count.ShouldBeGreaterThan(8);
        commands.Where(command => !Array.Exists(Run, run => command.StartsWith(run.Command, StringComparison.Ordinal))).ShouldBeEmpty("nothing runs these");
        Run.Where(run => !commands.Exists(command => command.StartsWith(run.Command, StringComparison.Ordinal)))
            .Select(run => run.Command)
            .ShouldBeEmpty("no document names these any more");
        Run.Where(run => !File.ReadAllText(Path.Combine(Root, run.RunBy)).Contains(run.As, StringComparison.Ordinal))
            .Select(run => $"{run.Command}: {run.As} is not in {run.RunBy}")
            .ShouldBeEmpty();
    }

    [TestMethod]
    public void Commands_InCodeAndInBlocks_AreFound()
    {
        const string text = """
            Say `make thing` or `dotnet build X -c Release`, not `Ami.Core/Thing.cs`.

            ```sh
            dotnet test Here   # all of it
            FOO=1 bar
            ```
            """;
        Commands(text).ShouldBe(["make thing", "dotnet build X -c Release", "dotnet test Here"]);
    }

    private static IEnumerable<string> Documents() =>
        Directory
            .EnumerateFiles(Path.Combine(Root, "docs"), "*.md")
            .Append(Path.Combine(Root, "README.md"))
            .Concat(Directory.EnumerateDirectories(Root, "Ami.*").Select(project => Path.Combine(project, "README.md")).Where(File.Exists));

    private static IEnumerable<string> Commands(string text) => from Match match in Command().Matches(text) select match.Groups["command"].Value.Trim();

    [GeneratedRegex(@"(?:^|`)(?<command>(?:dotnet|make|npm|npx|node) [^`#\n\\]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Command();
}
