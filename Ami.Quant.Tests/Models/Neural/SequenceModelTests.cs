using Ami.Quant.Models;
using Ami.Quant.Models.Linear;
using Ami.Quant.Models.Neural;
using Ami.Quant.Scores;

namespace Ami.Quant.Tests.Models.Neural;

[TestClass]
public sealed class SequenceModelTests
{
    public static IEnumerable<object[]> Learners =>
        [
            [
                new GruOptions
                {
                    Window = 5,
                    Width = 16,
                    Dropout = 0.1,
                    Epochs = 2,
                    Threads = 1,
                },
            ],
            [
                new TransformerOptions
                {
                    Window = 5,
                    Width = 16,
                    Heads = 2,
                    Layers = 1,
                    FeedForward = 32,
                    Epochs = 2,
                    Threads = 1,
                },
            ],
        ];

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void Fit_ProductOfTwoPastSigns_IsLearnedWhereALinearModelCannot(SequenceOptions options)
    {
        var (training, test) = (SignProducts(1500, 1), SignProducts(500, 2));

        var model = Fit(options with { Epochs = 25, LearningRate = 1e-2, Objective = NeuralObjective.Logistic, Dropout = 0 }, training);
        var linear = new LogisticRegression().Fit(Lagged(training, 5));

        Accuracy(model.Predict(test.Features)[4..], test.Targets.Span[4..]).ShouldBeGreaterThan(0.9);
        Accuracy(linear.Predict(Lagged(test, 5).Features), test.Targets.Span[4..]).ShouldBeLessThan(0.6);
        model.TrainingLosses[^1].ShouldBeLessThan(0.5 * model.TrainingLosses[0]);
    }

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void Fit_OneTwoOrFourThreads_IsBitIdentical(SequenceOptions options)
    {
        var samples = Generated.Regression(300, 3, missing: 0.1);

        var models = new[] { 1, 2, 4 }.Select(threads => Fit(options with { Threads = threads }, samples)).ToArray();

        models[1].Save().ShouldBe(models[0].Save());
        models[2].Save().ShouldBe(models[0].Save());
        var single = new double[300];
        var several = new double[300];
        models[0].Predict(samples.Features, single, 1);
        models[0].Predict(samples.Features, several, 4);
        several.ShouldBe(single);
    }

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void Fit_AnotherSeed_GivesAnotherModel(SequenceOptions options)
    {
        var samples = Generated.Regression(100, 3);

        Fit(options with { Seed = 1 }, samples).Save().ShouldBe(Fit(options with { Seed = 1 }, samples).Save());
        Fit(options with { Seed = 1 }, samples).Save().ShouldNotBe(Fit(options with { Seed = 2 }, samples).Save());
    }

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void Predict_RowsBeforeTheWindowIsFull_AreNaNAndLaterRowsDoNotDependOnOthers(SequenceOptions options)
    {
        var samples = Generated.Regression(60, 3);
        var model = Fit(options, samples);

        var all = model.Predict(samples.Features);
        all[..4].ShouldAllBe(p => double.IsNaN(p));
        all[4..].ShouldAllBe(p => double.IsFinite(p));
        // A prediction sees its window only: not what follows, nor what came before.
        model.Predict(samples.Features.Slice(0, 30)).AsSpan(4).SequenceEqual(all.AsSpan(4, 26)).ShouldBeTrue();
        model.Predict(samples.Features.Slice(20, 5))[4].ShouldBe(all[24]);
        model.Predict(samples.Features.Slice(0, 4)).ShouldAllBe(p => double.IsNaN(p));
    }

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void Fit_EarlyStopping_KeepsTheBestEpoch(SequenceOptions options)
    {
        // Pure noise: the validation loss soon stops falling.
        var noise = new Samples(Generated.Features(200, 3, 1), Generated.Features(200, 1, 2).Column(0).ToArray());
        var (training, validation) = (noise.Slice(0, 140), noise.Slice(140, 60));
        var stopping = options with { Epochs = 60, EarlyStoppingEpochs = 3, LearningRate = 1e-2 };

        var model = Fit(stopping, training, validation);

        model.ValidationLosses.Count.ShouldBeLessThan(60);
        model.ValidationLosses.Count.ShouldBe(model.Epoch + 3);
        model.ValidationLosses[model.Epoch - 1].ShouldBe(model.ValidationLosses.Min());
        var predictions = model.Predict(validation.Features);
        RegressionScores.MeanSquaredError(validation.Targets.Span[4..], predictions.AsSpan(4)).ShouldBe(model.ValidationLosses[model.Epoch - 1], 1e-5);
        Fit(stopping with { Epochs = model.Epoch, EarlyStoppingEpochs = 0 }, training).Save().ShouldBe(model.Save());
        Should.Throw<ArgumentException>(() => Fit(stopping, training)).Message.ShouldContain("validation");
    }

