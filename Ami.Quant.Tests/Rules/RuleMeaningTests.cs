using Ami.Quant.Rules;
using Ami.Quant.Series;

namespace Ami.Quant.Tests.Rules;

/// <summary>What the pages say about undefined values, equality, division and facts.</summary>
[TestClass]
public sealed class RuleMeaningTests
{
    private static readonly FactSchema Schema = new([
        new FactSpec("a.number", RuleKind.Number, "", new("Number", "Número")),
        new FactSpec("a.other", RuleKind.Number, "", new("Other", "Otro")),
        new FactSpec("a.truth", RuleKind.Truth, "", new("Truth", "Verdad")),
        new FactSpec("a.time", RuleKind.Duration, "", new("Time", "Tiempo")),
        new FactSpec("a.text", RuleKind.Text, "", new("Text", "Texto")),
    ]);

    private static RuleValue Of(string text, FactValues? facts = null) => RuleProgram.Compile(text, Schema).Evaluate(facts ?? Schema.NewValues());

    [TestMethod]
    [DataRow("a.number > 1", null)]
    [DataRow("not (a.number > 1)", null)]
    [DataRow("a.number == a.number", null)]
    [DataRow("a.number != a.number", null)]
    [DataRow("a.truth or true", true)]
    [DataRow("a.truth and false", false)]
    [DataRow("a.truth and true", null)]
    [DataRow("a.truth or false", null)]
    [DataRow("a.truth or not a.truth", null)]
    [DataRow("a.text == \"x\"", null)]
    [DataRow("a.text != \"x\"", null)]
    [DataRow("a.time > 1m", null)]
    [DataRow("1 / 0 > 0", null)]
    [DataRow("0 / 0 == 0", null)]
    [DataRow("1e308 * 10 > 0", null)]
    [DataRow("0.1 + 0.2 == 0.3", true)]
    [DataRow("0.1 + 0.2 > 0.3", false)]
    [DataRow("0.1 + 0.2 <= 0.3", true)]
    [DataRow("0.1 + 0.2 != 0.3", false)]
    [DataRow("100000.00001 > 100000", true)]
    [DataRow("0 == -0", true)]
    [DataRow("1e-300 > 0", true)]
    [DataRow("2 + 3 * 4 - 6 / 2 == 11", true)]
    [DataRow("-2 * -3 == 6", true)]
    [DataRow("10 - 4 - 3 == 3", true)]
    [DataRow("true or false and false", true)]
    [DataRow("not false and false", false)]
    [DataRow("not 2 < 1", true)]
    [DataRow("90m == 1.5h and 1d == 24h and 1w == 7d and 60s == 1m", true)]
    [DataRow("1h / 30m == 2 and 2 * 30m == 1h and 1h / 2 == 30m and 1h - 30m == 30m", true)]
    [DataRow("-30m + 1h == 30m", true)]
    [DataRow("(1 > 2) == (3 > 4)", true)]
    [DataRow("\"a\" == \"A\"", false)]
    [DataRow("min(1, 2) == 1 and max(1, 2) == 2 and abs(-3) == 3", true)]
    [DataRow("max(1, 1 / 0) == 1", null)]
    public void Evaluate_WithoutFacts_IsTrueFalseOrUndefined(string text, bool? expected)
    {
        var value = Of(text);
        (value.IsTrue, value.IsFalse, value.IsUndefined).ShouldBe((expected == true, expected == false, expected is null));
    }

    [TestMethod]
    public void Evaluate_FactsAlone_DecidesWithoutBars()
    {
        var facts = Schema.NewValues().Set("a.number", 2.5).Set("a.truth", true).Set("a.text", "london").Set("a.time", TimeSpan.FromMinutes(45));
        var program = RuleProgram.Compile("a.number < 3 and a.truth and a.text == \"london\" and a.time > 30m", Schema);
        program.NeedsBars.ShouldBeFalse();
        program.Facts.Select(fact => fact.Name).ShouldBe(["a.number", "a.truth", "a.time", "a.text"]);
        program.Series.ShouldBeEmpty();
        program.Evaluate(facts).IsTrue.ShouldBeTrue();
        program.Evaluate(facts.Set("a.time", TimeSpan.FromMinutes(15))).IsFalse.ShouldBeTrue();
        program.Evaluate(facts.Set("a.text", null)).IsFalse.ShouldBeTrue();
        facts.Set("a.time", TimeSpan.FromHours(1));
        program.Evaluate(facts).IsUndefined.ShouldBeTrue();
        program.Evaluate(facts.Set("a.text", "london").Set("a.number", double.PositiveInfinity)).IsUndefined.ShouldBeTrue();
        facts.Clear();
        program.Evaluate(facts).IsUndefined.ShouldBeTrue();
        Should.Throw<InvalidOperationException>(() => RuleProgram.Compile("close > 1", Schema).Evaluate(facts));
    }

