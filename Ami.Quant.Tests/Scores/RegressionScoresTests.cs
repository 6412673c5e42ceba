using Ami.Quant.Scores;

namespace Ami.Quant.Tests.Scores;

[TestClass]
public sealed class RegressionScoresTests
{
    private static readonly double[] Targets = [1, 2, 3, 6];
    private static readonly double[] Predictions = [1, 3, 2, 8];

    [TestMethod]
    public void KnownAnswers()
    {
        RegressionScores.MeanSquaredError(Targets, Predictions).ShouldBe(1.5, 1e-12);
        RegressionScores.MeanAbsoluteError(Targets, Predictions).ShouldBe(1, 1e-12);
        RegressionScores.RSquared(Targets, Predictions).ShouldBe(1 - 6.0 / 14, 1e-12);
        RegressionScores.RSquared(Targets, Predictions, benchmark: 0).ShouldBe(1 - 6.0 / 50, 1e-12);
        RegressionScores.Pinball(Targets, Predictions, 0.9).ShouldBe((0 + 0.1 + 0.9 + 0.2) / 4, 1e-12);
        RegressionScores.Coverage(Targets, Predictions).ShouldBe(0.75);
    }

    [TestMethod]
    public void Weights_LeaveOutSamplesOfWeightZero()
    {
        RegressionScores.MeanSquaredError(Targets, Predictions, [1, 1, 0, 0]).ShouldBe(0.5, 1e-12);
        RegressionScores.RSquared(Targets, Predictions, [1, 1, 0, 0]).ShouldBe(1 - 1 / 0.5, 1e-12);
        RegressionScores.Pinball(Targets, Predictions, 0.5, [0, 0, 0, 1]).ShouldBe(1, 1e-12);
    }

    [TestMethod]
    public void RSquared_TargetsDoNotVary_IsUndefined()
    {
        RegressionScores.RSquared([2, 2], [1, 3]).ShouldBe(double.NaN);
        RegressionScores.MeanSquaredError([], []).ShouldBe(double.NaN);
    }

    [TestMethod]
    public void Unusable_Throws()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => RegressionScores.Pinball(Targets, Predictions, 1));
        Should.Throw<ArgumentException>(() => RegressionScores.Coverage([1], []));
    }

    [TestMethod]
    public void ClassScores_KnownAnswers()
    {
        double[] p = [0.5, 0.25, 0.25, 0.1, 0.2, 0.7];

        ClassScores.LogLoss([0, 1], p, 3).ShouldBe(-(Math.Log(0.5) + Math.Log(0.2)) / 2, 1e-12);
        ClassScores.Accuracy([0, 1], p, 3).ShouldBe(0.5);
        ClassScores.BaseRates([0, 2, 2, 2], 3).ShouldBe([0.25, 0, 0.75]);
        Should.Throw<ArgumentException>(() => ClassScores.LogLoss([3, 0], p, 3));
        Should.Throw<ArgumentException>(() => ClassScores.Accuracy([0], p, 3));
        Should.Throw<ArgumentOutOfRangeException>(() => ClassScores.BaseRates([0], 1));
    }
}
