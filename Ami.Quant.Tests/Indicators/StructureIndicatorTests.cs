using Ami.Quant.Indicators;
using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Tests.Indicators;

/// <summary>Sessions, turning points and other behaviour that one number at the end of a series does not show.</summary>
[TestClass]
public sealed class StructureIndicatorTests
{
    [TestMethod]
    public void PivotPoints_SecondSession_UsesTheSessionBefore()
    {
        var pivots = new PivotPoints();
        var row = new double[7];
        pivots.Update(At(0, high: 110, low: 95, close: 100), row).ShouldBeFalse();
        pivots.Update(At(23, high: 105, low: 90, close: 100), row).ShouldBeFalse();
        pivots.Update(At(24, high: 500, low: 400, close: 450), row).ShouldBeTrue();
        row.ShouldBe([100, 110, 90, 120, 80, 130, 70]);
        pivots.Update(At(47, high: 600, low: 300, close: 450), row);
        row[0].ShouldBe(100);
        pivots.Update(At(48, high: 1, low: 1, close: 1), row);
        row[0].ShouldBe(450);
    }

    [TestMethod]
    public void PivotPoints_WeeklySessions_OpenOnMonday()
    {
        var pivots = new PivotPoints(sessionHours: 168);
        var row = new double[7];
        pivots.Update(At(0, 12, 6, 9), row);
        pivots.Update(At(6 * 24 + 23, 12, 6, 9), row).ShouldBeFalse();
        pivots.Update(At(7 * 24, 12, 6, 9), row).ShouldBeTrue();
        row[0].ShouldBe(9);
    }

    [TestMethod]
    public void SessionVwap_NewSession_StartsAnew()
    {
        var vwap = new SessionVwap();
        var row = new double[3];
        vwap.Update(At(0, 10, 10, 10, volume: 0), row).ShouldBeFalse();
        vwap.Update(At(1, 10, 10, 10, volume: 1), row).ShouldBeTrue();
        row.ShouldBe([10, 10, 10]);
        vwap.Update(At(2, 20, 20, 20, volume: 3), row);
        row[0].ShouldBe(17.5, 1e-12);
        row[1].ShouldBe(17.5 + Math.Sqrt(75.0 / 4), 1e-12);
        row[2].ShouldBe(17.5 - Math.Sqrt(75.0 / 4), 1e-12);
        vwap.Update(At(24, 30, 30, 30, volume: 1), row);
        row.ShouldBe([30, 30, 30]);
    }

    [TestMethod]
    public void SessionVwap_SessionOffset_MovesTheOpening()
    {
        var vwap = new SessionVwap(24, offsetHours: 13.5);
        vwap.Update(At(13, 10, 10, 10), out _);
        vwap.Update(At(14, 20, 20, 20), out var value);
        value.ShouldBe(20);
    }

    [TestMethod]
    public void Fractals_TurningPoints_AreToldWhenConfirmed()
    {
        double[] highs = [1, 2, 5, 3, 2, 4, 4, 3, 2, 1];
        var fractals = new Fractals();
        var row = new double[2];
        var told = new List<(int Bar, double Price)>();
        for (var i = 0; i < highs.Length; i++)
        {
            fractals.Update(At(i, highs[i] + 10, highs[i], highs[i]), row);
            if (!double.IsNaN(row[0]))
            {
                told.Add((i, row[0]));
            }
        }
        told.ShouldBe([(4, 15)]);
    }

    [TestMethod]
    public void ZigZag_Reversals_TellsPriceAgeAndDirection()
    {
        double[] prices = [100, 104, 110, 108, 99, 95, 96, 106, 120];
        var zigzag = new ZigZag(5);
        var rows = prices
            .Select(
                (price, i) =>
                {
                    var row = new double[3];
                    zigzag.Update(At(i, price, price, price), row);
                    return row;
                }
            )
            .ToArray();
        rows[1].ShouldBe([double.NaN, double.NaN, double.NaN]);
        rows[2].ShouldBe([100, 2, 1]);
        rows[3].ShouldBe([double.NaN, double.NaN, 1]);
        rows[4].ShouldBe([110, 2, -1]);
        rows[7].ShouldBe([95, 2, 1]);
        rows[8].ShouldBe([double.NaN, double.NaN, 1]);
    }

