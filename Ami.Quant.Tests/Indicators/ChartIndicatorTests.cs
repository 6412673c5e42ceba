using Ami.Quant.Indicators;
using Ami.Quant.Series;

namespace Ami.Quant.Tests.Indicators;

/// <summary>Flat markets, first bars, gaps, no volume and turns of indicators that one number at the end of a series does not show.</summary>
[TestClass]
public sealed class ChartIndicatorTests
{
    private const double NoValue = double.NaN;

    [TestMethod]
    public void Renko_SizeGiven_StepsByWholeBricksAndTurnsAfterTwo()
    {
        double[] closes = [100, 100.9, 101, 103.5, 102.2, 102, 101, 96, 97, 98];
        var bricks = new Renko(1).Compute(closes);
        Row(bricks, 1).ShouldBe([NoValue, NoValue, NoValue, NoValue], "no brick yet");
        Row(bricks, 2).ShouldBe([100, 101, 1, 1]);
        Row(bricks, 3).ShouldBe([102, 103, 1, 2]);
        Row(bricks, 5).ShouldBe([102, 103, 1, 0], "back at the newest brick's open");
        Row(bricks, 6).ShouldBe([102, 101, -1, -1], "one size below it");
        Row(bricks, 7).ShouldBe([97, 96, -1, -5], "a gap completes all between");
        Row(bricks, 8).ShouldBe([97, 96, -1, 0]);
        Row(bricks, 9).ShouldBe([97, 98, 1, 1]);
        var tenths = new Renko(0.1).Compute([0.1, 0.2, 0.3, 0.4, 0.7]);
        tenths[3].ToArray().ShouldBe([NoValue, 1, 1, 1, 3], "rounding costs no brick");
    }

    [TestMethod]
    public void Renko_FromHighsAndLows_GoesByTheFartherEnd()
    {
        // Up two; three up and three down are as many: up; then down from the newest brick, 12 to 13: 11, 10, 9, 8, 7.
        Bar[] bars = [new(0, 10, 10, 10, 10, 1), new(1, 10, 12.5, 9, 10, 1), new(2, 10, 13.2, 10, 10, 1), new(3, 10, 14.4, 6.6, 10, 1)];
        var rows = Stream(new Renko(1, fromHighAndLow: true), bars);
        rows[1].ShouldBe([11, 12, 1, 2]);
        rows[2].ShouldBe([12, 13, 1, 1], "one up, one down: the rise");
        rows[3].ShouldBe([8, 7, -1, -5]);
    }

    [TestMethod]
    public void Renko_NoRangeAtFirst_WaitsForOne()
    {
        double[] closes = [.. Enumerable.Repeat(50.0, 30), 51, 60];
        var bricks = new Renko(period: 4).Compute(closes);
        bricks[3][30].ShouldBe(NoValue, "the size is known here: a quarter of the rise of 1");
        bricks[3][31].ShouldBe(36);
        Row(bricks, 31)[..3].ShouldBe([59.75, 60, 1]);
    }

    [TestMethod]
    public void ConnorsRsi_FlatMarket_RanksByTheOption()
    {
        var flat = Enumerable.Repeat(7.0, 120).ToArray();
        var strict = new ConnorsRsi().Compute(flat);
        strict[0][101].ShouldBe(100 / 3.0, 1e-12);
        strict[0][100].ShouldBe(NoValue);
        new ConnorsRsi(countsEqual: true).Compute(flat)[0][101].ShouldBe(200 / 3.0, 1e-12);
    }

    [TestMethod]
    public void ConnorsRsi_Streaks_StartAnewAfterAnUnchangedCloseAndATurn()
    {
        // Streaks 0, 1, 2, 0, −1, −2, 1: over one change, the RSI of the streak says where it went.
        var streak = new ConnorsRsi(1, 1, 1).Compute([1.0, 2, 3, 3, 2, 1, 2])[2].ToArray();
        streak.ShouldBe([NoValue, 100, 100, 0, 0, 0, 100]);
        var afterZero = new ConnorsRsi(1, 1, 2).Compute([0.0, 1, 2, 3, 4])[3].ToArray();
        afterZero.ShouldBe([NoValue, NoValue, NoValue, NoValue, 0], "no return from a close of 0");
    }

