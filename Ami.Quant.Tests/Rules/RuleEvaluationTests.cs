using Ami.Quant.Rules;
using Ami.Quant.Series;

namespace Ami.Quant.Tests.Rules;

[TestClass]
public sealed class RuleEvaluationTests
{
    private static readonly CandleSeries Bars = TestCandles.Walk(600, seed: 3);
    private static readonly FactValues Facts = RuleText.Values();

    private static double[] Whole(RuleProgram program, CandleView bars)
    {
        var results = new double[bars.Count];
        program.Evaluate(bars, Facts, results);
        return results;
    }

    private static IEnumerable<RuleProgram> Programs(int from, int count)
    {
        for (var seed = from; count > 0; seed++)
        {
            if (!RuleProgram.TryCompile(new RuleText(seed).Condition(), RuleText.Schema, out var program, out var errors))
            {
                errors.ShouldAllBe(
                    error => error.Code == RuleError.TooLong || error.Code == RuleError.TooDeep || error.Code == RuleError.TooManyParts,
                    $"seed {seed}: {errors[0]}"
                );
                continue;
            }
            count--;
            yield return program;
        }
    }

    [TestMethod]
    public void Evaluate_AnyRule_SaysWhatThePlainReadingSays()
    {
        var bars = Bars.View.Slice(5, 120);
        var (truths, falsehoods, undefined) = (0, 0, 0);
        foreach (var program in Programs(0, 300))
        {
            var expected = new NaiveRule(bars).Evaluate(Parser.Parse(program.Text, new RuleLimits { Length = 10_000, Depth = 100 }));
            var results = Whole(program, bars);
            for (var i = 0; i < bars.Count; i++)
            {
                results[i].ShouldBe(expected[i] ?? double.NaN, $"bar {i} of {program.Text}");
            }

            truths += results.Count(x => x == 1);
            falsehoods += results.Count(x => x == 0);
            undefined += results.Count(double.IsNaN);
        }

        truths.ShouldBeGreaterThan(5000);
        falsehoods.ShouldBeGreaterThan(5000);
        undefined.ShouldBeGreaterThan(1000);
    }

    // No look-ahead, and one answer whoever asks: over everything, over what was known then, bar by bar.
    [TestMethod]
    public void Evaluate_WholePrefixLastAndStream_AreTheSameToTheBit()
    {
        var random = new Random(4);
        foreach (var program in Programs(1000, 150))
        {
            var whole = Whole(program, Bars);
            var run = program.Start(Bars.Interval);
            for (var i = 0; i < Bars.Count; i++)
            {
                run.Advance(Bars[i], Facts).Number.ShouldBe(whole[i], $"bar {i} of {program.Text}");
            }

            for (var cut = 0; cut < 6; cut++)
            {
                var known = 1 + random.Next(Bars.Count);
                var prefix = Bars.View.Slice(0, known);
                Whole(program, prefix).AsSpan().SequenceEqual(whole.AsSpan(0, known)).ShouldBeTrue(program.Text);
                program.EvaluateLast(prefix, Facts).Number.ShouldBe(whole[known - 1], program.Text);
            }
        }
    }

    [TestMethod]
    public void Evaluate_MissingBars_AreUndefinedAndLeaveNoTrace()
    {
        var step = Bars.Interval.Milliseconds;
        foreach (var program in Programs(3000, 60).Where(program => program.NeedsBars))
        {
            if (program.Intervals.Count > 0)
            {
                continue;
            }

            var whole = Whole(program, Bars);
            Bar[] holed =
            [
                .. Enumerable
                    .Range(0, Bars.Count)
                    .SelectMany(i => i % 7 == 3 ? new[] { Bars[i] with { Time = Bars.Time[i] - step / 2, Low = double.NaN }, Bars[i] } : [Bars[i]]),
            ];
            var builder = new CandleBuilder(Bars.Interval, holed.Length);
            foreach (var bar in holed)
            {
                builder.Add(bar);
            }

            var results = Whole(program, builder.ToRawView());
            holed.Select((bar, i) => (bar, i)).Where(x => x.bar.IsFinite).Select(x => results[x.i]).ShouldBe(whole);
            holed.Select((bar, i) => (bar, i)).Where(x => !x.bar.IsFinite).ShouldAllBe(x => double.IsNaN(results[x.i]));
            var run = program.Start(Bars.Interval);
            holed.Select(bar => run.Advance(bar, Facts).Number).ShouldBe(results);
        }
    }