    [TestMethod]
    public void Fit_Quantiles_DoNotCrossAndCoverTheirShare()
    {
        var samples = Generated.Regression(600, 3);
        var options = new GruOptions
        {
            Window = 2,
            Width = 16,
            Epochs = 15,
            LearningRate = 5e-3,
            Threads = 1,
            Objective = NeuralObjective.Quantiles(0.1, 0.5, 0.9),
        };

        var predictions = Fit(options, samples).Predict(samples.Features);

        var inside = 0;
        for (var i = 1; i < samples.Rows; i++)
        {
            predictions[3 * i].ShouldBeLessThanOrEqualTo(predictions[3 * i + 1]);
            predictions[3 * i + 1].ShouldBeLessThanOrEqualTo(predictions[3 * i + 2]);
            if (samples.Targets.Span[i] >= predictions[3 * i] && samples.Targets.Span[i] <= predictions[3 * i + 2])
            {
                inside++;
            }
        }

        (inside / 599.0).ShouldBeInRange(0.7, 0.9);
    }

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void Fit_WeightZero_HasNoInfluence(SequenceOptions options)
    {
        var samples = Generated.Regression(80, 3);
        var weights = Enumerable.Range(0, 80).Select(i => i % 3 == 0 ? 0.0 : 1 + i % 2).ToArray();
        var spoiled = samples.Targets.ToArray();
        for (var i = 0; i < spoiled.Length; i += 3)
        {
            spoiled[i] = 1e6;
        }

        Fit(options, new Samples(samples.Features, spoiled, weights))
            .Save()
            .ShouldBe(Fit(options, new Samples(samples.Features, samples.Targets, weights)).Save());
    }

    [TestMethod]
    public void Fit_TargetsInOtherUnits_ScalesPredictionsAlike()
    {
        var samples = Generated.Regression(100, 3);
        var options = new GruOptions
        {
            Window = 3,
            Width = 8,
            Epochs = 2,
            Objective = NeuralObjective.Huber(0.5),
        };
        var thousand = new Samples(samples.Features, Array.ConvertAll(samples.Targets.ToArray(), y => 1000 * y + 5000));

        var one = Fit(options, samples).Predict(samples.Features);
        var other = Fit(options with { Objective = NeuralObjective.Huber(500) }, thousand).Predict(samples.Features);

        for (var i = 2; i < one.Length; i++)
        {
            other[i].ShouldBe(1000 * one[i] + 5000, 1);
        }
    }

    [TestMethod]
    public void Fit_RateFarTooHigh_SaysSo()
    {
        var options = new GruOptions
        {
            Window = 3,
            Width = 8,
            Epochs = 50,
            LearningRate = 1e30,
            ClipNorm = 0,
            Threads = 1,
        };

        Should.Throw<ArithmeticException>(() => Fit(options, Generated.Regression(100, 3))).Message.ShouldContain("learning rate");
    }

    private static SequenceModel Fit(SequenceOptions options, Samples training, Samples? validation = null) =>
        SequenceModel.Fit(options, training, validation, CancellationToken.None);

    /// <summary>Label 1 where the signs of the first feature one and three rows before agree.</summary>
    private static Samples SignProducts(int rows, int seed)
    {
        var features = Generated.Features(rows, 2, seed);
        var labels = new double[rows];
        for (var i = 3; i < rows; i++)
        {
            labels[i] = features[i - 1, 0] * features[i - 3, 0] > 0 ? 1 : 0;
        }

        return new Samples(features, labels);
    }

    private static Samples Lagged(Samples samples, int window)
    {
        var columns = new List<double[]>();
        for (var lag = 0; lag < window; lag++)
        {
            for (var f = 0; f < samples.Features.Columns; f++)
            {
                columns.Add(samples.Features.Column(f).Slice(window - 1 - lag, samples.Rows - window + 1).ToArray());
            }
        }

        return new Samples(FeatureMatrix.FromColumns(Generated.Names(columns.Count), [.. columns]), samples.Targets[(window - 1)..]);
    }

    private static double Accuracy(double[] predictions, ReadOnlySpan<double> labels)
    {
        var right = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            right += predictions[i] > 0.5 == (labels[i] == 1) ? 1 : 0;
        }

        return (double)right / labels.Length;
    }
}