    [TestMethod]
    public void Program_Compiled_NamesWhatItNeeds()
    {
        var program = RuleProgram.Compile(
            "volume > 2 * average(volume, 20) and a.other < 3 and on(4h, close > sma(close, 50)) and on(1d, high)[1] < close",
            Schema
        );
        program.Facts.Select(fact => fact.Name).ShouldBe(["a.other"]);
        program.Series.ShouldBe(["close", "high", "volume"]);
        program.Intervals.ShouldBe([BarInterval.FourHours, BarInterval.OneDay]);
        program.LookBack.ShouldBe(20 + 50 + 1);
        program.NeedsBars.ShouldBeTrue();
        program.Type.ShouldBe(new RuleType(RuleKind.Truth, true));
    }

    [TestMethod]
    public void Evaluate_NumberInsteadOfCondition_IsAColumn()
    {
        var bars = TestCandles.Walk(50);
        var program = RuleProgram.Compile("100 * (close / open - 1)", kind: RuleKind.Number);
        program.EvaluateLast(bars).Number.ShouldBe(100 * (bars.Close[^1] / bars.Open[^1] - 1), 1e-12);
        RuleProgram.TryCompile("close > open", FactSchema.None, out _, out var errors, kind: RuleKind.Number).ShouldBeFalse();
        errors[0].Code.ShouldBe(RuleError.WrongResult);
        Should.Throw<ArgumentException>(() => RuleProgram.Compile("close >")).Message.ShouldContain("At 7:");
    }

    [TestMethod]
    public void Evaluate_EmptyView_HasNoAnswer()
    {
        var program = RuleProgram.Compile("close > open");
        program.EvaluateLast(default).IsUndefined.ShouldBeTrue();
        program.Evaluate(default, null, []);
    }

    [TestMethod]
    public void On_Week_OpensOnMonday()
    {
        // 2024-01-01 was a Monday.
        var bars = TestCandles.Walk(15 * 24);
        var results = new double[bars.Count];
        RuleProgram.Compile("on(1w, open)", kind: RuleKind.Number).Evaluate(bars, null, results);
        double.IsNaN(results[7 * 24 - 2]).ShouldBeTrue();
        results[7 * 24 - 1].ShouldBe(bars.Open[0]);
        results[14 * 24 - 2].ShouldBe(bars.Open[0]);
        results[14 * 24 - 1].ShouldBe(bars.Open[7 * 24]);
    }

    [TestMethod]
    public void On_BarWithoutItsEnd_CountsFromTheNextBarOn()
    {
        // The day's last hour is missing: that the day is over shows when the next day's first bar closes.
        var hours = TestCandles.Walk(30);
        var bars = CandleSeries.Of(BarInterval.OneHour, [.. Enumerable.Range(0, 30).Where(i => i != 23).Select(i => hours[i])]);
        var results = new double[bars.Count];
        RuleProgram.Compile("on(1d, close)", kind: RuleKind.Number).Evaluate(bars, null, results);
        double.IsNaN(results[22]).ShouldBeTrue();
        results[23].ShouldBe(hours.Close[22]);
    }

    [TestMethod]
    public void FactSchema_WrongNames_AreRefused()
    {
        FactSchema With(params string[] names) => new([.. names.Select(name => new FactSpec(name, RuleKind.Number, "", new("", "")))]);
        foreach (var name in new[] { "equity", "Account.equity", "account.", ".equity", "account.2nd", "not.equity", "account.da-ily", "" })
        {
            Should.Throw<ArgumentException>(() => With(name), name);
        }

        Should.Throw<ArgumentException>(() => With("a.b", "a.b"));
        Should.Throw<ArgumentException>(() => Schema.NewValues().Set("a.nothing", 1));
        Should.Throw<ArgumentException>(() => Schema.NewValues().Set("a.text", 1));
        Should.Throw<ArgumentException>(() => RuleProgram.Compile("a.number > 1", Schema).Evaluate(With("a.number").NewValues()));
    }
}
