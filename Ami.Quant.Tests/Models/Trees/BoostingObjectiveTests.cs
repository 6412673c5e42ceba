using Ami.Quant.Models;
using Ami.Quant.Models.Trees;

namespace Ami.Quant.Tests.Models.Trees;

[TestClass]
public sealed class BoostingObjectiveTests
{
    public static IEnumerable<object[]> Objectives =>
        [
            [BoostingObjective.Squared, 0.5],
            [BoostingObjective.Huber(0.7), 1.0],
            [BoostingObjective.Quantile(0.3), 1.0],
            [BoostingObjective.Logistic, 1.0],
            [BoostingObjective.Softmax(3), 1.0],
        ];

    [TestMethod]
    [DynamicData(nameof(Objectives))]
    public unsafe void Gradients_AgreeWithDifferencesOfTheLoss(BoostingObjective objective, double scale)
    {
        const double Step = 1e-5;
        var random = new Random(4);
        var outputs = objective.Outputs;
        var classification = objective.Code.Code is 1 or 4;
        for (var trial = 0; trial < 50; trial++)
        {
            var scores = Enumerable.Range(0, outputs).Select(_ => Generated.Normal(random)).ToArray();
            double[] target = [classification ? random.Next(Math.Max(2, outputs)) : Generated.Normal(random)];
            double[] weight = [1.5];
            var pairs = new GradientPair[outputs];
            fixed (double* s = scores)
            fixed (GradientPair* p = pairs)
            {
                objective.Gradients(s, p, 1, 0, target, weight);
            }

            double LossAt(int output, double shift)
            {
                var moved = scores.ToArray();
                moved[output] += shift;
                objective.Transform(moved);
                return weight[0] * scale * objective.Loss(moved, target[0]);
            }

            for (var k = 0; k < outputs; k++)
            {
                ((double)pairs[k].Gradient).ShouldBe((LossAt(k, Step) - LossAt(k, -Step)) / (2 * Step), 1e-4);
            }

            foreach (var pair in pairs)
            {
                pair.Hessian.ShouldBeGreaterThan(0);
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Objectives))]
    public void InitialScores_NoOtherConstantIsBetter(BoostingObjective objective, double scale)
    {
        var samples = objective.Code.Code switch
        {
            1 => Generated.Binary(2000),
            4 => Generated.Classes(2000),
            _ => Generated.Regression(2000),
        };
        var initial = objective.InitialScores(samples);

        double MeanLoss(double[] scores)
        {
            var prediction = scores.ToArray();
            objective.Transform(prediction);
            return scale * samples.Targets.ToArray().Average(y => objective.Loss(prediction, y));
        }

        for (var k = 0; k < initial.Length; k++)
        {
            foreach (var shift in new[] { -0.2, 0.2 })
            {
                var moved = initial.ToArray();
                moved[k] += shift;
                // Huber starts at the median, which is near its best constant but not it.
                MeanLoss(initial).ShouldBeLessThan(MeanLoss(moved) + (objective.Code.Code == 3 ? 0.005 : 0));
            }
        }
    }

    [TestMethod]
    [DataRow(0.1)]
    [DataRow(0.5)]
    [DataRow(0.9)]
    public void Fit_Quantile_CoversItsShareOfNewSamples(double level)
    {
        var options = new BoostedTreesOptions
        {
            Objective = BoostingObjective.Quantile(level),
            Rounds = 60,
            MaxDepth = 3,
            MinChildWeight = 40,
        };

        var model = new BoostedTrees(options).Fit(Generated.Regression(8000, 3, seed: 1));
        var later = Generated.Regression(8000, 3, seed: 50);

        var below = model.Predict(later.Features).Zip(later.Targets.ToArray(), (p, y) => y <= p ? 1.0 : 0).Average();
        below.ShouldBe(level, 0.03);
    }

