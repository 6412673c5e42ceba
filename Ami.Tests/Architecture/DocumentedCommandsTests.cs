using System.Text.RegularExpressions;
using Ami.AppHost.Setup;

namespace Ami.Tests.Architecture;

/// <summary>Every command that the documents name is run, by <c>.ci/run</c> or by a test: who copies one from there sees it work.</summary>
[TestClass]
public partial class DocumentedCommandsTests
{
    private static readonly string Root = Repository.Find().Root;

    /// <summary>Each command as the documents write it, and the file that runs it: where it runs under another name, what is looked for in that file.</summary>
    private static readonly (string Command, string RunBy, string As)[] Run =
    [
        ("dotnet run --project Ami.AppHost", "Ami.Tests/AppHost/AppHostProcessTests.cs", "AppHostProcess.StartAsync"),
        (
            "dotnet run --project Ami.AppHost -- --operation publish --publisher manifest --output-path manifest.json",
            "Ami.Tests/AppHost/ManifestTests.cs",
            "--publisher"
        ),
        ("dotnet run --project Ami.Silo -- grant-role EMAIL admin", "Ami.Tests/AppHost/DeveloperCommandsTests.cs", "grant-role"),
        (
            "dotnet run --project Ami.Silo -- import-candles --symbol BTCUSDT --interval 1h FILE.csv",
            "Ami.Tests/AppHost/DeveloperCommandsTests.cs",
            "import-candles"
        ),
        (
            "dotnet run --project Ami.Silo -- import-candles --symbol BTCUSDT --interval 1h FILE",
            "Ami.Tests/AppHost/DeveloperCommandsTests.cs",
            "import-candles"
        ),
        ("dotnet run --project Ami.Silo -- replay --symbol BTCUSDT --speed 3600 --from 2024-01-01", "Ami.Tests/Browser/TradeJourneyTests.cs", "\"replay\""),
        // As it is built already: figures ask for Release, whether it runs does not.
        ("dotnet run -c Release --project Ami.Benchmarks -- system ready", ".ci/run", "--project Ami.Benchmarks -- system ready"),
        ("dotnet build Ami.sln", ".ci/run", "dotnet build Ami.sln"),
        ("dotnet test Ami.sln", ".ci/run", "dotnet test Ami.sln"),
        ("dotnet tool restore", ".ci/run", "dotnet tool restore"),
        ("dotnet csharpier check .", ".ci/run", "dotnet csharpier check ."),
        ("dotnet format whitespace --folder --verify-no-changes .", ".ci/run", "dotnet format whitespace --folder --verify-no-changes ."),
        ("npm ci", "Ami.Web/ClientApp.targets", "npm ci"),
        ("npm run build", "Ami.Web/ClientApp.targets", "npm run build"),
        ("npm run dev", ".ci/run", "npm run dev"),
        ("npm run lint", ".ci/run", "ClientApp lint"),
        ("npm run typecheck", ".ci/run", "ClientApp typecheck"),
        ("npm test", ".ci/run", "npx vitest run"),
        ("npm run api:types", ".ci/run", "npm run --silent api:types"),
        (
            "node eng/new-module.mjs --name \"$(NAME)\" --title \"$(TITLE)\" --title-es \"$(TITLE_ES)\"",
            "Ami.Tests/Architecture/NewModuleTests.cs",
            "new-module.mjs"
        ),
        // All parts take longer than a run may; each is the same program, started by its part "ready".
        ("dotnet run -c Release --project Ami.Benchmarks -- system", ".ci/run", "--project Ami.Benchmarks -- system"),
        // XGBoost and PyTorch are not for every run; the same program.
        ("dotnet run -c Release --project Ami.Benchmarks -- quant", ".ci/run", "--project Ami.Benchmarks -- "),
    ];

    [TestMethod]
    public void Documents_CommandsTheyName_AreRun()
    {
        var commands = Documents().SelectMany(file => Commands(File.ReadAllText(file))).SelectMany(Whole).Distinct().ToList();
        commands.Count.ShouldBeGreaterThan(15);
        commands.Except(Run.Select(run => run.Command)).ShouldBeEmpty("nothing runs these");
        Run.Select(run => run.Command).Except(commands).ShouldBeEmpty("no document names these any more");
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

    [TestMethod]
    public void Targets_OfTheMakefile_AreWhatTheyRun()
    {
        Whole("make dev build").ShouldBe(["dotnet run --project Ami.AppHost", "dotnet build Ami.sln"]);
        Whole("make lint").ShouldContain("npm run typecheck");
        Whole("npm ci && npm run dev").ShouldBe(["npm ci", "npm run dev"]);
        Should.Throw<InvalidOperationException>(() => Whole("make nothing").ToList());
    }

    /// <summary>All but the decisions, which tell of what was.</summary>
    private static IEnumerable<string> Documents() =>
        Directory
            .EnumerateFiles(Path.Combine(Root, "docs"), "*.md")
            .Append(Path.Combine(Root, "README.md"))
            .Append(Path.Combine(Root, "Ami.Web", "ClientApp", "README.md"))
            .Concat(
                Directory
                    .EnumerateDirectories(Root, "Ami.*")
                    .Concat(Directory.EnumerateDirectories(Path.Combine(Root, "Ami.Modules")))
                    .Select(project => Path.Combine(project, "README.md"))
                    .Where(File.Exists)
            );

    /// <summary>Each part of a line, and what the Makefile runs for a target.</summary>
    private static IEnumerable<string> Whole(string line) =>
        line.Split("&&", StringSplitOptions.TrimEntries)
            .SelectMany(command =>
                command.StartsWith("make ", StringComparison.Ordinal) ? command.Split(' ').Skip(1).Where(IsTarget).SelectMany(Recipe) : [command]
            );

    private static bool IsTarget(string word) => !word.Contains('=', StringComparison.Ordinal) && !word.Contains('"', StringComparison.Ordinal);

    private static List<string> Recipe(string target)
    {
        var recipe = File.ReadAllLines(Path.Combine(Root, "Makefile"))
            .SkipWhile(line => !line.StartsWith(target + ":", StringComparison.Ordinal))
            .Skip(1)
            .TakeWhile(line => line.StartsWith('\t'))
            .SelectMany(line => Commands(line.Replace("&& ", "\n", StringComparison.Ordinal).Trim()))
            .ToList();
        return recipe.Count > 0 ? recipe : throw new InvalidOperationException($"The Makefile has no target {target}.");
    }

    private static IEnumerable<string> Commands(string text) => from Match match in Command().Matches(text) select match.Groups["command"].Value.Trim();

    [GeneratedRegex(@"(?:^|`)(?<command>(?:dotnet|make|npm|npx|node) [^`#\n\\]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Command();
}
