using Ami.Quant.Models;
using Ami.Quant.Models.Trees;

namespace Ami.Quant.Tests.Models.Trees;

[TestClass]
public sealed class BoostedTreesContractTests
{
    public static IEnumerable<object[]> Objectives =>
        [
            [BoostingObjective.Squared],
            [BoostingObjective.Huber(0.7)],
            [BoostingObjective.Quantile(0.3)],
            [BoostingObjective.Logistic],
            [BoostingObjective.Softmax(3)],
        ];

    [TestMethod]
    [DynamicData(nameof(Objectives))]
    public void Fit_OneTwoOrFourThreads_IsBitIdentical(BoostingObjective objective)
    {
        var samples = For(objective, 22_000);
        var options = new BoostedTreesOptions
        {
            Objective = objective,
            Rounds = 3,
            Subsample = 0.9,
            ColumnSample = 0.6,
            Seed = 11,
        };

        var models = new[] { 1, 2, 4 }.Select(threads => new BoostedTrees(options with { Threads = threads }).Fit(samples)).ToArray();

        models[1].Save().ShouldBe(models[0].Save());
        models[2].Save().ShouldBe(models[0].Save());
        var single = new double[samples.Rows * objective.Outputs];
        var several = new double[single.Length];
        models[0].Predict(samples.Features, single, 1);
        models[0].Predict(samples.Features, several, 4);
        several.ShouldBe(single);
    }

    [TestMethod]
    public void Fit_AllRowsTwice_IsBitIdentical()
    {
        var samples = Generated.Regression(40_000, 6, missing: 0.1);

        byte[] Fit(int threads) => new BoostedTrees(new BoostedTreesOptions { Rounds = 3, Threads = threads }).Fit(samples).Save();

        Fit(4).ShouldBe(Fit(1));
    }

    [TestMethod]
    public void Fit_AnotherSeed_DrawsOtherSamples()
    {
        var samples = Generated.Regression(500);
        var options = new BoostedTreesOptions
        {
            Rounds = 3,
            Subsample = 0.5,
            ColumnSample = 0.4,
        };

        byte[] Fit(ulong seed) => new BoostedTrees(options with { Seed = seed }).Fit(samples).Save();

        Fit(1).ShouldBe(Fit(1));
        Fit(1).ShouldNotBe(Fit(2));
    }

    [TestMethod]
    public void Fit_ColumnSample_UsesOnlySomeFeaturesPerTree()
    {
        var model = new BoostedTrees(new BoostedTreesOptions { Rounds = 20, ColumnSample = 0.4 }).Fit(Generated.Regression(1000));

        foreach (var tree in model.Trees)
        {
            tree.Feature.Where(f => f != Tree.Leaf).Distinct().Count().ShouldBeLessThanOrEqualTo(2);
        }

        model.Trees.SelectMany(t => t.Feature).Distinct().Count().ShouldBe(6);
    }

    [TestMethod]
    public void Fit_Subsample_ScoresTheSamplesLeftOutToo()
    {
        var samples = Generated.Regression(3000, 3);

        double Error(double share)
        {
            var model = new BoostedTrees(new BoostedTreesOptions { Rounds = 60, Subsample = share }).Fit(samples);
            return model.Predict(samples.Features).Zip(samples.Targets.ToArray(), (p, y) => (p - y) * (p - y)).Average();
        }

        Error(0.5).ShouldBeLessThan(1.5 * Error(1));
    }

    [TestMethod]
    [DynamicData(nameof(Objectives))]
    public void Save_ThenLoad_PredictsTheSame(BoostingObjective objective)
    {
        var samples = For(objective, 500);
        var model = new BoostedTrees(new BoostedTreesOptions { Objective = objective, Rounds = 5 }).Fit(samples);

        var loaded = ModelFormat.Load(model.Save()).ShouldBeOfType<BoostedTreesModel>();

        loaded.Objective.ShouldBe(objective);
        loaded.FeatureNames.ShouldBe(model.FeatureNames);
        loaded.Predict(samples.Features).ShouldBe(model.Predict(samples.Features));
        loaded.Save().ShouldBe(model.Save());
    }