    [TestMethod]
    public void ParabolicSar_FallThenRise_ReversesAtTheStop()
    {
        var sar = new ParabolicSar(0.02, 0.2);
        var row = new double[2];
        sar.Update(At(0, 101, 100, 100), row).ShouldBeFalse();
        sar.Update(At(1, 100, 98, 98), row).ShouldBeTrue();
        row.ShouldBe([101, -1]);
        sar.Update(At(2, 99, 96, 96), row);
        row[0].ShouldBe(101, "never inside the range of the last two bars");
        sar.Update(At(3, 103, 97, 102), row);
        row.ShouldBe([96, 1]);
    }

    [TestMethod]
    public void HurstExponent_IndependentReturns_IsAboutOneHalf()
    {
        var random = new Random(5);
        double total = 0;
        for (var run = 0; run < 40; run++)
        {
            var returns = Enumerable.Range(0, 512).Select(_ => TestCandles.Gaussian(random)).ToArray();
            total += new RescaledRange(512).Estimate(returns);
        }
        (total / 40).ShouldBe(0.5, 0.04);
    }

    [TestMethod]
    public void HurstExponent_TrendingReturns_IsHigherThanReverting()
    {
        var random = new Random(6);
        double[] trending = new double[1024],
            reverting = new double[1024];
        for (var i = 1; i < 1024; i++)
        {
            trending[i] = 0.8 * trending[i - 1] + TestCandles.Gaussian(random);
            reverting[i] = -0.6 * reverting[i - 1] + TestCandles.Gaussian(random);
        }
        new RescaledRange(1024).Estimate(trending).ShouldBeGreaterThan(0.6);
        new RescaledRange(1024).Estimate(reverting).ShouldBeLessThan(0.4);
        RescaledRange.Expected(9).ShouldBeInRange(RescaledRange.Expected(8), RescaledRange.Expected(10));
    }

    [TestMethod]
    public void Beta_SymbolOfTwiceTheMoves_IsTwo()
    {
        double[] moves = [0.01, -0.02, 0.015, 0.005, -0.01, 0.02];
        var (beta, correlation) = (new Beta(6), new Correlation(6));
        double price = 100,
            benchmark = 100;
        var row = new double[1];
        beta.Update(At(0, price, price, price), At(0, benchmark, benchmark, benchmark), row);
        correlation.Update(At(0, price, price, price), At(0, benchmark, benchmark, benchmark), row);
        for (var i = 0; i < moves.Length; i++)
        {
            price *= 1 + 2 * moves[i];
            benchmark *= 1 + moves[i];
            correlation.Update(At(i + 1, price, price, price), At(i + 1, benchmark, benchmark, benchmark), row);
        }
        row[0].ShouldBe(1, 1e-12);
        correlation.Update(At(9, 1, 1, 1) with { Close = double.NaN }, At(9, 1, 1, 1), row).ShouldBeFalse();
        correlation.Update(At(9, 1, 1, 1), At(9, 1, 1, 1) with { Open = double.NaN }, row).ShouldBeFalse();
        correlation.BarsSeen.ShouldBe(7);
    }

    [TestMethod]
    public void RollingSums_AfterHugeValues_ForgetThem()
    {
        var sum = new RollingSum(3);
        var moments = new RollingMoments(3);
        foreach (var value in new[] { 1e15, 1e15, 1e15, 0.1, 0.2, 0.3, 0.1, 0.2, 0.3 })
        {
            sum.Push(value);
            moments.Push(value);
        }
        sum.Sum.ShouldBe(0.6, 1e-15);
        moments.Mean.ShouldBe(0.2, 1e-15);
        moments.PopulationVariance.ShouldBe(0.02 / 3, 1e-15);
    }

    private static Bar At(int hour, double high, double low, double close, double volume = 1) =>
        new(TestCandles.Start + hour * 3_600_000L, close, high, low, close, volume);
}
