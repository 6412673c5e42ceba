using System.Text.RegularExpressions;
using Ami.AppHost.Setup;

namespace Ami.Tests.Architecture;

/// <summary>docs/fill-rules.md names a test for each rule, and the tests are there.</summary>
[TestClass]
public partial class FillRuleTests
{
    [TestMethod]
    public void FillRules_EachRule_NamesTestsThatExist()
    {
        var page = File.ReadAllLines(Path.Combine(Repository.Find().Root, "docs", "fill-rules.md"));
        var tests = new[] { "Ami.Tests", "Ami.Quant.Tests" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Repository.Find().Root, project), "*Tests*.cs", SearchOption.AllDirectories))
            .SelectMany(file => TestMethod().Matches(File.ReadAllText(file)).Select(m => $"{Path.GetFileName(file).Split('.')[0]}.{m.Groups[1].Value}"))
            .ToHashSet();
        var rules = page.Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line != "| rule | test |").ToList();
        rules.Count.ShouldBeGreaterThan(30);
        rules.Where(rule => !NamedTest().IsMatch(rule)).ShouldBeEmpty("a rule without a test");
        var named = page.SelectMany(line => NamedTest().Matches(line)).Select(m => m.Groups[1].Value);
        named.Where(name => !tests.Contains(name)).ShouldBeEmpty("a test that is not there");
    }

    [GeneratedRegex(@"\[TestMethod\][^{]*? (\w+)\(")]
    private static partial Regex TestMethod();

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex NamedTest();
}
