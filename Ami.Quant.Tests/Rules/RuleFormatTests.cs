using Ami.Quant.Rules;

namespace Ami.Quant.Tests.Rules;

[TestClass]
public sealed class RuleFormatTests
{
    [TestMethod]
    [DataRow(" Close>SMA( close ,200 )AND crosses_above(RSI(close,14),30)", "close > sma(close, 200) and crosses_above(rsi(close, 14), 30)")]
    [DataRow("((a.b))", "a.b")]
    [DataRow("(1+2)+3", "1 + 2 + 3")]
    [DataRow("1+(2+3)", "1 + (2 + 3)")]
    [DataRow("1-(2-3)*4", "1 - (2 - 3) * 4")]
    [DataRow("(1-2-3)*4", "(1 - 2 - 3) * 4")]
    [DataRow("not (a and b) or not(c)", "not (a and b) or not c")]
    [DataRow("not (x > 1)", "not x > 1")]
    [DataRow("(not x) == y", "(not x) == y")]
    [DataRow("x == (not y)", "x == (not y)")]
    [DataRow("(a < b) == (c < d)", "(a < b) == (c < d)")]
    [DataRow("--x", "--x")]
    [DataRow("-(x*y)", "-(x * y)")]
    [DataRow("(-x)[1]", "(-x)[1]")]
    [DataRow("-x[1][02]", "-x[1][2]")]
    [DataRow("(a or b) and c", "(a or b) and c")]
    [DataRow("macd(close).Histogram", "macd(close).histogram")]
    [DataRow("x == \"a \\\"b\\\" \\\\ \\n\"", "x == \"a \\\"b\\\" \\\\ \\\\n\"")]
    [DataRow("90m + 0.5h + 48h + 1.5s + 0s", "90m + 30m + 2d + 1.5s + 0s")]
    [DataRow("1e3 + .5 + 1.50 + 1E-7", "1000 + 0.5 + 1.5 + 1E-07")]
    public void TryFormat_Rule_IsWrittenInOneWay(string text, string canonical)
    {
        RuleFormat.TryFormat(text, out var formatted, out var error).ShouldBeTrue(error?.ToString());
        formatted.ShouldBe(canonical);
    }

    [TestMethod]
    public void TryFormat_NoRule_SaysWhere()
    {
        RuleFormat.TryFormat("close >", out var formatted, out var error).ShouldBeFalse();
        formatted.ShouldBeNull();
        (error!.Code, error.Start).ShouldBe((RuleError.UnexpectedEnd, 7));
    }

    [TestMethod]
    public void Print_AnyRule_IsReadAsTheSame()
    {
        for (var seed = 0; seed < 1500; seed++)
        {
            var text = new RuleText(seed).Condition();
            if (text.Length > RuleLimits.Default.Length)
            {
                continue;
            }

            var limits = RuleLimits.Default with { Depth = 100 };
            var rule = Parser.Parse(text, limits);
            var printed = RuleFormat.Print(rule);
            RuleShape.Of(Parser.Parse(printed, limits with { Length = 10_000 })).ShouldBe(RuleShape.Of(rule), $"seed {seed}: {text}");
            RuleFormat.Print(Parser.Parse(printed, limits with { Length = 10_000 })).ShouldBe(printed);
        }
    }
}
