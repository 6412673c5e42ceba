using System.Reflection;
using System.Text.RegularExpressions;
using Ami.Quant.Rules;

namespace Ami.Quant.Tests.Rules;

/// <summary>The page about the language says what the code does.</summary>
[TestClass]
public sealed partial class RuleDocumentTests
{
    private static readonly string Page = File.ReadAllText(PagePath());

    private static readonly FactSchema Schema = new([
        new FactSpec("account.daily_loss_pct", RuleKind.Number, "%", new("Loss today", "Pérdida de hoy")),
        new FactSpec("account.since_last_loss", RuleKind.Duration, "", new("Time since the last loss", "Tiempo desde la última pérdida")),
        new FactSpec("order.risk_pct", RuleKind.Number, "%", new("Risk of the order", "Riesgo de la orden")),
        new FactSpec("position.open_count", RuleKind.Number, "", new("Open positions", "Posiciones abiertas")),
        new FactSpec("session.name", RuleKind.Text, "", new("Session", "Sesión")) { Texts = ["london", "new york", "tokyo", "sydney"] },
    ]);

    [TestMethod]
    public void Page_EveryExample_Compiles()
    {
        var block = Page.Split("```rules\n")[1].Split("```")[0];
        var examples = block.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        examples.Length.ShouldBeGreaterThan(8);
        foreach (var example in examples)
        {
            RuleProgram.TryCompile(example, Schema, out var program, out var errors).ShouldBeTrue($"{example}: {string.Join(' ', errors)}");
            program.Text.ShouldBe(example, "examples are written in the canonical form");
        }
    }

    [TestMethod]
    public void Page_TableOfFunctions_IsTheCodes()
    {
        var rows = RuleLanguage.Functions.Select(function =>
            $"| `{function.Usage}` | {function.Meaning.English} | {string.Join(", ", function.Outputs.Select(output => $"`{output}`"))} |"
        );
        Page.ShouldContain("| function | meaning | outputs |\n|---|---|---|\n" + string.Join('\n', rows) + "\n");
    }

    [TestMethod]
    public void Page_TableOfErrors_IsTheCodes()
    {
        var codes = typeof(RuleError)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!);
        var rows = codes.Select(code => $"| `{code}` | {RuleTexts.All[code].English} | {RuleTexts.All[code].Spanish} |");
        Page.ShouldContain("| code | English | Spanish |\n|---|---|---|\n" + string.Join('\n', rows) + "\n");
    }

    [TestMethod]
    public void Page_Limits_AreTheDefaults()
    {
        var limits = RuleLimits.Default;
        foreach (var figure in new[] { limits.Length, limits.Depth, limits.Nodes, limits.Arguments, limits.LookBack, limits.Cost })
        {
            Page.ShouldContain(FormattableString.Invariant($" | {figure:N0} |"));
        }
    }

    [TestMethod]
    public void Functions_EveryOne_CanBeCalledAsItsUsageSays()
    {
        foreach (var function in RuleLanguage.Functions)
        {
            var call = function
                .Usage.Replace("series", "close", StringComparison.Ordinal)
                .Replace("benchmark", "volume", StringComparison.Ordinal)
                .Replace("other", "open", StringComparison.Ordinal)
                .Replace("number", "close", StringComparison.Ordinal)
                .Replace("(condition", "(close > open", StringComparison.Ordinal)
                .Replace(", bars)", ", 5)", StringComparison.Ordinal)
                .Replace("interval, expression", "1d, close", StringComparison.Ordinal)
                .Replace(".output", $".{(function.Outputs.Count > 0 ? function.Outputs[^1] : "")}", StringComparison.Ordinal);
            call = DefaultOf().Replace(call, "");
            var isCondition = function.Name.StartsWith("crosses", StringComparison.Ordinal);
            var program = RuleProgram.Compile(call, limits: RuleLimits.Default with { Cost = 100_000 }, kind: isCondition ? RuleKind.Truth : RuleKind.Number);
            var results = new double[600];
            program.Evaluate(TestCandles.Walk(600), null, results);
            results.ShouldContain(value => !double.IsNaN(value), $"{call} never has a value");
        }
    }

    [GeneratedRegex(@"\w+ = ")]
    private static partial Regex DefaultOf();

    private static string PagePath()
    {
        var path = Path.Combine("docs", "rules-language.md");
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, path)))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.ShouldNotBeNull().FullName, path);
    }
}
