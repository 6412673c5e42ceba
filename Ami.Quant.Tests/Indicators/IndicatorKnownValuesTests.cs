using System.Globalization;
using Ami.Quant.Indicators;
using Ami.Quant.Series;

namespace Ami.Quant.Tests.Indicators;

/// <summary>
/// Values at the last of 160 bars given by formulas, worked out apart from the library: every window summed anew, Wilder's
/// averages as he wrote them, straight from the definitions.
/// </summary>
[TestClass]
public sealed class IndicatorKnownValuesTests
{
    private const int Count = 160;

    private static readonly CandleSeries Bars = MakeBars();
    private static readonly CandleSeries Benchmark = MakeBenchmark();

    [TestMethod]
    [DataRow("ema", new[] { 117.73071865114683 })]
    [DataRow("smma", new[] { 116.7006082309925 })]
    [DataRow("sma", new[] { 115.1303547753316 })]
    [DataRow("wma", new[] { 117.81609170990615 })]
    [DataRow("dema", new[] { 121.07078268878102 })]
    [DataRow("tema", new[] { 122.93125504614493 })]
    [DataRow("hma", new[] { 126.81798616701349 })]
    [DataRow("kama", new[] { 119.3401246924013 })]
    [DataRow("vwma", new[] { 115.11040899256697 })]
    [DataRow("alma", new[] { 122.68828772774387 })]
    [DataRow("t3", new[] { 124.69072984043623 })]
    [DataRow("smi", new[] { 24.24307198567214, 12.336553361988623 })]
    [DataRow("cmo", new[] { 24.97495485226431 })]
    [DataRow("envelope", new[] { 115.1303547753316, 118.00861364471487, 112.25209590594831 })]
    [DataRow("pvo", new[] { 1.0030796709068743, -0.09021778015196591, 1.0932974510588402 })]
    [DataRow("chandelier", new[] { 114.09656313070579, 116.64977560514045 })]
    [DataRow("alligator", new[] { 116.84385387573792, 118.69064428375844, 120.6371431876311 })]
    [DataRow("rsi", new[] { 54.09822860404059 })]
    [DataRow("stochrsi", new[] { 66.64096963456025, 79.90360123817807 })]
    [DataRow("stoch", new[] { 71.0495594105168, 81.16913466254537, 50.810408906459685 })]
    [DataRow("willr", new[] { -33.473774064349726 })]
    [DataRow("macd", new[] { 2.749182110726764, 1.9045527661286616, 0.8446293445981023 })]
    [DataRow("ppo", new[] { 2.3531922766066966, 1.6359915895784978, 0.7172006870281988 })]
    [DataRow("roc", new[] { 17.64711041251206 })]
    [DataRow("momentum", new[] { 8.202977747772593 })]
    [DataRow("cci", new[] { 50.46570861887896 })]
    [DataRow("trix", new[] { 0.21867145451350956, 0.10813825119793566 })]
    [DataRow("tsi", new[] { 11.586253932379323, 9.077772889951133 })]
    [DataRow("uo", new[] { 51.77210712864581 })]
    [DataRow("elder-ray", new[] { 1.7689554398607328, -0.48798002347206193 })]
    [DataRow("dpo", new[] { -7.551710346683009 })]
    [DataRow("ao", new[] { 9.265122038109382 })]
    [DataRow("adx", new[] { 27.8172801194294, 19.3639789509466, 17.916650244271313, 20.37886618309449, 18.45337148464286 })]
    [DataRow("aroon", new[] { 92.0, 56.0, 36.0 })]
    [DataRow("supertrend", new[] { 110.77592839007302, 1.0 })]
    [DataRow("psar", new[] { 113.33197688890738, 1.0 })]
    [DataRow(
        "ichimoku",
        new[] { 119.95731826801263, 115.37316936792311, 110.16070514852849, 110.74046428047205, 117.66524381796788, 113.97380782056575, 120.22741642499241 }
    )]
    [DataRow("vortex", new[] { 1.183620180992321, 0.8497936394854188 })]
    [DataRow("tr", new[] { 2.2569354633327947 })]
    [DataRow("atr", new[] { 5.343770652196113 })]
    [DataRow("natr", new[] { 4.4447188595539595 })]
    [DataRow("bb", new[] { 115.1303547753316, 130.23043279992942, 100.03027675073376, 0.6687760037185826, 0.26231271594818795 })]
    [DataRow("stddev", new[] { 7.550039012298915 })]
    [DataRow("zscore", new[] { 0.6751040148743297 })]
    [DataRow("keltner", new[] { 117.73071865114683, 128.43804840241634, 107.02338889987732 })]
    [DataRow("donchian", new[] { 115.37316936792311, 130.0596654740841, 100.68667326176212 })]
    [DataRow("ulcer", new[] { 2.7277993812064683 })]
    [DataRow("chop", new[] { 36.26275125043449 })]
    [DataRow("obv", new[] { 70.0 })]
    [DataRow("mfi", new[] { 57.20070620485383 })]
    [DataRow("cmf", new[] { -0.0055250179972399565 })]
    [DataRow("adl", new[] { 4146.036014164857 })]
    [DataRow("chaikin", new[] { 236.73986306328334 })]
    [DataRow("force", new[] { 200.55349827813095 })]
    [DataRow("linreg", new[] { 0.8481274530235406, 0.4195806973622838, 123.18756557905525 })]
    [DataRow("heikin-ashi", new[] { 123.83871400081415, 123.83871400081415, 118.79923357210167, 119.89006800041054 })]
    [DataRow("correlation", new[] { 0.6859377125202879 })]
    [DataRow("beta", new[] { 0.5212126227666066 })]
    [DataRow("hurst", new[] { 0.36255490161596393 })]
    [DataRow("crsi", new[] { 54.80444461357197, 38.02333573893615, 70.38999810177975, 56.0 })]
    [DataRow("fisher", new[] { 1.6977106773732311, 2.2342754428269007 })]
    [DataRow("kvo", new[] { -1969.6077426415868, 4098.0779805806105 })]
    [DataRow("mama", new[] { 118.6058902004325, 113.84126197307955 })]
    [DataRow("pmo", new[] { 2.9281783124560934, 2.134389922504178 })]
    [DataRow("stc", new[] { 99.28091787460994 })]
    [DataRow("stdev-channel", new[] { 123.18756557905526, 138.2876436036531, 108.08748755445743 })]
    [DataRow(
        "rolling-pivots",
        new[] { 116.76409688692765, 132.84152051209315, 103.46852829977118, 146.13708909924964, 87.39110467460566, 162.21451272441516, 74.09553608744919 }
    )]
    [DataRow("renko", new[] { 119.84820082826575, 125.07372505101185, 1, 0 })]
    public void Update_BarsGivenByFormulas_MatchesTheDefinition(string id, double[] expected)
    {
        var rows = IndicatorCases.Stream(IndicatorCatalog.Create(id), Bars, Benchmark);
        for (var k = 0; k < expected.Length; k++)
        {
            rows[^1][k].ShouldBe(expected[k], 1e-8 * Math.Max(1, Math.Abs(expected[k]) * 1e-3), $"output {k}");
        }
    }