    [TestMethod]
    public void FisherTransform_NoRange_FallsBackToZeroAndStaysBounded()
    {
        var closes = Enumerable.Range(0, 60).Select(i => Math.Pow(1.1, i)).Concat(Enumerable.Repeat(5.0, 60)).ToArray();
        var fisher = new FisherTransform().Compute(closes);
        fisher[0][58].ShouldBe(Math.Log(1.999 / 0.001), 1e-6, "½·ln(1.999/0.001) and half of itself");
        fisher[1][58].ShouldBe(fisher[0][57]);
        fisher[0][119].ShouldBe(0, 1e-6);
        fisher[0][8].ShouldBe(NoValue);
        fisher[0][9].ShouldNotBe(NoValue);
        fisher[1][9].ShouldBe(NoValue);
    }

    [TestMethod]
    public void Klinger_NoVolumeOrNoRange_IsZero()
    {
        Bar[] still = [.. Enumerable.Range(0, 80).Select(i => new Bar(i, 5, 5, 5, 5, 10))];
        Bar[] untraded = [.. Enumerable.Range(0, 80).Select(i => new Bar(i, 5 + i, 6 + i, 4 + i, 5 + i, 0))];
        foreach (var bars in new[] { still, untraded })
        {
            var rows = Stream(new KlingerOscillator(), bars);
            rows[55].ShouldBe([0, NoValue]);
            rows[54].ShouldBe([NoValue, NoValue]);
            rows[79].ShouldBe([0, 0]);
        }
    }

    [TestMethod]
    public void Klinger_VolumeForce_IsThatOfItsDefinition()
    {
        // Rise (turn: CM 2 + 4), rise (CM 6 + 3), fall (turn: CM 3 + 1); fast period 1 less a slow one of 2 is half the change of the force.
        Bar[] bars = [new(0, 1, 2, 0, 1, 1), new(1, 3, 5, 1, 3, 10), new(2, 5, 6, 3, 5, 20), new(3, 2, 2, 1, 2, 30)];
        double[] Force(VolumeForce force)
        {
            var rows = Stream(new KlingerOscillator(1, 2, 1, force), bars);
            return [rows[2][0], rows[3][0]];
        }

        double[] less = [10 * 2 * (1 - 4 / 6.0) * 100, 20 * 2 * (1 - 3 / 9.0) * 100, -30 * 2 * (1 - 1 / 4.0) * 100];
        var mean = (less[0] + less[1]) / 2;
        Force(VolumeForce.RangeLessOne).ShouldBe([less[1] - mean, (less[2] - mean) / 3], 1e-9);
        double[] twice = [10 * (8 / 6.0 - 1) * 100, 20 * (1 - 6 / 9.0) * 100, -30 * (1 - 2 / 4.0) * 100];
        mean = (twice[0] + twice[1]) / 2;
        Force(VolumeForce.TwiceRangeLessOne).ShouldBe([twice[1] - mean, (twice[2] - mean) / 3], 1e-9);
        Force(VolumeForce.SignedVolume).ShouldBe([5, -15], 1e-9);
    }

    [TestMethod]
    public void Mama_StillMarket_IsThePriceAndFollowsAJump()
    {
        double[] values = [.. Enumerable.Repeat(10.0, 60), .. Enumerable.Repeat(20.0, 120)];
        var mama = new MesaAdaptiveMovingAverage().Compute(values);
        mama[0][31].ShouldBe(NoValue);
        mama[0][32].ShouldBe(10, 1e-12);
        mama[0][60].ShouldBeInRange(10.5, 15);
        mama[0][179].ShouldBe(20, 0.01);
        mama[1][80].ShouldBeLessThan(mama[0][80]);
    }

    [TestMethod]
    public void PriceMomentum_SteadyGrowth_IsTenTimesTheGrowth()
    {
        double[] values = [.. Enumerable.Range(0, 80).Select(i => Math.Pow(1.01, i))];
        var pmo = new PriceMomentumOscillator().Compute(values);
        pmo[0][53].ShouldBe(NoValue);
        pmo[0][54].ShouldBe(10, 1e-9);
        pmo[1][62].ShouldBe(NoValue);
        pmo[1][63].ShouldBe(10, 1e-9);
    }

