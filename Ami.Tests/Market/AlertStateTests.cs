using Ami.Modules.Market;
using Ami.Modules.Market.Alerts;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Drawings;
using Ami.Quant.Rules;
using Ami.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace Ami.Tests.Market;

/// <summary>When an alert fires: by any course of its condition, and where a drawing is.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class AlertStateTests
{
    private const long Minute = 60_000;

    private static readonly Arbitrary<(double Truth, decimal Close)[]> Courses = Arb.From(
        (
            from truth in Gen.Frequency((4, Gen.Constant(1.0)), (4, Gen.Constant(0.0)), (1, Gen.Constant(double.NaN)))
            from close in Gen.Choose(9_000, 11_000)
            select (truth, close / 100m)
        ).ArrayOf()
    );

    [TestMethod]
    public void At_AnyCourse_FiresOnlyWhereItWasFalseSinceItBeganOrFired() =>
        Prop.ForAll(
                Courses,
                Arb.From(Gen.Choose(0, 4)),
                (course, margin) =>
                {
                    var (state, firedAt, before) = (new AlertState(), -1, double.NaN);
                    for (var i = 0; i < course.Length; i++)
                    {
                        var (truth, close) = course[i];
                        (state, var fires) = state.At(AlertRepeat.Always, margin, new RuleValue(before), new RuleValue(truth), close);
                        before = truth;
                        if (!fires)
                        {
                            continue;
                        }

                        truth.ShouldBe(1);
                        // Between two firings, and before the first, it was false: after a firing at a close that had gone away by the margin.
                        course[(firedAt + 1)..i]
                            .ShouldContain(bar =>
                                bar.Truth == 0 && (firedAt < 0 || Math.Abs(bar.Close - course[firedAt].Close) * 100 >= course[firedAt].Close * margin)
                            );
                        firedAt = i;
                    }
                }
            )
            .QuickCheckThrowOnFailure();

    [TestMethod]
    public void At_AnyCourse_TellsOfEveryTimeThatItComesToHoldWithoutAMargin() =>
        Prop.ForAll(
                Courses,
                course =>
                {
                    var (state, before, fired) = (new AlertState(), double.NaN, new List<int>());
                    for (var i = 0; i < course.Length; i++)
                    {
                        (state, var fires) = state.At(AlertRepeat.Always, 0, new RuleValue(before), new RuleValue(course[i].Truth), course[i].Close);
                        before = course[i].Truth;
                        if (fires)
                        {
                            fired.Add(i);
                        }
                    }

                    // A bar that is undefined is as if it were not there.
                    var known = course.Select((bar, i) => (bar.Truth, Index: i)).Where(bar => !double.IsNaN(bar.Truth)).ToList();
                    fired.ShouldBe(known.Zip(known.Skip(1)).Where(pair => pair is { First.Truth: 0, Second.Truth: 1 }).Select(pair => pair.Second.Index));
                }
            )
            .QuickCheckThrowOnFailure();

    [TestMethod]
    public void At_AtEveryBar_FiresAtEachBarThatIsTrueOnceItWasFalse() =>
        Prop.ForAll(
                Courses,
                course =>
                {
                    var (state, before, wasFalse) = (new AlertState(), double.NaN, false);
                    foreach (var (truth, close) in course)
                    {
                        (state, var fires) = state.At(AlertRepeat.Bar, 5, new RuleValue(before), new RuleValue(truth), close);
                        fires.ShouldBe(truth == 1 && wasFalse);
                        wasFalse |= truth == 0;
                        before = truth;
                    }
                }
            )
            .QuickCheckThrowOnFailure();

    [TestMethod]
    public void At_TheBarBeforeTheFirst_DecidesWhetherItHeldAlready()
    {
        static bool Fires(double before) => new AlertState().At(AlertRepeat.Always, 0, new RuleValue(before), new RuleValue(1), 100).Fires;
        Fires(0).ShouldBeTrue("it came to hold at the first bar");
        Fires(1).ShouldBeFalse("it held already");
        Fires(double.NaN).ShouldBeFalse("whether it held is not known");
    }

    [TestMethod]
    public void At_AMarginAroundAPrice_IsCountedFromThePrice()
    {
        // A bar reached 100 and closed at 95.
        var (fired, fires) = new AlertState(true, null).At(AlertRepeat.Always, 2, new RuleValue(0), new RuleValue(1), 95, 100);
        fires.ShouldBeTrue();
        bool? ArmsAt(decimal close, double level) => fired.At(AlertRepeat.Always, 2, new RuleValue(1), new RuleValue(0), close, level).Next.IsArmed;
        ArmsAt(99, 100).ShouldBe(false, "1 % from the price, though 4 % from where it closed");
        ArmsAt(95, 100).ShouldBe(true, "5 % from the price, though where it closed");
        ArmsAt(102, 100).ShouldBe(true);
        ArmsAt(99, double.NaN).ShouldBe(true, "without a price, from where it closed");
    }

    [TestMethod]
    public void Levels_OfAConditionThatAPriceIsReached_AreThatPrice()
    {
        var bars = Bars((100, 100, 100), (100, 100, 100));
        double[]? Levels(string rule, IAlertFacts? about = null) =>
            AlertReach.Levels(RuleProgram.Compile(rule, about?.Facts ?? FactSchema.None).Text, bars, 0, about);
        Levels(Reaches("100.5")).ShouldBe([100.5, 100.5]);
        Levels("(high >= 7 and low <= 7) or crosses_above(close, 7) or crosses_below(close, 7)").ShouldBe([7.0, 7.0]);
        Levels(Reaches("drawing.price"), AlertShape.Of(DrawingKind.TrendLine, [new(0, 100), new(2 * Minute, 110)], PriceFactors.None)).ShouldBe([100.0, 105.0]);
        Levels("close > 100").ShouldBeNull();
        Levels("high >= 7 and low <= 8 or crosses_above(close, 7) or crosses_below(close, 7)").ShouldBeNull("of two prices");
    }

    [TestMethod]
    public void Reaches_APriceThatAnyTradeHas_IsTrueHoweverTheBarCloses()
    {
        // Touched from below, left alone, jumped over, jumped back over by a bar that touches it, and touched from above.
        var bars = Bars((99, 100, 99), (99, 99.5, 99), (101, 101, 100.5), (99, 100.2, 98), (98, 99, 97), (101, 102, 100));
        var truths = AlertTruths.Of(RuleProgram.Compile(Reaches("100")), bars, 0, null);
        string.Concat(truths.Skip(1).Select(truth => truth == 1 ? 'y' : 'n')).ShouldBe("nyyny");
        truths[0].ShouldBe(1);
    }

    private static string Reaches(string price) => $"high >= {price} and low <= {price} or crosses_above(close, {price}) or crosses_below(close, {price})";

    private static Quant.Series.CandleView Bars(params (double Close, double High, double Low)[] bars)
    {
        var builder = new Quant.Series.CandleBuilder(Quant.Series.BarInterval.OneMinute, bars.Length);
        for (var i = 0; i < bars.Length; i++)
        {
            builder.Add(new Quant.Series.Bar(i * Minute, bars[i].Close, bars[i].High, bars[i].Low, bars[i].Close, 1));
        }

        return builder.ToSeries();
    }

    [TestMethod]
    public void Lead_OfWhatRemembers_IsLongerThanItsWarmUp()
    {
        var minute = Quant.Series.BarInterval.OneMinute;
        AlertRules.Lead(RuleProgram.Compile("close > 100"), minute).ShouldBeLessThan(3);
        AlertRules.Lead(RuleProgram.Compile("highest(high, 20)[1] < close"), minute).ShouldBe(21);
        AlertRules.Lead(RuleProgram.Compile("ema(close, 50) < close"), minute).ShouldBe(1_000);
        AlertRules.Lead(RuleProgram.Compile("since(close > open) > 3"), minute).ShouldBe(400);
        AlertRules.Lead(RuleProgram.Compile("close > pivots(24, 0).p"), minute).ShouldBe(2 * 1_440 + 2, "two sessions of a day, as for the screener");
        AlertRules.Compile("on(1d, sma(close, 50)) < close", null, minute, out _).Match(_ => "", error => error.Code).ShouldBe("market.alert_too_long");
        AlertRules
            .Compile("on(7m, close) < close", null, Quant.Series.BarInterval.FiveMinutes, out _)
            .Match(_ => "", error => error.Code)
            .ShouldBe("market.alert_interval");
    }

    [TestMethod]
    [DataRow(DrawingKind.HorizontalLine, "drawing.price > 109.9 and drawing.price < 110.1", "yyyy")]
    [DataRow(
        DrawingKind.TrendLine,
        "drawing.price >= 99.9 + 10 * (hour - 1)",
        "nyyy",
        DisplayName = "A trend line goes on to the right, and has no price before it begins"
    )]
    [DataRow(DrawingKind.Ray, "drawing.price >= 99.9 + 10 * (hour - 1)", "nyyy")]
    [DataRow(DrawingKind.Channel, "drawing.lower >= 99.9 + 10 * (hour - 1) and drawing.upper - drawing.lower > 4.9", "nyyy")]
    [DataRow(DrawingKind.Rectangle, "drawing.upper == 110 and drawing.lower == 100", "nyyy")]
    [DataRow(
        DrawingKind.FibRetracement,
        "drawing.level_0 == 110 and drawing.level_1 == 100 and abs(drawing.level_0_382 - 106.18) < 0.001 and abs(drawing.level_4_236 - 67.64) < 0.001",
        "nyyy"
    )]
    [DataRow(DrawingKind.FibExtension, "drawing.level_0 == 115 and drawing.level_1 == 125 and abs(drawing.level_1_618 - 131.18) < 0.001", "nnyy")]
    [DataRow(DrawingKind.LongPosition, "drawing.entry == 100 and drawing.stop == 90 and drawing.target == 120", "nyyy")]
    [DataRow(DrawingKind.ShortPosition, "drawing.entry == 100 and drawing.stop == 110 and drawing.target == 80", "nyyy")]
    public void Shape_OfADrawing_HasItsPricesBarByBar(DrawingKind kind, string rule, string expected)
    {
        DrawingPoint[] points = kind switch
        {
            DrawingKind.HorizontalLine => [new(0, 110)],
            DrawingKind.LongPosition => [new(60 * Minute, 100), new(120 * Minute, 90), new(120 * Minute, 120)],
            DrawingKind.ShortPosition => [new(60 * Minute, 100), new(120 * Minute, 110), new(120 * Minute, 80)],
            DrawingKind.Channel or DrawingKind.FibExtension => [new(60 * Minute, 100), new(120 * Minute, 110), new(120 * Minute, 115)],
            _ => [new(60 * Minute, 100), new(120 * Minute, 110)],
        };
        var shape = AlertShape.Of(kind, points, PriceFactors.None).ShouldNotBeNull();
        var program = RuleProgram.Compile(rule, shape.Facts);
        var builder = new Quant.Series.CandleBuilder(Quant.Series.BarInterval.OneHour, 4);
        for (var hour = 0; hour < 4; hour++)
        {
            builder.Add(new Quant.Series.Bar(hour * 60 * Minute, 1, 1, 1, 1, 1));
        }

        var truths = AlertTruths.Of(program, builder.ToSeries(), 0, shape);
        string.Concat(truths.Select(truth => truth == 1 ? 'y' : 'n')).ShouldBe(expected);
    }

    [TestMethod]
    public void Shape_OfWhatHasNoPriceOverTime_IsNone() =>
        Enum.GetValues<DrawingKind>()
            .Where(kind => AlertShape.Of(kind, [new(0, 1), new(Minute, 2), new(Minute, 3)], PriceFactors.None) is null)
            .ShouldBe([DrawingKind.VerticalLine, DrawingKind.Measure, DrawingKind.Text, DrawingKind.Brush], ignoreOrder: true);
}