    /// <summary>The other definition, where the field is split on one.</summary>
    [TestMethod]
    [DataRow("fisher", "version=2", new[] { 0.952672857742329, 1.4964002803135275 })]
    [DataRow("kvo", "force=2", new[] { 238.31560218702452, 2153.412348408723 })]
    [DataRow("kvo", "force=3", new[] { -15.157307226574247, 26.26400118960909 })]
    [DataRow("stc", "form=2", new[] { 100.0 })]
    [DataRow("stdev-channel", "from=2", new[] { 123.18756557905526, 134.69159847473315, 111.68353268337735 })]
    [DataRow(
        "rolling-pivots",
        "offset=3 kind=2",
        new[] { 117.25601325684352, 127.26030433873142, 107.25172217495562, 133.44096584481923, 101.0710606688678, 143.44525692670715, 91.0667695869799 }
    )]
    [DataRow(
        "rolling-pivots",
        "offset=3 kind=3",
        new[] { 117.25601325684352, 126.60613024688021, 121.80476890740522, 129.00681091661772, 119.40408823766772, 131.4074915863552, 117.00340756793022 }
    )]
    [DataRow(
        "rolling-pivots",
        "offset=3 kind=4",
        new[] { 116.62937403290374, 132.57207480404537, 106.38283113418174, 142.81861770276737, 90.44013036304013, 158.76131847390897, 80.19358746431813 }
    )]
    public void Update_OptionOfTheField_MatchesItsDefinition(string id, string options, double[] expected)
    {
        var parameters = options.Split(' ').Select(option => option.Split('=')).ToDictionary(o => o[0], o => double.Parse(o[1], CultureInfo.InvariantCulture));
        var rows = IndicatorCases.Stream(IndicatorCatalog.Create(id, parameters), Bars, Benchmark);
        for (var k = 0; k < expected.Length; k++)
        {
            rows[^1][k].ShouldBe(expected[k], 1e-8 * Math.Max(1, Math.Abs(expected[k]) * 1e-3), $"output {k}");
        }
    }

