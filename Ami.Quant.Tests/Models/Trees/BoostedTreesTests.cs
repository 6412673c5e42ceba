using Ami.Quant.Models;
using Ami.Quant.Models.Trees;

namespace Ami.Quant.Tests.Models.Trees;

[TestClass]
public sealed class BoostedTreesTests
{
    [TestMethod]
    public void Fit_OneStump_GivesShrunkenMeans()
    {
        var samples = new Samples(FeatureMatrix.FromColumns(["x"], [1, 2, 3, 4]), new double[] { 1, 1, 3, 3 });
        var options = new BoostedTreesOptions
        {
            Rounds = 1,
            MaxDepth = 1,
            LearningRate = 1,
            Lambda = 1,
            MinChildWeight = 0,
        };

        var predictions = new BoostedTrees(options).Fit(samples).Predict(samples.Features);

        // Start at the mean 2; each side's residual sum is ∓2 over a hessian of 2 plus lambda 1.
        predictions.ShouldBe([2 - 2.0 / 3, 2 - 2.0 / 3, 2 + 2.0 / 3, 2 + 2.0 / 3], 1e-12);
    }

    [TestMethod]
    public void Fit_ThresholdBetweenValues_IsTheirMiddle()
    {
        var samples = new Samples(FeatureMatrix.FromColumns(["x"], [1, 2, 4, 5]), new double[] { 0, 0, 1, 1 });

        var tree = new BoostedTrees(new BoostedTreesOptions { Rounds = 1, MaxDepth = 1 }).Fit(samples).Trees[0];

        tree.Feature[0].ShouldBe(0);
        tree.Threshold[0].ShouldBe(3);
    }

    [TestMethod]
    [DataRow(0.0, 1.0)]
    [DataRow(2.5, 4.0)]
    public void Fit_SmallSet_EqualsExactGreedySearch(double lambda, double minChildWeight)
    {
        var samples = Generated.Regression(100, 3, seed: 7, missing: 0.15);
        var options = new BoostedTreesOptions
        {
            Rounds = 3,
            MaxDepth = 4,
            LearningRate = 0.5,
            Lambda = lambda,
            MinChildWeight = minChildWeight,
            Gamma = 0.05,
        };

        var predictions = new BoostedTrees(options).Fit(samples).Predict(samples.Features);

        predictions.ShouldBe(ExactGreedy.FitPredict(samples, options), 1e-5);
    }

    [TestMethod]
    public void Fit_MissingIsInformative_RoutesMissingToItsSide()
    {
        double[] x = [1, 2, 3, 4, double.NaN, double.NaN];
        var high = new Samples(FeatureMatrix.FromColumns(["x"], x), new double[] { 0, 0, 1, 1, 1, 1 });
        var low = new Samples(FeatureMatrix.FromColumns(["x"], x), new double[] { 0, 0, 1, 1, 0, 0 });
        var learner = new BoostedTrees(
            new BoostedTreesOptions
            {
                Rounds = 1,
                MaxDepth = 1,
                LearningRate = 1,
                Lambda = 0,
            }
        );

        learner.Fit(high).Predict(high.Features).ShouldBe([0, 0, 1, 1, 1, 1], 1e-7);
        learner.Fit(low).Predict(low.Features).ShouldBe([0, 0, 1, 1, 0, 0], 1e-7);
    }

    [TestMethod]
    public void Fit_OnlyPresenceMatters_SplitsMissingFromPresent()
    {
        var samples = new Samples(FeatureMatrix.FromColumns(["x"], [1, double.NaN, 2, double.NaN, 3, 4]), new double[] { 0, 1, 0, 1, 0, 0 });

        var model = new BoostedTrees(
            new BoostedTreesOptions
            {
                Rounds = 1,
                MaxDepth = 1,
                LearningRate = 1,
                Lambda = 0,
            }
        ).Fit(samples);

        model.Predict(samples.Features).ShouldBe([0, 1, 0, 1, 0, 0], 1e-7);
    }

    [TestMethod]
    public void Predict_MissingNeverSeen_FollowsHeavierChild()
    {
        var samples = new Samples(FeatureMatrix.FromColumns(["x"], [1, 2, 3, 9]), new double[] { 0, 0, 0, 1 });

        var model = new BoostedTrees(
            new BoostedTreesOptions
            {
                Rounds = 1,
                MaxDepth = 1,
                LearningRate = 1,
                Lambda = 0,
            }
        ).Fit(samples);

        model.Predict(FeatureMatrix.FromColumns(["x"], [double.NaN])).ShouldBe([0], 1e-7);
    }

    [TestMethod]
    public void Fit_InfiniteValues_AreOrdinaryExtremes()
    {
        var x = new[] { double.NegativeInfinity, 0, 1, double.PositiveInfinity };
        var samples = new Samples(FeatureMatrix.FromColumns(["x"], x), new double[] { 5, 0, 0, 7 });

        var model = new BoostedTrees(
            new BoostedTreesOptions
            {
                Rounds = 1,
                MaxDepth = 2,
                LearningRate = 1,
                Lambda = 0,
            }
        ).Fit(samples);

        model.Predict(samples.Features).ShouldBe([5, 0, 0, 7], 1e-6);
    }