    [TestMethod]
    public void Evaluate_AfterUse_AllocatesNothing()
    {
        var program = RuleProgram.Compile(
            "close > sma(close, 50) and crosses_above(rsi(close, 14), 30) or volume > 2 * average(volume, 20) and on(4h, macd(close).histogram) > 0"
        );
        var results = new double[Bars.Count];
        program.Evaluate(Bars, null, results);
        program.EvaluateLast(Bars);
        var before = GC.GetAllocatedBytesForCurrentThread();
        program.Evaluate(Bars, null, results);
        program.EvaluateLast(Bars);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        var run = program.Start(Bars.Interval);
        run.Advance(Bars[0]);
        before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 1; i < Bars.Count; i++)
        {
            run.Advance(Bars[i]);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [TestMethod]
    public void Evaluate_ByManyThreads_IsTheSame()
    {
        var program = RuleProgram.Compile("ema(close, 20) > ema(close, 50) and on(4h, rsi(close, 5)) > 50", RuleText.Schema);
        var series = Enumerable.Range(0, 8).Select(seed => TestCandles.Walk(500, seed)).ToArray();
        var alone = series.Select(bars => Whole(program, bars)).ToArray();
        Parallel.For(0, 200, i => Whole(program, series[i % 8]).AsSpan().SequenceEqual(alone[i % 8]).ShouldBeTrue());
    }

    [TestMethod]
    public void Reset_AfterUse_IsAsNew()
    {
        foreach (var program in Programs(5000, 60))
        {
            var run = program.Start(Bars.Interval);
            var first = Enumerable.Range(0, 200).Select(i => run.Advance(Bars[i], Facts).Number).ToArray();
            run.Reset();
            Enumerable.Range(0, 200).Select(i => run.Advance(Bars[i], Facts).Number).ShouldBe(first);
        }
    }

    [TestMethod]
    [DataRow("close > sma(close, 200)", 200)]
    [DataRow("change(rsi(close, 14)) > 0", 16)]
    [DataRow("highest(high, 20)[1] < close", 21)]
    [DataRow("change(average(volume, 20), 5) > 0", 25)]
    [DataRow("macd(close, 12, 26, 9).histogram > 0", 34)]
    [DataRow("ema(rsi(close, 14), 9) > 50", 23)]
    [DataRow("correlation(close, volume, 30) > 0", 31)]
    [DataRow("close > open", 1)]
    public void WarmUp_IsTheFirstBarWithAValue(string text, int warmUp)
    {
        var program = RuleProgram.Compile(text, RuleText.Schema);
        program.WarmUp(Bars.Interval).ShouldBe(warmUp);
        Array.FindIndex(Whole(program, Bars), value => !double.IsNaN(value)).ShouldBe(warmUp - 1);
    }

    [TestMethod]
    [DataRow("close > sma(close, 200)", 0)]
    [DataRow("close > vwap(8, 0)", 8)]
    [DataRow("on(4h, close > pivots(24, 0).p) and close > vwap(8, 0)", 48)]
    public void Reach_IsThatOfTheIndicatorThatLooksBackFarthestByTheClock(string text, int hours) =>
        RuleProgram.Compile(text).Reach.ShouldBe(TimeSpan.FromHours(hours));

    [TestMethod]
    public void WarmUp_LongerInterval_IsEnough()
    {
        var program = RuleProgram.Compile("on(1d, sma(close, 3))[2] > close");
        var needed = program.WarmUp(BarInterval.OneHour);
        program.Intervals.ShouldBe([BarInterval.OneDay]);
        for (var offset = 0; offset < 24; offset++)
        {
            program.EvaluateLast(Bars.View.Slice(offset, needed)).IsUndefined.ShouldBeFalse();
            program.EvaluateLast(Bars.View.Slice(offset, 3 * 24)).IsUndefined.ShouldBeTrue();
        }
    }

    [TestMethod]
    public void Fits_IntervalThatIsNoMultiple_IsRefused()
    {
        var program = RuleProgram.Compile("on(90m, close) > 0");
        program.Fits(BarInterval.OneHour).ShouldBeFalse();
        program.Fits(BarInterval.FifteenMinutes).ShouldBeTrue();
        Should.Throw<ArgumentException>(() => program.EvaluateLast(Bars));
        Should.Throw<ArgumentException>(() => program.Start(BarInterval.FifteenMinutes).Advance(Bars, null, new double[Bars.Count]));
        Should.Throw<ArgumentException>(() => RuleProgram.Compile("close > 0").Evaluate(Bars, null, new double[3]));
    }
}
