using Ami.Quant.Models;
using Ami.Quant.Models.Linear;

namespace Ami.Quant.Tests.Models.Linear;

[TestClass]
public sealed class LinearModelTests
{
    [TestMethod]
    public void Ridge_NoPenaltyAndNoNoise_RecoversCoefficients()
    {
        var features = Generated.Features(50, 3, seed: 1);
        var targets = Enumerable.Range(0, 50).Select(i => 5 + 2 * features[i, 0] - 3 * features[i, 1] + 0.5 * features[i, 2]).ToArray();

        var model = new RidgeRegression(0).Fit(new Samples(features, targets));

        model.Coefficients.ToArray().ShouldBe([2, -3, 0.5], 1e-10);
        model.Intercept.ShouldBe(5, 1e-10);
        model.IsLogistic.ShouldBeFalse();
        model.Predict(features).ShouldBe(targets, 1e-9);
    }

    [TestMethod]
    public void Ridge_OneFeature_ShrinksByClosedForm()
    {
        var samples = new Samples(FeatureMatrix.FromColumns(["x"], [1, 2, 3, 4]), new double[] { 2, 4, 5, 8 });

        var model = new RidgeRegression(4).Fit(samples);

        // Standardised, x'x is n = 4, so a penalty of 4 halves the least-squares slope of 1.9.
        model.Coefficients[0].ShouldBe(0.95, 1e-12);
        model.Intercept.ShouldBe(4.75 - 0.95 * 2.5, 1e-12);
    }

    [TestMethod]
    public void Ridge_Weights_EqualRepeats()
    {
        var samples = Generated.Regression(60, 3);
        double[] weights = [.. Enumerable.Range(0, 60).Select(i => (double)(i % 3))];
        var repeated = samples.Select([.. Enumerable.Range(0, 60).SelectMany(i => Enumerable.Repeat(i, i % 3))]);

        var weighted = new RidgeRegression(2).Fit(new Samples(samples.Features, samples.Targets, weights));

        weighted.Coefficients.ToArray().ShouldBe(new RidgeRegression(2).Fit(repeated).Coefficients.ToArray(), 1e-10);
    }

    [TestMethod]
    public void Ridge_MissingAndConstant_CountAsMeanAndNothing()
    {
        var features = FeatureMatrix.FromColumns(["x", "c", "never"], [1, 2, double.NaN, 3], [7, 7, 7, 7], [double.NaN, double.NaN, double.NaN, double.NaN]);
        var samples = new Samples(features, new double[] { 1, 2, 2, 3 });

        var model = new RidgeRegression(1e-9).Fit(samples);

        model.Predict(features).ShouldBe([1, 2, 2, 3], 1e-6);
        model.Coefficients[1].ShouldBe(0);
        model.Coefficients[2].ShouldBe(0);
    }

    [TestMethod]
    public void Logistic_Minimum_HasNoGradient()
    {
        var samples = Generated.Binary(500, 3);
        const double Lambda = 0.7;

        var model = new LogisticRegression(Lambda).Fit(samples);

        // The gradient of Σ log-loss + ½ λ |β·scale|² by each coefficient must vanish; the intercept's has no penalty.
        var errors = model.Predict(samples.Features).Zip(samples.Targets.ToArray(), (p, y) => p - y).ToArray();
        errors.Sum().ShouldBe(0, 1e-5);
        for (var f = 0; f < 3; f++)
        {
            var x = samples.Features.Column(f).ToArray();
            var variance = x.Average(v => (v - x.Average()) * (v - x.Average()));
            (errors.Zip(x, (e, v) => e * v).Sum() + Lambda * variance * model.Coefficients[f]).ShouldBe(0, 1e-4);
        }
    }

    [TestMethod]
    public void Logistic_GeneratedOdds_RecoversThem()
    {
        var random = new Random(9);
        var features = Generated.Features(20_000, 2, seed: 4);
        var labels = Enumerable
            .Range(0, features.Rows)
            .Select(i => random.NextDouble() < 1 / (1 + Math.Exp(-(0.5 + features[i, 0] - 2 * features[i, 1]))) ? 1.0 : 0)
            .ToArray();

        var model = new LogisticRegression().Fit(new Samples(features, labels));

        model.IsLogistic.ShouldBeTrue();
        model.Intercept.ShouldBe(0.5, 0.1);
        model.Coefficients.ToArray().ShouldBe([1, -2], 0.1);
    }

    [TestMethod]
    public void Fit_AnyThreads_IsBitIdentical()
    {
        var samples = Generated.Binary(20_000, 4, missing: 0.1);

        new RidgeRegression(1, 4).Fit(samples).Save().ShouldBe(new RidgeRegression(1, 1).Fit(samples).Save());
        new LogisticRegression(1, 4).Fit(samples).Save().ShouldBe(new LogisticRegression(1, 1).Fit(samples).Save());
    }

    [TestMethod]
    public void Save_ThenLoad_PredictsTheSame()
    {
        var samples = Generated.Binary(200, 3, missing: 0.1);
        foreach (var learner in new ILearner[] { new RidgeRegression(), new LogisticRegression() })
        {
            var model = learner.Fit(samples);

            var loaded = ModelFormat.Load(model.Save());

            loaded.Predict(samples.Features).ShouldBe(model.Predict(samples.Features));
            loaded.FeatureNames.ShouldBe(model.FeatureNames);
        }
    }

    [TestMethod]
    public void Fit_Unusable_Throws()
    {
        var x = FeatureMatrix.FromColumns(["x"], [1, 2, 3, 4]);
        var twice = FeatureMatrix.FromColumns(["x", "y"], [1, 2, 3, 5], [2, 4, 6, 10]);
        double[] separable = [0, 0, 1, 1];

        Should.Throw<ArgumentException>(() => new RidgeRegression(-1).Fit(new Samples(x, separable)));
        Should.Throw<ArgumentException>(() => new RidgeRegression().Fit(new Samples(x.Slice(0, 0), Array.Empty<double>())));
        Should.Throw<ArgumentException>(() => new RidgeRegression().Fit(new Samples(x, separable, new double[4])));
        Should.Throw<ArgumentException>(() => new RidgeRegression(0).Fit(new Samples(twice, separable))).Message.ShouldContain("depend");
        Should.Throw<ArgumentException>(() =>
            new RidgeRegression().Fit(new Samples(FeatureMatrix.FromColumns(["x"], [double.PositiveInfinity]), new double[1]))
        );
        Should.Throw<ArgumentException>(() => new LogisticRegression(0).Fit(new Samples(x, separable))).Message.ShouldContain("separable");
        Should.Throw<ArgumentException>(() => new LogisticRegression().Fit(new Samples(x, new double[4]))).Message.ShouldContain("alike");
        Should.Throw<ArgumentException>(() => new LogisticRegression().Fit(new Samples(x, new[] { 0, 1, 2.0, 1 })));
        Should.Throw<OperationCanceledException>(() => new LogisticRegression().Fit(new Samples(x, separable), new CancellationToken(true)));
    }

    [TestMethod]
    public void Names_AreForReports()
    {
        new RidgeRegression().Name.ShouldBe("ridge regression");
        new LogisticRegression().Name.ShouldBe("logistic regression");
    }
}
