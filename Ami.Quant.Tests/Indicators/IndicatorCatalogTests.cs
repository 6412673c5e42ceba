using Ami.Quant.Indicators;

namespace Ami.Quant.Tests.Indicators;

[TestClass]
public sealed class IndicatorCatalogTests
{
    [TestMethod]
    public void All_Entries_AreCompleteAndConsistent()
    {
        IndicatorCatalog.All.Count.ShouldBeGreaterThanOrEqualTo(45);
        IndicatorCatalog.All.Select(spec => spec.Id).ShouldBeUnique();
        foreach (var spec in IndicatorCatalog.All)
        {
            spec.Name.English.ShouldNotBeNullOrWhiteSpace();
            spec.Name.Spanish.ShouldNotBeNullOrWhiteSpace();
            spec.Outputs.Select(output => output.Id).ShouldBeUnique();
            spec.Parameters.Select(parameter => parameter.Id).ShouldBeUnique();
            foreach (var parameter in spec.Parameters)
            {
                parameter.Default.ShouldBeInRange(parameter.Minimum, parameter.Maximum);
                parameter.Name.Spanish.ShouldNotBeNullOrWhiteSpace();
            }
            var indicator = IndicatorCatalog.Create(spec.Id);
            indicator.OutputCount.ShouldBe(spec.Outputs.Count, spec.Id);
            indicator.OutputCount.ShouldBeLessThanOrEqualTo(Indicator.MaximumOutputs);
            (indicator is PairIndicator).ShouldBe(spec.NeedsBenchmark);
        }
    }

    [TestMethod]
    public void All_IndicatorTypes_AreInTheCatalogue()
    {
        var types = typeof(Indicator).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Indicator)) && !type.IsAbstract);
        var listed = IndicatorCatalog.All.Select(spec => IndicatorCatalog.Create(spec.Id).GetType());
        types.Except(listed).ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow("nonsense", "period", 10, IndicatorProblem.UnknownIndicator)]
    [DataRow("sma", "length", 10, IndicatorProblem.UnknownParameter)]
    [DataRow("sma", "period", 0, IndicatorProblem.OutOfRange)]
    [DataRow("sma", "period", 1e9, IndicatorProblem.OutOfRange)]
    [DataRow("sma", "period", double.NaN, IndicatorProblem.OutOfRange)]
    [DataRow("sma", "period", 2.5, IndicatorProblem.NotInteger)]
    [DataRow("macd", "fast", 26, IndicatorProblem.Conflict)]
    [DataRow("psar", "maximum", 0.01, IndicatorProblem.Conflict)]
    public void TryCreate_BadRequest_SaysWhatIsWrong(string id, string parameter, double value, string code)
    {
        var given = new Dictionary<string, double> { [parameter] = value };
        IndicatorCatalog.TryCreate(id, given, out var indicator, out var problem).ShouldBeFalse();
        indicator.ShouldBeNull();
        problem.Code.ShouldBe(code);
        problem.Message.ShouldContain(id);
        Should.Throw<ArgumentException>(() => IndicatorCatalog.Create(id, given)).Message.ShouldContain(problem.Message);
    }

    [TestMethod]
    public void Create_WithParameters_UsesThem()
    {
        var macd = IndicatorCatalog.Create(
            "macd",
            new Dictionary<string, double>
            {
                ["fast"] = 3,
                ["slow"] = 5,
                ["signal"] = 2,
            }
        );
        macd.WarmUpOf(0).ShouldBe(5);
        macd.WarmUpOf(1).ShouldBe(6);
    }

    [TestMethod]
    public void Update_TooLittleRoom_Throws()
    {
        var macd = new Macd();
        Should.Throw<ArgumentException>(() => macd.Update(IndicatorCases.Bars[0], new double[2]));
        Should.Throw<ArgumentException>(() => macd.Compute(IndicatorCases.Bars, new double[7]));
        Should.Throw<ArgumentOutOfRangeException>(() => macd.Compute(IndicatorCases.Bars.View)[3].Length);
    }

    [TestMethod]
    public void Update_FirstOutputOnly_EqualsTheFirstOutput()
    {
        var sma = new SimpleMovingAverage(2);
        sma.Update(IndicatorCases.Bars[0], out var value).ShouldBeFalse();
        value.ShouldBe(double.NaN);
        sma.Update(IndicatorCases.Bars[1], out value).ShouldBeTrue();
        value.ShouldBe((IndicatorCases.Bars.Close[0] + IndicatorCases.Bars.Close[1]) / 2, 1e-12);
    }

    [TestMethod]
    public void Compute_PlainValues_TreatsThemAsBars()
    {
        var columns = new SimpleMovingAverage(2).Compute([1, 3, double.NaN, 5]);
        columns[0].ToArray().ShouldBe([double.NaN, 2, double.NaN, 4]);
        columns.Count.ShouldBe(4);
        columns.OutputCount.ShouldBe(1);
    }

    [TestMethod]
    public void PairIndicator_UsedWithoutBenchmark_Throws()
    {
        var beta = new Beta(5);
        Should.Throw<InvalidOperationException>(() => beta.Update(IndicatorCases.Bars[0], out _));
        Should.Throw<ArgumentException>(() => beta.Compute(IndicatorCases.Bars.View, IndicatorCases.Benchmark.Slice(1, 699)));
    }

    [TestMethod]
    public void PlotShiftOf_DisplacedOutputs_TellsTheChart()
    {
        new Fractals(3).PlotShiftOf(0).ShouldBe(-3);
        new DetrendedPriceOscillator(20).PlotShiftOf(0).ShouldBe(-11);
        var ichimoku = new Ichimoku();
        ichimoku.PlotShiftOf(4).ShouldBe(26);
        ichimoku.PlotShiftOf(6).ShouldBe(-26);
        ichimoku.PlotShiftOf(2).ShouldBe(0);
        new Macd().PlotShiftOf(0).ShouldBe(0);
    }
}
