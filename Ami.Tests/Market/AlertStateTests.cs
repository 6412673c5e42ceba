using Ami.Modules.Market;
using Ami.Modules.Market.Alerts;
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
    public void Shape_OfADrawing_HasItsPricesBarByBar(DrawingKind kind, string rule, string expected)
    {
        DrawingPoint[] points = kind switch
        {
            DrawingKind.HorizontalLine => [new(0, 110)],
            DrawingKind.Channel => [new(60 * Minute, 100), new(120 * Minute, 110), new(120 * Minute, 115)],
            _ => [new(60 * Minute, 100), new(120 * Minute, 110)],
        };
        var shape = AlertShape.Of(kind, points).ShouldNotBeNull();
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
            .Where(kind => AlertShape.Of(kind, [new(0, 1), new(Minute, 2), new(Minute, 3)]) is not null)
            .ShouldBe([DrawingKind.TrendLine, DrawingKind.Ray, DrawingKind.HorizontalLine, DrawingKind.Channel, DrawingKind.Rectangle], ignoreOrder: true);
}
