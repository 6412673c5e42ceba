using Ami.Quant.Forecasting;
using Ami.Quant.Models;
using Ami.Quant.Series;
using Ami.Quant.Validation;

namespace Ami.Quant.Tests.Validation;

/// <summary>What the test of foresight says of features that know their future in part, and of honest ones.</summary>
[TestClass]
public sealed class ForesightTests
{
    private static readonly CandleSeries Walk = LeakDetectorTests.Walk;

    private static CandleSeries Reverting(int count)
    {
        var random = new Random(3);
        var builder = new CandleBuilder(BarInterval.OneHour, count);
        double close = 100,
            move = 0;
        for (var i = 0; i < count; i++)
        {
            var open = close;
            move = -0.2 * move + 0.01 * TestCandles.Gaussian(random);
            close *= Math.Exp(move);
            builder.Add(new(TestCandles.Start + i * 3_600_000L, open, 1.002 * Math.Max(open, close), 0.998 * Math.Min(open, close), close, 100));
        }

        return builder.ToSeries();
    }

    internal static double[] Moves(CandleView bars, int horizon = 1) =>
        [.. Enumerable.Range(0, bars.Count).Select(t => t < horizon ? double.NaN : Math.Log(bars.Close[t] / bars.Close[t - horizon]))];

    internal static FeatureMatrix Only(double[] feature) => FeatureMatrix.FromColumns(["feature"], feature);

    [TestMethod]
    public void Foresight_HonestFeaturesOfAMarketThatReverts_ReportsNothing()
    {
        var bars = Reverting(8000);
        var features = new FeatureBuilder().Build(bars);
        // The last return is far from 0.5, and rightly so.
        LeakDetector.Foresight(Only(Moves(bars)), bars, plausible: 0).ShouldBeEmpty();
        LeakDetector.Foresight(features, bars).ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow(5)]
    [DataRow(10)]
    [DataRow(20)]
    public void Foresight_ScaledByLaterVolatility_IsCaughtBySize(int window)
    {
        foreach (var bars in new[] { Walk, Reverting(4000) })
        {
            var moves = Moves(bars);
            var scaled = new double[bars.Count];
            for (var t = 0; t < scaled.Length; t++)
            {
                scaled[t] = t + window < scaled.Length ? moves[t] / Math.Sqrt(moves[(t + 1)..(t + window + 1)].Average(m => m * m)) : double.NaN;
            }

            var finding = LeakDetector.Foresight(Only(scaled), bars).ShouldHaveSingleItem();
            finding.What.ShouldBe(Foreseen.Size);
            finding.BarsAhead.ShouldBeLessThanOrEqualTo(window);
        }
    }

    [TestMethod]
    public void Foresight_LeakInATenthOfTheBars_IsCaught()
    {
        var random = new Random(2);
        var moves = Moves(Walk);
        var leaking = Array.ConvertAll(
            Enumerable.Range(0, moves.Length).ToArray(),
            t => t + 1 < moves.Length && random.NextDouble() < 0.1 ? moves[t + 1] : moves[t]
        );
        var finding = LeakDetector.Foresight(Only(leaking), Walk).ShouldHaveSingleItem();
        finding.BarsAhead.ShouldBe(1);
        Math.Abs(finding.Auc - 0.5).ShouldBeLessThan(0.1, "which a look at the direction alone takes for skill");
    }

    [TestMethod]
    public void Foresight_TooFewBars_SaysNothing() =>
        LeakDetector.Foresight(LeakDetectorTests.Features(Walk.Slice(0, 150), 1), Walk.Slice(0, 150)).ShouldBeEmpty();
}
