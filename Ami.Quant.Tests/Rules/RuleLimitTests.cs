using Ami.Quant.Rules;

namespace Ami.Quant.Tests.Rules;

[TestClass]
public sealed class RuleLimitTests
{
    private static RuleError Refused(string text, RuleLimits? limits = null)
    {
        RuleProgram.TryCompile(text, RuleText.Schema, out _, out var errors, limits).ShouldBeFalse();
        var error = errors.ShouldHaveSingleItem();
        (error.Start + error.Length).ShouldBeLessThanOrEqualTo(text.Length);
        return error;
    }

    [TestMethod]
    public void TryCompile_BeyondALimit_SaysWhich()
    {
        Refused(new string(' ', 2001)).Code.ShouldBe(RuleError.TooLong);
        Refused(new string('(', 1000)).Code.ShouldBe(RuleError.TooDeep);
        Refused(string.Concat(Enumerable.Repeat("not ", 400)) + "true").Code.ShouldBe(RuleError.TooDeep);
        Refused(string.Concat(Enumerable.Repeat("-", 400)) + "1 > 0").Code.ShouldBe(RuleError.TooDeep);
        Refused(string.Join('+', Enumerable.Repeat("1", 150)) + " > 0").Code.ShouldBe(RuleError.TooManyParts);
        Refused("close" + string.Concat(Enumerable.Repeat("[1]", 150)) + " > 0").Code.ShouldBe(RuleError.TooManyParts);
        Refused("max(1, 2, 3, 4, 5, 6, 7, 8, 9) > 0").Code.ShouldBe(RuleError.TooManyArguments);
        Refused(string.Join(" + ", Enumerable.Range(1900, 6).Select(n => $"sma(close, {n})")) + " > 0").Arguments.ShouldBe(["10000", "11415"]);
        Refused("hurst(close, 1000) > 0.5").Code.ShouldBe(RuleError.TooCostly);
        Refused("close > sma(close, 20)", new RuleLimits { Cost = 10 }).Code.ShouldBe(RuleError.TooCostly);
    }

    [TestMethod]
    public void LookBackAndCost_SameWindowTwice_CountOnce()
    {
        var once = RuleProgram.Compile("close > sma(close, 200)");
        var twice = RuleProgram.Compile("close > sma(close, 200) and 2 * close > sma(close, 100 * 2) + SMA(close, 200)");
        (once.LookBack, twice.LookBack).ShouldBe((200, 200));
        twice.Cost.ShouldBe(once.Cost + 4);
        RuleProgram.Compile("macd(close).signal > macd(close, 12, 26).histogram").LookBack.ShouldBe(34);
    }

    // Whatever somebody writes: a program, or errors that lie inside the text; nothing else, and soon.
    [TestMethod]
    public void TryCompile_AnyString_GivesAProgramOrAnErrorInsideIt()
    {
        string[] words =
        [
            "close",
            "open[",
            "]",
            "(",
            ")",
            ",",
            ".",
            "and",
            "or",
            "not",
            "<",
            ">",
            "==",
            "!=",
            "+",
            "-",
            "*",
            "/",
            "1",
            "2.5",
            "30m",
            "1e9",
            "\"",
            "\"a\"",
            "\\",
            "sma(",
            "macd(close)",
            ".signal",
            "on(1d,",
            "account.is_demo",
            "market.session",
            "true",
            " ",
            "\n",
            "é",
            "😀",
            "\ud800",
            "\0",
            "=",
            "&&",
            "since(",
            "count(",
            "[1]",
            "1e",
            "_",
            "0",
        ];
        var random = new Random(5);
        var programs = 0;
        for (var i = 0; i < 4_000; i++)
        {
            string text;
            if (i % 3 == 0)
            {
                text = string.Concat(Enumerable.Range(0, random.Next(25)).Select(_ => words[random.Next(words.Length)]));
            }
            else if (i % 3 == 1)
            {
                text = Damaged(new RuleText(i).Condition(3), random);
            }
            else
            {
                text = new string([.. Enumerable.Range(0, random.Next(30)).Select(_ => (char)random.Next(random.Next(2) == 0 ? 128 : 65536))]);
            }

            if (RuleProgram.TryCompile(text, RuleText.Schema, out _, out var errors))
            {
                programs++;
            }
            else
            {
                errors.ShouldAllBe(
                    error => error.Start >= 0 && error.Length >= 0 && error.Start + error.Length <= text.Length && RuleTexts.Message(error).English.Length > 0,
                    text
                );
            }

            errors.Count.ShouldBeLessThanOrEqualTo(RuleLimits.Default.Errors);
        }

        programs.ShouldBeInRange(100, 3_000);
    }

    private static string Damaged(string text, Random random)
    {
        for (var i = random.Next(3); i > 0 && text.Length > 0; i--)
        {
            var at = random.Next(text.Length);
            text = random.Next(3) switch
            {
                0 => text.Remove(at, 1),
                1 => text.Insert(at, ((char)random.Next(32, 127)).ToString()),
                _ => text[..at] + text[random.Next(text.Length)..],
            };
        }

        return text;
    }
}
