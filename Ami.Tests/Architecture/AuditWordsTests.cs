using System.Text.RegularExpressions;
using Ami.AppHost.Setup;

namespace Ami.Tests.Architecture;

/// <summary>Staff read the audit log and the figures in words: whatever the code writes has them (the compiler compares Spanish with English).</summary>
[TestClass]
public partial class AuditWordsTests
{
    private static readonly string Root = Repository.Find().Root;

    [TestMethod]
    public void AuditEntries_EveryAction_HasWordsInTheAdminArea()
    {
        var words = Keys(Path.Combine("components", "auditActions", "en.ts"));
        var actions = Sources().SelectMany(text => Action().Matches(text)).Select(m => m.Groups["name"].Value).Distinct().ToList();
        actions.Count.ShouldBeGreaterThan(20);
        actions.Except(words).ShouldBeEmpty();
    }

    [TestMethod]
    public void Figures_EveryOne_HasWordsInTheAdminArea()
    {
        var words = Keys(Path.Combine("features", "admin", "system", "texts", "en.ts"));
        var figures = Sources()
            .Where(text => text.Contains(": IFigures", StringComparison.Ordinal))
            .SelectMany(text => Figure().Matches(text))
            .Select(m => m.Groups["name"].Value)
            .ToList();
        figures.Count.ShouldBeGreaterThan(10);
        figures.Except(words).ShouldBeEmpty();
    }

    [TestMethod]
    public void AccountFacts_EveryOne_IsShownInWordsOnThePersonsPage()
    {
        var users = Path.Combine("features", "admin", "users");
        var words = Keys(Path.Combine(users, "texts", "en.ts"));
        var shown = FactNames().Match(Text(Path.Combine(users, "components", "vocabulary.ts"))).Groups["names"].Value;
        var facts = Sources()
            .Where(text => text.Contains("static AccountFacts ", StringComparison.Ordinal))
            .SelectMany(text => Fact().Matches(text))
            .Select(m => m.Groups["name"].Value)
            .ToList();
        facts.Count.ShouldBeGreaterThan(2);
        facts.Where(fact => !words.Contains($"fact.{fact}") || !shown.Contains($"'{fact}'", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static IEnumerable<string> Sources() =>
        new[] { "Ami.Core", "Ami.Modules", "Ami.ApiService" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Root, project), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText);

    /// <summary><c>area.name</c> for every text two levels deep, whatever is around it.</summary>
    private static HashSet<string> Keys(string file)
    {
        var text = Text(file);
        return
        [
            .. Area()
                .Matches(text)
                .SelectMany(area => Key().Matches(area.Groups["body"].Value).Select(key => $"{area.Groups["name"].Value}.{key.Groups["name"].Value}")),
        ];
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(Root, "Ami.Web", "ClientApp", "src", file));

    [GeneratedRegex(@"new AuditEntry\(\s*""(?<name>[a-z-]+\.[a-z-]+)""")]
    private static partial Regex Action();

    [GeneratedRegex(@"new\(""(?<name>[a-z]+\.[a-z0-9_]+)""")]
    private static partial Regex Figure();

    [GeneratedRegex(@"new\(\s*""(?<name>[a-z][A-Za-z]+)""")]
    private static partial Regex Fact();

    [GeneratedRegex(@"factNames = \[(?<names>[^\]]*)\]")]
    private static partial Regex FactNames();

    [GeneratedRegex(@"'?(?<name>[a-z-]+)'?: \{(?<body>[^{}]*)\}")]
    private static partial Regex Area();

    [GeneratedRegex(@"'?(?<name>[A-Za-z0-9_-]+)'?:\s")]
    private static partial Regex Key();
}
