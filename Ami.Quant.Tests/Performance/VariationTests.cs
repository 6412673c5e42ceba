using Ami.Quant.Allocation;
using Ami.Quant.Indicators;
using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Models;
using Ami.Quant.Models.Hmm;
using Ami.Quant.Models.Linear;
using Ami.Quant.Performance;
using Ami.Quant.Scores;
using Ami.Quant.Series;

namespace Ami.Quant.Tests.Performance;

[TestClass]
public sealed class VariationTests
{
    public static IEnumerable<object[]> Constants =>
        from r in new[] { 0.001, 0.1, 0.01, 1e-4, -0.03, 1.0 / 3 }
        from n in new[] { 3, 10, 252, 1_000, 100_000 }
        select new object[] { r, n };

    [TestMethod]
    [DynamicData(nameof(Constants))]
    public void Ratios_ConstantReturns_AreUndefined(double r, int n)
    {
        var returns = new double[n];
        Array.Fill(returns, r);
        ShouldHaveNoRatio(returns, r);
    }

    [TestMethod]
    [DataRow(1e-9)]
    [DataRow(1)]
    [DataRow(1e12)]
    public void Ratios_SteadilyGrowingAccount_AreUndefinedInAnyCurrency(double start)
    {
        foreach (var r in new[] { 1e-6, 1e-4, 0.01, -0.02 })
        {
            var growing = new double[1000];
            for (var i = 0; i < growing.Length; i++)
            {
                growing[i] = start * Math.Pow(1 + r, i);
            }

            ShouldHaveNoRatio(Returns.Simple(growing), r);
        }
    }

    [TestMethod]
    [DataRow(1e-9)]
    [DataRow(1e-3)]
    [DataRow(1)]
    public void Ratios_SmallMoves_AreThoseOfLargeOnes(double scale)
    {
        double[] returns = [.. new[] { 0.02, -0.01, 0.03, -0.02 }.Select(r => r * scale)];
        RiskAdjusted.Sharpe(returns, 1).ShouldBe(0.005 / Math.Sqrt(0.0017 / 3), 1e-6);
        RiskAdjusted.Sortino(returns, 1).ShouldBe(0.005 / Math.Sqrt(0.0005 / 4), 1e-6);
        RiskAdjusted.Omega(returns).ShouldBe(5.0 / 3, 1e-6);
        SampleMoments.Of(returns).Kurtosis.ShouldBe(353 / 289.0, 1e-6);
    }

    [TestMethod]
    public void Ratios_LossesOfRoundingAlone_AreUndefined()
    {
        RiskAdjusted.Calmar([1, 1 - 2.3e-16, 2], 1).ShouldBe(double.NaN);
        RiskAdjusted.Sortino([0.01, -1e-16, 0.02], 1).ShouldBe(double.NaN);
        Kelly.OfOutcomes([1, 2, -1e-16]).ShouldBe(double.PositiveInfinity);
        var trades = TradeStatistics.Of([
            new TradeOutcome(100, double.NaN, double.NaN, double.NaN),
            new TradeOutcome(0.3 - 0.1 - 0.2, double.NaN, double.NaN, double.NaN),
        ]);
        trades.ProfitFactor.ShouldBe(double.NaN);
        trades.Payoff.ShouldBe(double.NaN);
        trades.Kelly.ShouldBe(double.NaN);
        SharpeInference.MinimumTrackRecord(double.NaN, 0).ShouldBe(double.NaN);
    }

    [TestMethod]
    public void ModifiedValueAtRisk_ConstantReturns_IsTheirLoss()
    {
        double[] steady = [-0.01, -0.01, -0.01];
        TailRisk.ModifiedValueAtRisk(steady).ShouldBe(0.01, 1e-12);
        TailRisk.GaussianValueAtRisk(steady).ShouldBe(0.01, 1e-12);
    }

    [TestMethod]
    public void Moments_NotANumber_StayUndefined()
    {
        SampleMoments.Of([0.1, double.NaN, 0.2]).Variance.ShouldBe(double.NaN);
        RiskAdjusted.Sharpe([0.1, double.NaN, 0.2], 1).ShouldBe(double.NaN);
    }

    [TestMethod]
    public void Overfitting_ConfigurationsThatNeverVary_HaveNoRatioAndTie()
    {
        var returns = new double[800 * 2];
        for (var i = 0; i < 800; i++)
        {
            returns[2 * i] = 1.0 / 3;
            returns[2 * i + 1] = 0.1;
        }

        // Each split ranks two configurations without a ratio equal: the middle rank, so a logit of 0.
        BacktestOverfitting.Estimate(returns, 2, 8).Logits.ShouldAllBe(logit => logit == 0);
    }

    [TestMethod]
    public void RSquared_ConstantTargets_IsUndefined()
    {
        var targets = Repeat(0.1, 1000);
        RegressionScores.RSquared(targets, Repeat(0.2, 1000)).ShouldBe(double.NaN);
        RegressionScores.RSquared(targets, Repeat(0.2, 1000), 0.1).ShouldBe(double.NaN);
    }