    /// <summary>Half-way, where the two starts still differ.</summary>
    [TestMethod]
    [DataRow("ema", 0, new[] { 108.183988481312 }, new[] { 108.17944755542733 })]
    [DataRow("dema", 0, new[] { 110.74872949236564 }, new[] { 110.77852283972004 })]
    [DataRow("tema", 0, new[] { 112.78933429688567 }, new[] { 112.75725170263163 })]
    [DataRow(
        "macd",
        0,
        new[] { 2.362979628526233, 0.6958436175988416, 1.6671360109273914 },
        new[] { 2.3589852545233327, 0.6899050886768254, 1.6690801658465073 }
    )]
    [DataRow(
        "ppo",
        0,
        new[] { 2.19804299921373, 0.6412511644290365, 1.5567918347846934 },
        new[] { 2.1942463275877833, 0.6355993687672399, 1.5586469588205434 }
    )]
    [DataRow(
        "pvo",
        0,
        new[] { -1.0848081174857, -0.3689657841325691, -0.715842333353131 },
        new[] { -1.0483120217158308, -0.31531859089844305, -0.7329934308173878 }
    )]
    [DataRow("trix", 1, new[] { 0.07090690643456465, 0.017134463733167928 }, new[] { 0.07207788656855563, 0.019048061271988555 })]
    [DataRow("kvo", 1, new[] { 8255.801072454175, 3944.380991440804 }, new[] { 6012.100213393067, 840.7035622736694 })]
    public void Seed_OfExponentialAverages_IsTheFirstOnesAverageOrTheFirst(string id, int firstBar, double[] fromAverage, double[] fromFirst)
    {
        foreach (var (seed, expected) in new[] { (1, fromAverage), (2, fromFirst) })
        {
            var rows = IndicatorCases.Stream(IndicatorCatalog.Create(id, new Dictionary<string, double> { ["seed"] = seed }), Bars, Benchmark);
            rows[firstBar].All(double.IsFinite).ShouldBe(seed == 2);
            for (var k = 0; k < expected.Length; k++)
            {
                rows[80][k].ShouldBe(expected[k], 1e-8 * Math.Max(1, Math.Abs(expected[k]) * 1e-3), $"seed {seed}, output {k}");
            }
        }
    }

    [TestMethod]
    public void Macd_FromTheFirstClose_BeginsAtNothing()
    {
        var macd = new Macd(fromFirst: true).Compute(Bars.View);
        new[] { macd[0][0], macd[1][0], macd[2][0] }.ShouldBe([0, 0, 0]);
    }