    [TestMethod]
    public void Schaff_StillMarket_StaysInTheMiddleAndATrendReachesTheEnds()
    {
        var still = new SchaffTrendCycle().Compute(Enumerable.Repeat(100.1, 300).ToArray())[0];
        still[66].ShouldBe(NoValue);
        still[67..].ToArray().ShouldAllBe(value => value == 50);
        double[] rising = [.. Enumerable.Repeat(100.0, 80), .. Enumerable.Range(1, 30).Select(i => 100.0 + i * i)];
        new SchaffTrendCycle().Compute(rising)[0][109].ShouldBe(100, 0.1);
        double[] falling = [.. rising.Select(value => 2000 - value)];
        new SchaffTrendCycle().Compute(falling)[0][109].ShouldBe(0, 0.1);
        var single = new SchaffTrendCycle(single: true).Compute(rising)[0];
        single[59].ShouldBe(NoValue);
        single[60].ShouldBe(50);
    }

    [TestMethod]
    public void DeviationChannel_StraightLine_HasNoWidthFromTheLine()
    {
        double[] line = [.. Enumerable.Range(0, 40).Select(i => 1000 + 0.1 * i)];
        var fromLine = new DeviationChannel(fromLine: true).Compute(line);
        fromLine[1][39].ShouldBe(1003.9, 1e-9);
        fromLine[2][39].ShouldBe(1003.9, 1e-9);
        var fromMean = new DeviationChannel(multiplier: 1).Compute(line);
        (fromMean[1][39] - fromMean[0][39]).ShouldBe(0.1 * Math.Sqrt(399 / 12.0), 1e-9);
        new DeviationChannel(fromLine: true).Compute(Enumerable.Repeat(7.0, 40).ToArray())[1][39].ShouldBe(7);
    }

    [TestMethod]
    public void RollingPivots_Window_EndsBeforeThisBarAndItsOffset()
    {
        Bar[] bars = [new(0, 1, 9, 1, 5, 1), new(1, 5, 8, 2, 6, 1), new(2, 6, 90, 0.1, 7, 1), new(3, 7, 7, 7, 7, 1)];
        Stream(new RollingPivots(2), bars)[2]
            .ShouldBe([16 / 3.0, 29 / 3.0, 5 / 3.0, 16 / 3.0 + 8, 16 / 3.0 - 8, 9 + 2 * (13 / 3.0), 1 - 2 * (11 / 3.0)], 1e-12);
        Stream(new RollingPivots(2), bars)[1][0].ShouldBe(NoValue);
        Stream(new RollingPivots(2, 1), bars)[3][0].ShouldBe(16 / 3.0, 1e-12, "the bar before is left out");
        Stream(new RollingPivots(2, 0, PivotKind.Woodie), bars)[2][0].ShouldBe((9 + 1 + 2 * 6) / 4.0, 1e-12);
    }

    [TestMethod]
    public void Constructors_ArgumentsOutOfRange_Throw()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new ConnorsRsi(rankPeriod: 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new FisherTransform(1));
        Should.Throw<ArgumentException>(() => new KlingerOscillator(55, 34));
        Should.Throw<ArgumentOutOfRangeException>(() => new KlingerOscillator(force: (VolumeForce)99));
        Should.Throw<ArgumentException>(() => new MesaAdaptiveMovingAverage(0.05, 0.5));
        Should.Throw<ArgumentOutOfRangeException>(() => new MesaAdaptiveMovingAverage(1));
        Should.Throw<ArgumentOutOfRangeException>(() => new PriceMomentumOscillator(1));
        Should.Throw<ArgumentOutOfRangeException>(() => new SchaffTrendCycle(factor: 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new DeviationChannel(multiplier: 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new RollingPivots(kind: (PivotKind)99));
        Should.Throw<ArgumentOutOfRangeException>(() => new Renko(-1));
    }

    private static double[] Row(IndicatorColumns columns, int bar) => [.. Enumerable.Range(0, columns.OutputCount).Select(k => columns[k][bar])];

    private static double[][] Stream(Indicator indicator, Bar[] bars) =>
        [
            .. bars.Select(bar =>
            {
                var row = new double[indicator.OutputCount];
                indicator.Update(bar, row);
                return row;
            }),
        ];
}