    [TestMethod]
    public void Fit_ConstantFeature_PredictsTheMean()
    {
        var samples = new Samples(FeatureMatrix.FromColumns(["x"], [3, 3, 3]), new double[] { 1, 2, 6 });

        new BoostedTrees(new BoostedTreesOptions()).Fit(samples).Predict(samples.Features).ShouldBe([3, 3, 3], 1e-6);
    }

    [TestMethod]
    public void Fit_WholeWeights_EqualRepeatedSamples()
    {
        var samples = Generated.Regression(300, 3);
        double[] weights = [.. Enumerable.Range(0, 300).Select(i => (double)(i % 3))];
        var repeated = samples.Select([.. Enumerable.Range(0, 300).SelectMany(i => Enumerable.Repeat(i, i % 3))]);
        var learner = new BoostedTrees(
            new BoostedTreesOptions
            {
                Rounds = 5,
                MaxDepth = 3,
                MaxBins = 255,
            }
        );

        // Bins are quantiles of rows, so both fits get the same rows: repeats only where the weight asks for them.
        var weighted = learner.Fit(new Samples(samples.Features, samples.Targets, weights).Select([.. Enumerable.Range(0, 300).Where(i => i % 3 > 0)]));

        weighted.Predict(samples.Features).ShouldBe(learner.Fit(repeated).Predict(samples.Features), 1e-5);
    }

    [TestMethod]
    public void FeatureImportance_OnlyOneFeatureMatters_IsAllItsOwn()
    {
        var features = Generated.Features(500, 3, seed: 3);
        var samples = new Samples(features, features.Column(1).ToArray());

        var model = new BoostedTrees(new BoostedTreesOptions { Rounds = 10, MaxDepth = 3 }).Fit(samples);

        foreach (var kind in Enum.GetValues<ImportanceKind>())
        {
            var importance = model.FeatureImportance(kind);
            importance.Sum().ShouldBe(1, 1e-12);
            importance[1].ShouldBeGreaterThan(0.8);
        }
    }

    [TestMethod]
    public void FeatureImportance_NoSplits_IsZero()
    {
        var samples = new Samples(FeatureMatrix.FromColumns(["x"], [1, 2]), new double[] { 4, 4 });

        new BoostedTrees(new BoostedTreesOptions()).Fit(samples).FeatureImportance().ShouldBe([0]);
    }

    [TestMethod]
    public void Fit_EarlyStopping_KeepsTheBestRound()
    {
        var training = Generated.Regression(400, 5, seed: 1);
        var validation = Generated.Regression(400, 5, seed: 99);
        var options = new BoostedTreesOptions
        {
            Rounds = 500,
            LearningRate = 0.3,
            EarlyStoppingRounds = 10,
        };

        var model = new BoostedTrees(options).Fit(training, validation);

        model.ValidationLosses.Count.ShouldBeLessThan(500);
        model.ValidationLosses.Count.ShouldBe(model.Rounds + 10);
        model.ValidationLosses[model.Rounds - 1].ShouldBe(model.ValidationLosses.Min());
        var predictions = model.Predict(validation.Features);
        var loss = predictions.Zip(validation.Targets.ToArray(), (p, y) => (p - y) * (p - y)).Average();
        loss.ShouldBe(model.ValidationLosses[model.Rounds - 1], 1e-9);
    }

    [TestMethod]
    public void Fit_ValidationWithoutStopping_KeepsEveryRound()
    {
        var model = new BoostedTrees(new BoostedTreesOptions { Rounds = 30, LearningRate = 1 }).Fit(
            Generated.Regression(100),
            Generated.Regression(100, seed: 9)
        );

        model.Rounds.ShouldBe(30);
        model.ValidationLosses.Count.ShouldBe(30);
    }

    [TestMethod]
    public void Fit_Cancelled_Throws()
    {
        Should.Throw<OperationCanceledException>(() =>
            new BoostedTrees(new BoostedTreesOptions()).Fit(Generated.Regression(100), null, new CancellationToken(true))
        );
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(-1)]
    public void Fit_MonotoneConstraint_HoldsEverywhere(int sign)
    {
        var samples = Generated.Regression(2000, 3, seed: 5, missing: 0.05);
        var options = new BoostedTreesOptions
        {
            Rounds = 20,
            LearningRate = 0.3,
            MonotoneConstraints = [0, 0, sign],
        };

        foreach (var objective in new[] { BoostingObjective.Squared, BoostingObjective.Quantile(0.8), BoostingObjective.Huber(0.5) })
        {
            var model = new BoostedTrees(options with { Objective = objective }).Fit(samples);
            var grid = new double[200 * 3];
            for (var line = 0; line < 10; line++)
            {
                for (var i = 0; i < 200; i++)
                {
                    (grid[3 * i], grid[3 * i + 1], grid[3 * i + 2]) = (samples.Features[line, 0], samples.Features[line, 1], -3 + 0.03 * i);
                }

                var predictions = model.Predict(FeatureMatrix.FromRows(samples.Features.Names, grid));
                Enumerable.Range(1, 199).Min(i => sign * (predictions[i] - predictions[i - 1])).ShouldBeGreaterThanOrEqualTo(-1e-12);
                (predictions.Max() - predictions.Min()).ShouldBeGreaterThan(0);
            }
        }
    }
}
