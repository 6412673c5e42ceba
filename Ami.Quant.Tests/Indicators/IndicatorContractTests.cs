using Ami.Quant.Indicators;
using Ami.Quant.Series;

namespace Ami.Quant.Tests.Indicators;

/// <summary>What every indicator promises, run for every entry of the catalogue.</summary>
[TestClass]
public sealed class IndicatorContractTests
{
    public static IEnumerable<object[]> Cases => IndicatorCases.All();

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Update_WarmUp_HasNoValueBeforeAndOneAfter(string id, string parameters)
    {
        var indicator = IndicatorCases.Create(id, parameters);
        IndicatorCatalog.TryFind(id, out var spec).ShouldBeTrue();
        var rows = IndicatorCases.Stream(indicator);
        for (var k = 0; k < indicator.OutputCount; k++)
        {
            var warmUp = indicator.WarmUpOf(k);
            warmUp.ShouldBeInRange(1, indicator.WarmUp);
            var first = Array.FindIndex(rows, row => !double.IsNaN(row[k]));
            first.ShouldBeGreaterThanOrEqualTo(warmUp - 1, $"output {k} has a value too early, or never");
            if (spec.Outputs[k].MayBeAbsent)
            {
                continue;
            }

            first.ShouldBe(warmUp - 1, $"output {k} has a value too late");
            Array.FindLastIndex(rows, row => double.IsNaN(row[k])).ShouldBe(warmUp - 2, $"output {k} loses its value");
        }
        indicator.IsReady.ShouldBeTrue();
        indicator.BarsSeen.ShouldBe(IndicatorCases.Bars.Count);
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Update_ReturnValue_TellsWhetherEveryOutputHasAValue(string id, string parameters)
    {
        var indicator = IndicatorCases.Create(id, parameters);
        var row = new double[indicator.OutputCount];
        for (var i = 0; i < 200; i++)
        {
            IndicatorCases.Feed(indicator, IndicatorCases.Bars[i], IndicatorCases.Benchmark[i], row).ShouldBe(row.All(double.IsFinite));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Compute_WholeView_EqualsStreamingToTheBit(string id, string parameters)
    {
        var indicator = IndicatorCases.Create(id, parameters);
        var rows = IndicatorCases.Stream(indicator);
        var columns = indicator is PairIndicator pair
            ? pair.Compute(IndicatorCases.Bars, IndicatorCases.Benchmark)
            : indicator.Compute(IndicatorCases.Bars.View);
        for (var k = 0; k < indicator.OutputCount; k++)
        {
            columns[k].SequenceEqual(Array.ConvertAll(rows, row => row[k])).ShouldBeTrue($"output {k}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Update_LaterBarsChanged_EarlierValuesStay(string id, string parameters)
    {
        const int Known = 400;
        var changed = TestCandles.Walk(700, seed: 99, volatility: 0.05);
        Bar[] bars = [.. Enumerable.Range(0, 700).Select(i => i < Known ? IndicatorCases.Bars[i] : changed[i])];
        var before = IndicatorCases.Stream(IndicatorCases.Create(id, parameters));
        var after = IndicatorCases.Stream(IndicatorCases.Create(id, parameters), CandleSeries.Of(BarInterval.OneHour, bars), IndicatorCases.Benchmark);
        FirstDifference(before, after).ShouldBeGreaterThanOrEqualTo(Known, "a value changed with the future");
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Reset_AfterUse_IsAsNew(string id, string parameters)
    {
        var indicator = IndicatorCases.Create(id, parameters);
        var first = IndicatorCases.Stream(indicator);
        indicator.Reset();
        indicator.IsReady.ShouldBeFalse();
        FirstDifference(IndicatorCases.Stream(indicator), first).ShouldBe(first.Length);
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Update_MissingBars_AreSkippedWithoutTrace(string id, string parameters)
    {
        var expected = IndicatorCases.Stream(IndicatorCases.Create(id, parameters));
        var indicator = IndicatorCases.Create(id, parameters);
        var row = new double[indicator.OutputCount];
        for (var i = 0; i < IndicatorCases.Bars.Count; i++)
        {
            if (i % 3 == 0)
            {
                var missing = IndicatorCases.Bars[i] with { Low = double.NaN };
                IndicatorCases.Feed(indicator, missing, IndicatorCases.Benchmark[i], row).ShouldBeFalse();
                Array.TrueForAll(row, double.IsNaN).ShouldBeTrue("a missing bar has a value");
                missing = IndicatorCases.Bars[i] with { Close = double.PositiveInfinity };
                IndicatorCases.Feed(indicator, missing, IndicatorCases.Benchmark[i], row).ShouldBeFalse();
            }
            IndicatorCases.Feed(indicator, IndicatorCases.Bars[i], IndicatorCases.Benchmark[i], row);
            row.AsSpan().SequenceEqual(expected[i]).ShouldBeTrue("a missing bar left a trace");
        }
        indicator.BarsSeen.ShouldBe(IndicatorCases.Bars.Count);
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Update_HoleInTheClock_DoesNotChangeBarIndicators(string id, string parameters)
    {
        if (id is "vwap" or "pivots")
        {
            return;
        }

        var step = 30 * BarInterval.OneDay.Milliseconds;
        var shifted = IndicatorCases.Bars.View.Time.ToArray().Select((t, i) => i < 350 ? t : t + step).ToArray();
        Bar[] bars = [.. shifted.Select((t, i) => IndicatorCases.Bars[i] with { Time = t })];
        var holed = IndicatorCases.Stream(IndicatorCases.Create(id, parameters), CandleSeries.Of(BarInterval.OneHour, bars), IndicatorCases.Benchmark);
        FirstDifference(holed, IndicatorCases.Stream(IndicatorCases.Create(id, parameters))).ShouldBe(bars.Length);
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Update_Steady_AllocatesNothing(string id, string parameters)
    {
        var indicator = IndicatorCases.Create(id, parameters);
        Span<double> row = stackalloc double[Indicator.MaximumOutputs];
        IndicatorCases.Feed(indicator, IndicatorCases.Bars[0], IndicatorCases.Benchmark[0], row);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 1; i < IndicatorCases.Bars.Count; i++)
        {
            IndicatorCases.Feed(indicator, IndicatorCases.Bars[i], IndicatorCases.Benchmark[i], row);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Update_MarketThatDoesNotMove_GivesNoNonsense(string id, string parameters)
    {
        foreach (var volume in new[] { 0.0, 10.0 })
        {
            var indicator = IndicatorCases.Create(id, parameters);
            var row = new double[indicator.OutputCount];
            foreach (ref readonly var time in IndicatorCases.Bars.Time)
            {
                var flat = new Bar(time, 100.1, 100.1, 100.1, 100.1, volume);
                IndicatorCases.Feed(indicator, flat, flat, row);
                Array.TrueForAll(row, value => double.IsNaN(value) || Math.Abs(value) <= 1e5).ShouldBeTrue();
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Update_PricesRoundZero_StaysFiniteAndRecovers(string id, string parameters)
    {
        var indicator = IndicatorCases.Create(id, parameters);
        var row = new double[indicator.OutputCount];
        for (var i = 0; i < 50; i++)
        {
            var zero = new Bar(IndicatorCases.Bars.Time[i], 0, i % 2, -(i % 3), 0, 0);
            IndicatorCases.Feed(indicator, zero, zero, row);
            Array.Exists(row, double.IsInfinity).ShouldBeFalse();
        }
        for (var i = 50; i < IndicatorCases.Bars.Count; i++)
        {
            IndicatorCases.Feed(indicator, IndicatorCases.Bars[i], IndicatorCases.Benchmark[i], row);
        }

        IndicatorCatalog.TryFind(id, out var spec).ShouldBeTrue();
        for (var k = 0; k < row.Length; k++)
        {
            if (!spec.Outputs[k].MayBeAbsent)
            {
                row[k].ShouldNotBe(double.NaN, $"output {k} did not recover");
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Update_OtherThanTheCloseChanged_MattersUnlessOnlyTheCloseIsRead(string id, string parameters)
    {
        IndicatorCatalog.TryFind(id, out var spec).ShouldBeTrue();
        if (spec.NeedsBenchmark)
        {
            return;
        }

        Bar[] flat =
        [
            .. Enumerable
                .Range(0, 700)
                .Select(i => IndicatorCases.Bars[i])
                .Select((bar, i) => new Bar(bar.Time, bar.Close, bar.Close + i % 5, bar.Close - i % 3, bar.Close, i % 11)),
        ];
        var changed = IndicatorCases.Stream(IndicatorCases.Create(id, parameters), CandleSeries.Of(BarInterval.OneHour, flat), IndicatorCases.Benchmark);
        (FirstDifference(changed, IndicatorCases.Stream(IndicatorCases.Create(id, parameters))) == 700).ShouldBe(spec.ReadsCloseOnly);
    }

    /// <summary>Index of the first row in which two results differ in a bit, or the number of rows.</summary>
    private static int FirstDifference(double[][] left, double[][] right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            if (!left[i].AsSpan().SequenceEqual(right[i]))
            {
                return i;
            }
        }

        return left.Length;
    }
}
