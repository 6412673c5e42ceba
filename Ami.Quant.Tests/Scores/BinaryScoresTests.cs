using Ami.Quant.Scores;

namespace Ami.Quant.Tests.Scores;

[TestClass]
public sealed class BinaryScoresTests
{
    private static readonly double[] Labels = [1, 0, 1, 1, 0];
    private static readonly double[] Probabilities = [0.9, 0.2, 0.6, 0.3, 0.5];

    [TestMethod]
    public void KnownAnswers()
    {
        BinaryScores.BaseRate(Labels).ShouldBe(0.6, 1e-15);
        BinaryScores.LogLoss(Labels, Probabilities).ShouldBe(-(Math.Log(0.9) + Math.Log(0.8) + Math.Log(0.6) + Math.Log(0.3) + Math.Log(0.5)) / 5, 1e-12);
        BinaryScores.Brier(Labels, Probabilities).ShouldBe((0.01 + 0.04 + 0.16 + 0.49 + 0.25) / 5, 1e-12);
        BinaryScores.Accuracy(Labels, Probabilities).ShouldBe(0.6, 1e-15);
        // 2 true positives, 1 false positive, 1 true negative, 1 false negative.
        BinaryScores.Mcc(Labels, Probabilities).ShouldBe((2.0 * 1 - 1 * 1) / Math.Sqrt(3 * 3 * 2 * 2), 1e-12);
        // Of the six pairs, (0.3, 0.5) is the only one in the wrong order.
        BinaryScores.Auc(Labels, Probabilities).ShouldBe(5.0 / 6, 1e-12);
    }

    [TestMethod]
    public void Weights_WholeNumbers_EqualRepeats()
    {
        double[] weights = [1, 2, 0, 3, 1];
        var index = Enumerable.Range(0, 5).SelectMany(i => Enumerable.Repeat(i, (int)weights[i])).ToArray();
        double[] y = [.. index.Select(i => Labels[i])],
            p = [.. index.Select(i => Probabilities[i])];

        BinaryScores.BaseRate(Labels, weights).ShouldBe(BinaryScores.BaseRate(y), 1e-12);
        BinaryScores.LogLoss(Labels, Probabilities, weights).ShouldBe(BinaryScores.LogLoss(y, p), 1e-12);
        BinaryScores.Brier(Labels, Probabilities, weights).ShouldBe(BinaryScores.Brier(y, p), 1e-12);
        BinaryScores.Mcc(Labels, Probabilities, 0.5, weights).ShouldBe(BinaryScores.Mcc(y, p), 1e-12);
        BinaryScores.Auc(Labels, Probabilities, weights).ShouldBe(BinaryScores.Auc(y, p), 1e-12);
    }

    [TestMethod]
    public void LogLoss_CertainMistake_IsFinite()
    {
        BinaryScores.LogLoss([1], [0]).ShouldBe(-Math.Log(1e-15), 1e-9);
    }

    [TestMethod]
    public void Confusion_OneSided_IsZeroCorrelationAndUndefinedShares()
    {
        var confusion = Confusion.Of([1, 1, 0], [0.1, 0.2, 0.3]);

        confusion.Mcc.ShouldBe(0);
        confusion.Precision.ShouldBe(double.NaN);
        confusion.Recall.ShouldBe(0);
        confusion.Accuracy.ShouldBe(1.0 / 3, 1e-12);
        Confusion.Of([], []).Mcc.ShouldBe(double.NaN);
        Confusion.Of([1, 0], [0.9, 0.9]).Precision.ShouldBe(0.5);
    }

    [TestMethod]
    public void UnusableArguments_Throw()
    {
        Should.Throw<ArgumentException>(() => BinaryScores.BaseRate([0.5]));
        Should.Throw<ArgumentException>(() => BinaryScores.Brier([1], [0.5, 0.5]));
        Should.Throw<ArgumentException>(() => BinaryScores.Brier([1], [0.5], [1, 1]));
        Should.Throw<ArgumentException>(() => BinaryScores.LogLoss([1], [1.5]));
        Should.Throw<ArgumentException>(() => BinaryScores.Auc([1, 0], [double.NaN, 0]));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void Auc_TiesAndWeights_EqualsAllPairs(int seed)
    {
        var random = new Random(seed);
        double[] labels = [.. Enumerable.Range(0, 200).Select(_ => (double)random.Next(2))];
        double[] scores = [.. labels.Select(y => (double)random.Next(5) + (int)y)];
        double[] weights = [.. labels.Select(_ => random.NextDouble())];

        RocAuc.Of(labels, scores, weights).ShouldBe(AllPairs(labels, scores, weights), 1e-12);
        RocAuc.Of(labels, scores).ShouldBe(AllPairs(labels, scores, [.. labels.Select(_ => 1.0)]), 1e-12);
    }

    [TestMethod]
    public void Auc_OneClass_IsUndefined()
    {
        RocAuc.Of([1, 1], [0.1, 0.2]).ShouldBe(double.NaN);
        RocAuc.Of([], []).ShouldBe(double.NaN);
        RocAuc.StandardError([1, 1, 0], [0.1, 0.2, 0.3]).ShouldBe(double.NaN);
    }

    [TestMethod]
    public void AucStandardError_ManyDraws_MatchesTheirSpread()
    {
        var random = new Random(3);
        var areas = new List<double>();
        var errors = new List<double>();
        for (var trial = 0; trial < 400; trial++)
        {
            double[] labels = [.. Enumerable.Range(0, 120).Select(i => i % 3 == 0 ? 1.0 : 0)];
            double[] scores = [.. labels.Select(y => Math.Round(Models.Generated.Normal(random) + y, 1))];
            areas.Add(RocAuc.Of(labels, scores));
            errors.Add(RocAuc.StandardError(labels, scores));
        }

        var mean = areas.Average();
        errors.Average().ShouldBe(Math.Sqrt(areas.Average(a => (a - mean) * (a - mean))), 0.004);
    }

    private static double AllPairs(double[] labels, double[] scores, double[] weights)
    {
        double sum = 0,
            total = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            for (var j = 0; j < labels.Length; j++)
            {
                if (labels[i] != 1 || labels[j] != 0)
                {
                    continue;
                }

                sum +=
                    weights[i]
                    * weights[j]
                    * (
                        scores[i] > scores[j] ? 1
                        : scores[i] == scores[j] ? 0.5
                        : 0
                    );
                total += weights[i] * weights[j];
            }
        }

        return sum / total;
    }
}