    [TestMethod]
    public void Models_ConstantFeature_IsNotAFeature()
    {
        const int Rows = 20_000;
        var (moving, targets) = (new double[Rows], new double[Rows]);
        for (var i = 0; i < Rows; i++)
        {
            moving[i] = Math.Sin(i);
            targets[i] = moving[i] + 0.1 * Math.Cos(3 * i);
        }

        var features = FeatureMatrix.FromColumns(["constant", "moving"], [Repeat(0.1, Rows), moving]);
        Should.Throw<ArgumentException>(() => GaussianHmm.Fit(features, new GaussianHmmOptions())).Message.ShouldContain("constant");
        var model = new RidgeRegression().Fit(new Samples(features, targets));
        model.Coefficients[0].ShouldBe(0);
        model.Coefficients[1].ShouldBe(1, 0.01);
    }

    [TestMethod]
    public void Covariance_ConstantAsset_HasNoVariance()
    {
        var returns = new double[300, 2];
        for (var k = 0; k < 300; k++)
        {
            (returns[k, 0], returns[k, 1]) = (0.0003, 0.01 * Math.Sin(k));
        }

        var covariance = LedoitWolf.SampleCovariance(returns);
        covariance[0, 0].ShouldBe(0);
        Should.Throw<ArgumentException>(() => LedoitWolf.ToConstantCorrelation(returns));
        Should.Throw<ArgumentException>(() => HierarchicalRiskParity.Optimise(covariance));
    }

    [TestMethod]
    public void PortfolioRisk_PositionsThatCancelOut_HasNoRatio()
    {
        double[,] same =
        {
            { 0.04, 0.04, 0.04 },
            { 0.04, 0.04, 0.04 },
            { 0.04, 0.04, 0.04 },
        };
        PortfolioRisk.DiversificationRatio([0.7, 0.2, -0.9], same).ShouldBe(double.NaN);
        PortfolioRisk.RiskContributions([0.7, 0.2, -0.9], same).ShouldAllBe(share => double.IsNaN(share));
    }

    [TestMethod]
    public void Indicators_OverConstantGrowth_HaveNoValueOrTheMiddle()
    {
        var growing = Candles(i => 3.7 * Math.Pow(1.001, i));
        var walk = TestCandles.Walk(growing.Count);
        new Beta(20).Compute(walk, growing)[0].ToArray().ShouldAllBe(x => double.IsNaN(x));
        new Correlation(20).Compute(growing, walk)[0].ToArray().ShouldAllBe(x => double.IsNaN(x));
        new HurstExponent(64).Compute(growing)[0].ToArray().ShouldAllBe(x => double.IsNaN(x));
        new StochasticRsi().Compute(growing)[0][^1].ShouldBe(50);
        RangePosition.Percent(70 + 1e-14, 70, 70 + 1e-14).ShouldBe(50);
    }

    [TestMethod]
    public void ZScore_AfterALargeFall_CountsTheSmallMovesExactly()
    {
        var fallen = Candles(i => i < 40 ? 1e9 + 1e7 * Math.Sin(i) : 100 + 0.01 * Math.Sin(i));
        var z = new ZScore(16).Compute(fallen)[0].ToArray();
        var deviation = new StandardDeviation(16).Compute(fallen)[0].ToArray();
        for (var i = 56; i < fallen.Count; i++)
        {
            var window = fallen.Close[(i - 15)..(i + 1)].ToArray();
            var mean = window.Average();
            var exact = Math.Sqrt(window.Average(x => (x - mean) * (x - mean)));
            deviation[i].ShouldBe(exact, 1e-8 * exact);
            z[i].ShouldBe((window[^1] - mean) / exact, 1e-6);
        }
    }

    [TestMethod]
    public void ZScore_LastDigitJitter_IsUndefined() =>
        new ZScore(20).Compute(Candles(i => 0.1 * (3 + i % 3) / (3 + i % 3)))[0].ToArray().ShouldAllBe(x => double.IsNaN(x));

    private static void ShouldHaveNoRatio(double[] returns, double r)
    {
        RiskAdjusted.Sharpe(returns, 252).ShouldBe(double.NaN);
        RiskAdjusted.Sortino(returns, 252, r).ShouldBe(double.NaN);
        RiskAdjusted.Omega(returns, r).ShouldBe(double.NaN);
        Kelly.Continuous(returns).ShouldBe(double.NaN);
        Kelly.OfOutcomes(returns).ShouldBe(double.NaN);
        SharpeInference.Probabilistic(returns).ShouldBe(double.NaN);
        SharpeInference.Deflated(returns, 10, 0.01).ShouldBe(double.NaN);
        BlockLength.Optimal(returns).ShouldBe(1);
        var moments = SampleMoments.Of(returns);
        moments.Variance.ShouldBe(0);
        moments.Skewness.ShouldBe(double.NaN);
        moments.Kurtosis.ShouldBe(double.NaN);
    }

    private static double[] Repeat(double value, int count) => [.. Enumerable.Repeat(value, count)];

    private static CandleSeries Candles(Func<int, double> close)
    {
        var builder = new CandleBuilder(BarInterval.OneHour, 200);
        for (var i = 0; i < 200; i++)
        {
            var price = close(i);
            builder.Add(new Bar(TestCandles.Start + i * 3_600_000L, price, price, price, price, 1));
        }

        return builder.ToSeries();
    }
}