    [TestMethod]
    public void Choppiness_FirstWindow_CountsTheFirstBarsRangeAndGapsOfTheOthers()
    {
        var chop = new ChoppinessIndex().Compute(Bars.View)[0];
        chop[12].ShouldBe(double.NaN);
        chop[13].ShouldBe(40.345543528145456, 1e-9);
        // Bars of range 1 that open 9 away from the close before: true ranges of 10.
        var gaps = CandleSeries.Of(BarInterval.OneHour, [new(0, 10, 11, 10, 11, 1), new(3_600_000, 20, 21, 20, 21, 1)]);
        new ChoppinessIndex(2).Compute(gaps.View)[0][1].ShouldBe(100 * Math.Log10((1 + 10) / 11.0) / Math.Log10(2), 1e-12);
    }

    [TestMethod]
    public void Aroon_EqualExtremes_AreCountedAsAskedFor()
    {
        double[] values = [1, 5, 2, 5, 3];
        new Aroon(4).Compute(values)[0][4].ShouldBe(75);
        new Aroon(4, earliestOfEqual: true).Compute(values)[0][4].ShouldBe(25);
    }

    [TestMethod]
    public void ParabolicSar_FirstDirection_IsFoundAsAskedFor()
    {
        // Lower low by 3, higher high by 1, and a higher close.
        Bar[] bars = [new(0, 10, 12, 9, 10, 1), new(3_600_000, 10, 13, 6, 11, 1)];
        int Direction(SarStart start) => (int)new ParabolicSar(start: start).Compute(CandleSeries.Of(BarInterval.OneHour, bars).View)[1][1];
        // A long stop at 9 is crossed by the low of 6 at once.
        Direction(SarStart.DirectionalMovement).ShouldBe(1, "short at 12, crossed by the high of 13");
        Direction(SarStart.Long).ShouldBe(-1);
        bars[1] = new(3_600_000, 10, 11.5, 9.5, 9.6, 1);
        Direction(SarStart.DirectionalMovement).ShouldBe(1);
        Direction(SarStart.Long).ShouldBe(1);
        Direction(SarStart.Closes).ShouldBe(-1);
    }

    /// <summary>The worked example of StockCharts' ChartSchool article on the RSI (prices and results as printed there).</summary>
    [TestMethod]
    public void Rsi_PublishedExample_MatchesAsPrinted()
    {
        double[] closes =
        [
            44.3389,
            44.0902,
            44.1497,
            43.6124,
            44.3278,
            44.8264,
            45.0955,
            45.4245,
            45.8433,
            46.0826,
            45.8931,
            46.0328,
            45.6140,
            46.2820,
            46.2820,
            46.0028,
            46.0328,
            46.4116,
            46.2222,
            45.6439,
        ];
        var rsi = new RelativeStrengthIndex(14).Compute(closes)[0];
        double[] printed = [70.53, 66.32, 66.55, 69.41, 66.36, 57.97];
        for (var i = 0; i < printed.Length; i++)
        {
            rsi[14 + i].ShouldBe(printed[i], 0.006);
        }
    }

    private static CandleSeries MakeBars()
    {
        var builder = new CandleBuilder(BarInterval.OneHour, Count);
        double before = 0;
        for (var t = 0; t < Count; t++)
        {
            var close = 100 + 10 * Math.Sin(t / 3.0) + t / 10.0 + 3 * Math.Sin(1.7 * t);
            var open = t == 0 ? 100 : before + 0.2 * Math.Cos(t);
            var high = Math.Max(open, close) + 1 + 0.5 * Math.Cos(t);
            var low = Math.Min(open, close) - 1 - 0.5 * Math.Sin(2.0 * t);
            builder.Add(new Bar(TestCandles.Start + t * 3_600_000L, open, high, low, close, 1000 + 100 * (t % 7) + 10 * (t % 3)));
            before = close;
        }
        return builder.ToSeries();
    }

    private static CandleSeries MakeBenchmark()
    {
        var builder = new CandleBuilder(BarInterval.OneHour, Count);
        for (var t = 0; t < Count; t++)
        {
            var close = 50 + 5 * Math.Cos(t / 4.0) + 2 * Math.Sin(1.7 * t);
            builder.Add(new Bar(TestCandles.Start + t * 3_600_000L, close, close, close, close, 1));
        }
        return builder.ToSeries();
    }
}
