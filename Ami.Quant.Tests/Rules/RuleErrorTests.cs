using System.Reflection;
using System.Text.RegularExpressions;
using Ami.Quant.Rules;

namespace Ami.Quant.Tests.Rules;

[TestClass]
public sealed partial class RuleErrorTests
{
    private static IReadOnlyList<RuleError> Errors(string text, RuleLimits? limits = null)
    {
        RuleProgram.TryCompile(text, RuleText.Schema, out var program, out var errors, limits).ShouldBe(errors.Count == 0);
        (program is null).ShouldBe(errors.Count > 0);
        return errors;
    }

    // The part of the text that the error points at stands between ‹ and ›.
    [TestMethod]
    [DataRow("‹›", RuleError.Empty, null)]
    [DataRow("   ‹›", RuleError.Empty, null)]
    [DataRow("close ‹#› 3", RuleError.UnexpectedCharacter, null)]
    [DataRow("close > 1 ‹😀›", RuleError.UnexpectedCharacter, null)]
    [DataRow("close > 1 ‹&&› open > 1", RuleError.UseInstead, "and")]
    [DataRow("close ‹=› 1", RuleError.UseInstead, "==")]
    [DataRow("‹!›account.is_demo", RuleError.UseInstead, "not")]
    [DataRow("close ‹≥› 1", RuleError.UseInstead, ">=")]
    [DataRow("market.session == ‹\"london›", RuleError.UnterminatedText, null)]
    [DataRow("close > ‹100USDT›", RuleError.BadNumber, null)]
    [DataRow("close > ‹1e999›", RuleError.NumberTooLarge, null)]
    [DataRow("account.since_loss > ‹1e300w›", RuleError.NumberTooLarge, null)]
    [DataRow("close ‹open›", RuleError.Unexpected, null)]
    [DataRow("close > ‹)›", RuleError.Unexpected, null)]
    [DataRow("close > ‹and› open", RuleError.Unexpected, null)]
    [DataRow("(close > 1 ‹5›", RuleError.Unexpected, null)]
    [DataRow("(close > 1‹›", RuleError.UnexpectedEnd, null)]
    [DataRow("sma(close,‹›", RuleError.UnexpectedEnd, null)]
    [DataRow("sma(close,‹)› > 1", RuleError.Unexpected, null)]
    [DataRow("macd(close).‹(›", RuleError.Unexpected, null)]
    [DataRow("1 < close ‹<› 3", RuleError.ChainedComparison, null)]
    [DataRow("‹colse› > 1", RuleError.UnknownName, "close")]
    [DataRow("‹account.dayly_loss_pct› < 3", RuleError.UnknownName, "account.daily_loss_pct")]
    [DataRow("‹something_else_altogether› > 1", RuleError.UnknownName, null)]
    [DataRow("‹smaa›(close, 3) > 1", RuleError.UnknownFunction, "sma")]
    [DataRow("close > ‹sma›", RuleError.MissingParentheses, null)]
    [DataRow("‹close(3)› > 1", RuleError.NotAFunction, "close")]
    [DataRow("‹bb(close)› > 1", RuleError.OutputRequired, null)]
    [DataRow("macd(close).‹histogran› > 1", RuleError.UnknownOutput, "histogram")]
    [DataRow("rsi(close, 3).‹value› > 1", RuleError.UnknownOutput, null)]
    [DataRow("highest(high, 3).‹value› > 1", RuleError.UnknownOutput, null)]
    [DataRow("‹atr(close, 14)› > 1", RuleError.ArgumentCount, null)]
    [DataRow("‹highest(high)› > 1", RuleError.ArgumentCount, null)]
    [DataRow("‹on(1d)› > 1", RuleError.ArgumentCount, null)]
    [DataRow("rsi(‹14›) > 1", RuleError.ArgumentType, null)]
    [DataRow("rsi(‹account.daily_loss_pct›, 14) > 1", RuleError.ArgumentType, null)]
    [DataRow("count(‹close›, 5) > 1", RuleError.ArgumentType, null)]
    [DataRow("on(‹4›, close) > 1", RuleError.ArgumentType, null)]
    [DataRow("on(1d, ‹account.daily_loss_pct›) > 1", RuleError.ArgumentType, null)]
    [DataRow("‹close› and account.is_demo", RuleError.OperandType, null)]
    [DataRow("not ‹close›", RuleError.OperandType, null)]
    [DataRow("-‹account.is_demo› > 1", RuleError.OperandType, null)]
    [DataRow("close > ‹account.is_demo›", RuleError.OperandType, null)]
    [DataRow("close ‹>› 30m", RuleError.OperandsDiffer, null)]
    [DataRow("30m ‹+› 5 > 30m", RuleError.OperandsDiffer, null)]
    [DataRow("30m ‹*› 30m > 30m", RuleError.OperandsDiffer, null)]
    [DataRow("5 ‹/› 30m > 1", RuleError.OperandsDiffer, null)]
    [DataRow("market.session ‹==› 3", RuleError.OperandsDiffer, null)]
    [DataRow("market.session == ‹\"lodnon\"›", RuleError.UnknownText, "\"london\"")]
    [DataRow("‹\"paris\"› != market.session", RuleError.UnknownText, null)]
    [DataRow("sma(close, ‹close›) > 1", RuleError.NotConstant, null)]
    [DataRow("close[‹account.daily_loss_pct›] > 1", RuleError.NotConstant, null)]
    [DataRow("on(‹account.since_loss›, close) > 1", RuleError.NotConstant, null)]
    [DataRow("sma(close, ‹2.5›) > 1", RuleError.NotWhole, null)]
    [DataRow("close[‹1 / 2›] > 1", RuleError.NotWhole, null)]
    [DataRow("close[‹-1›] > 1", RuleError.OutOfRange, null)]
    [DataRow("highest(close, ‹0›) > 1", RuleError.OutOfRange, null)]
    [DataRow("sma(close, ‹1 / 0›) > 1", RuleError.OutOfRange, null)]
    [DataRow("sma(close, ‹2001›) > 1", RuleError.OutOfRange, null)]
    [DataRow("on(‹5w›, close) > 1", RuleError.OutOfRange, null)]
    [DataRow("‹macd(close, 26, 12)›.signal > 1", RuleError.Conflict, null)]
    [DataRow("‹account.daily_loss_pct›[1] > 1", RuleError.NoPast, null)]
    [DataRow("on(1d, ‹on›(1w, close)) > 1", RuleError.NestedInterval, null)]
    [DataRow("‹close + 1›", RuleError.WrongResult, null)]
    public void TryCompile_Mistake_PointsAtIt(string marked, string code, string? suggestion)
    {
        var start = marked.IndexOf('‹', StringComparison.Ordinal);
        var length = marked.IndexOf('›', StringComparison.Ordinal) - start - 1;
        var errors = Errors(marked.Replace("‹", "", StringComparison.Ordinal).Replace("›", "", StringComparison.Ordinal));
        errors.Count.ShouldBe(1);
        // A call with its output is one part; the conflict lies in the whole of it.
        var wanted = code == RuleError.Conflict ? length + ".signal".Length : length;
        (errors[0].Code, errors[0].Start, errors[0].Length, errors[0].Suggestion).ShouldBe((code, start, wanted, suggestion));
        RuleTexts.Message(errors[0]).Spanish.ShouldNotContain("rules.");
        errors[0].ToString().ShouldNotContain("rules.");
    }