    [TestMethod]
    public void Fit_HuberWithOutliers_BeatsSquared()
    {
        var clean = Generated.Regression(3000, 3);
        var dirty = clean.Targets.ToArray();
        for (var i = 0; i < dirty.Length; i += 50)
        {
            dirty[i] += 200;
        }

        var later = Generated.Regression(1000, 3, seed: 77);

        double Error(BoostingObjective objective)
        {
            var model = new BoostedTrees(new BoostedTreesOptions { Objective = objective, Rounds = 60 }).Fit(new Samples(clean.Features, dirty));
            return model.Predict(later.Features).Zip(later.Targets.ToArray(), (p, y) => Math.Abs(p - y)).Average();
        }

        Error(BoostingObjective.Huber(0.5)).ShouldBeLessThan(Error(BoostingObjective.Squared) / 3);
    }

    [TestMethod]
    public void Fit_Logistic_RecoversProbabilities()
    {
        var random = new Random(5);
        var x = Enumerable.Range(0, 20000).Select(_ => (double)random.Next(4)).ToArray();
        double[] rates = [0.1, 0.3, 0.6, 0.95];
        var y = Array.ConvertAll(x, v => random.NextDouble() < rates[(int)v] ? 1.0 : 0);
        var options = new BoostedTreesOptions
        {
            Objective = BoostingObjective.Logistic,
            Rounds = 100,
            LearningRate = 0.3,
            Lambda = 0,
        };

        var model = new BoostedTrees(options).Fit(new Samples(FeatureMatrix.FromColumns(["x"], x), y));

        for (var v = 0; v < 4; v++)
        {
            var observed = x.Zip(y).Where(p => p.First == v).Average(p => p.Second);
            model.Predict(FeatureMatrix.FromColumns(["x"], [v]))[0].ShouldBe(observed, 1e-4);
        }
    }

    [TestMethod]
    public void Fit_Softmax_SumsToOneAndClassifies()
    {
        var training = Generated.Classes(4000, 3);
        var later = Generated.Classes(1000, 3, seed: 31);
        var model = new BoostedTrees(new BoostedTreesOptions { Objective = BoostingObjective.Softmax(3), Rounds = 50 }).Fit(training);

        var predictions = model.Predict(later.Features);

        var right = 0;
        for (var i = 0; i < later.Rows; i++)
        {
            var row = predictions.AsSpan(3 * i, 3).ToArray();
            row.Sum().ShouldBe(1, 1e-12);
            if (Array.IndexOf(row, row.Max()) == (int)later.Targets.Span[i])
            {
                right++;
            }
        }

        right.ShouldBeGreaterThan(750);
    }

    [TestMethod]
    public void Factories_ParameterOutOfRange_Throw()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => BoostingObjective.Quantile(1));
        Should.Throw<ArgumentOutOfRangeException>(() => BoostingObjective.Huber(0));
        Should.Throw<ArgumentOutOfRangeException>(() => BoostingObjective.Softmax(1));
        Should.Throw<NotSupportedException>(() => BoostingObjective.Squared.RenewLeaf([], []));
    }

    [TestMethod]
    [DataRow(new[] { 3.0, 1, 2 }, new[] { 1.0, 1, 1 }, 0.5, 2.0)]
    [DataRow(new[] { 4.0, 1, 3, 2 }, new[] { 1.0, 1, 1, 1 }, 0.5, 2.5)]
    [DataRow(new[] { 1.0, 2, 3 }, new[] { 1.0, 1, 8 }, 0.5, 3.0)]
    [DataRow(new[] { 1.0, 2, 3, 4 }, new[] { 1.0, 0, 1, 0 }, 0.5, 2.0)]
    [DataRow(new[] { 1.0, 2, 3 }, new[] { 0.0, 0, 0 }, 0.5, 3.0)]
    [DataRow(new[] { 1.0, 2 }, new[] { 1.0, 1 }, 0.999, 2.0)]
    public void WeightedQuantile_KnownAnswers(double[] values, double[] weights, double level, double expected)
    {
        WeightedQuantile.Of(values, weights, level).ShouldBe(expected);
    }
}