    [TestMethod]
    public void Load_TreeThatLeadsNowhere_SaysInconsistent()
    {
        byte[] Saved(int feature, int left)
        {
            var tree = new Tree
            {
                Feature = [feature, -1, -1],
                Threshold = [0, 0, 0],
                Left = [left, 0, 0],
                MissingLeft = [0, 0, 0],
                Value = [0, 1, 2],
                Cover = [2, 1, 1],
                Gain = [1, 0, 0],
            };
            var writer = new ModelWriter();
            writer.Write(["x"]);
            writer.Write(0);
            writer.Write(0.0);
            writer.Write<double>([0]);
            writer.Write(1);
            tree.Write(writer);
            return ModelFormat.Seal(ModelKind.BoostedTrees, writer);
        }

        BoostedTreesModel.Load(Saved(0, 1)).Predict(FeatureMatrix.FromColumns(["x"], [-1, 1])).ShouldBe([1, 2]);
        foreach (var bytes in new[] { Saved(1, 1), Saved(0, 2), Saved(0, 0), Saved(-2, 1) })
        {
            Should.Throw<InvalidDataException>(() => BoostedTreesModel.Load(bytes)).Message.ShouldContain("inconsistent");
        }
    }

    [TestMethod]
    public void Options_OutOfRange_SayWhich()
    {
        var ten = Generated.Regression(10, 3);
        var samples = new Samples(ten.Features.SelectColumns([0, 1]), ten.Targets);
        void Refused(BoostedTreesOptions options, string option) =>
            Should.Throw<ArgumentException>(() => new BoostedTrees(options).Fit(samples)).ParamName.ShouldBe(option);

        Refused(new BoostedTreesOptions { Rounds = 0 }, "Rounds");
        Refused(new BoostedTreesOptions { LearningRate = 0 }, "LearningRate");
        Refused(new BoostedTreesOptions { MaxDepth = 31 }, "MaxDepth");
        Refused(new BoostedTreesOptions { MinChildWeight = -1 }, "MinChildWeight");
        Refused(new BoostedTreesOptions { Lambda = double.NaN }, "Lambda");
        Refused(new BoostedTreesOptions { Gamma = -1 }, "Gamma");
        Refused(new BoostedTreesOptions { Subsample = 1.5 }, "Subsample");
        Refused(new BoostedTreesOptions { ColumnSample = 0 }, "ColumnSample");
        Refused(new BoostedTreesOptions { MaxBins = 256 }, "MaxBins");
        Refused(new BoostedTreesOptions { EarlyStoppingRounds = -1 }, "EarlyStoppingRounds");
        Refused(new BoostedTreesOptions { Threads = -1 }, "Threads");
        Refused(new BoostedTreesOptions { MonotoneConstraints = [1] }, "MonotoneConstraints");
        Refused(new BoostedTreesOptions { MonotoneConstraints = [1, 2] }, "MonotoneConstraints");
        Refused(new BoostedTreesOptions { MonotoneConstraints = [1, 0], Objective = BoostingObjective.Softmax(2) }, "MonotoneConstraints");
        Refused(new BoostedTreesOptions { EarlyStoppingRounds = 5 }, "validation");
    }

    [TestMethod]
    public void Fit_UnsuitableSamples_Throw()
    {
        var learner = new BoostedTrees(new BoostedTreesOptions());
        var x = Generated.Features(2, 1, 1);

        Should.Throw<ArgumentException>(() => learner.Fit(new Samples(x.Slice(0, 0), Array.Empty<double>())));
        Should.Throw<ArgumentException>(() => learner.Fit(new Samples(x, new double[2], new double[2]))).Message.ShouldContain("weighs 0");
        Should.Throw<ArgumentException>(() =>
            new BoostedTrees(new BoostedTreesOptions { Objective = BoostingObjective.Logistic }).Fit(new Samples(x, new[] { 0, 0.5 }))
        );
        Should.Throw<ArgumentException>(() =>
            new BoostedTrees(new BoostedTreesOptions { Objective = BoostingObjective.Softmax(2) }).Fit(new Samples(x, new[] { 0.0, 2 }))
        );
        Should.Throw<ArgumentException>(() => learner.Fit(new Samples(x, new double[2]), Generated.Regression(5, 3)));
        Should.Throw<ArgumentException>(() => learner.Fit(new Samples(x, new double[2]), new Samples(x.Slice(0, 0), Array.Empty<double>())));
    }

    private static Samples For(BoostingObjective objective, int rows) =>
        objective.Code.Code switch
        {
            1 => Generated.Binary(rows, missing: 0.05),
            4 => Generated.Classes(rows),
            _ => Generated.Regression(rows, missing: 0.05),
        };
}