    [TestMethod]
    public void TryCompile_SeveralMistakes_AreToldAtOnceInTheirOrder()
    {
        var errors = Errors("colse > 1 and rsi(14) > 2 and volum > highest(low, 0)");
        errors
            .Select(error => (error.Code, error.Start))
            .ShouldBe([(RuleError.UnknownName, 0), (RuleError.ArgumentType, 18), (RuleError.UnknownName, 30), (RuleError.OutOfRange, 51)]);
        Errors("colse > 1 and rsi(14) > 2 and volum > highest(low, 0)", new RuleLimits { Errors = 2 }).Count.ShouldBe(2);
    }

    [TestMethod]
    public void Message_WithWordsAsArguments_IsWholeInBothLanguages()
    {
        var words = RuleTexts.Message(Errors("rsi(14) > 2")[0]);
        words.English.ShouldBe("Argument 1 of rsi must be a series of numbers, not a number.");
        words.Spanish.ShouldBe("El argumento 1 de rsi debe ser una serie de números, no un número.");
    }

    [TestMethod]
    public void Texts_EveryCode_HasWordsWithTheSamePlacesInBothLanguages()
    {
        var codes = typeof(RuleError)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)
            .ToArray();
        codes.Length.ShouldBeGreaterThan(25);
        codes.ShouldAllBe(code => code.StartsWith("rules.", StringComparison.Ordinal) && RuleTexts.All.ContainsKey(code));
        RuleTexts.All.Keys.Where(key => !key.StartsWith("rules.words.", StringComparison.Ordinal)).ShouldBe(codes, ignoreOrder: true);
        foreach (var (key, term) in RuleTexts.All)
        {
            term.English.ShouldNotBe(term.Spanish, key);
            Places()
                .Matches(term.English)
                .Select(m => m.Value)
                .Distinct()
                .ShouldBe(Places().Matches(term.Spanish).Select(m => m.Value).Distinct(), ignoreOrder: true, key);
        }
    }

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Places();
}
