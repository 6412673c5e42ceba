using Ami.Quant.Models;
using Ami.Quant.Models.Linear;
using Ami.Quant.Models.Stacking;
using Ami.Quant.Models.Trees;
using Ami.Quant.Scores;
using Ami.Quant.Validation;

namespace Ami.Quant.Tests.Models.Stacking;

[TestClass]
public sealed class StackingTests
{
    private static readonly ILearner Trees = new BoostedTrees(new BoostedTreesOptions { Rounds = 40, Objective = BoostingObjective.Logistic });

    [TestMethod]
    public void OutOfFold_EveryPrediction_ComesFromAModelThatDidNotSeeIt()
    {
        // One feature that names each sample and labels of pure chance: a tree remembers what it saw and nothing else.
        var random = new Random(1);
        var x = Enumerable.Range(0, 250).Select(i => (double)i).ToArray();
        var samples = new Samples(FeatureMatrix.FromColumns(["id"], x), Array.ConvertAll(x, _ => (double)random.Next(2)));
        var memory = new BoostedTrees(
            new BoostedTreesOptions
            {
                Rounds = 200,
                LearningRate = 0.5,
                MinChildWeight = 0,
                Lambda = 0,
                MaxDepth = 12,
                Objective = BoostingObjective.Logistic,
            }
        );

        var predictions = OutOfFold.Predict(memory, samples, Folds(250, 5));

        BinaryScores.Auc(samples.Targets.Span, memory.Fit(samples).Predict(samples.Features)).ShouldBeGreaterThan(0.99);
        BinaryScores.Auc(samples.Targets.Span, predictions).ShouldBe(0.5, 0.1);
    }

    [TestMethod]
    public void OutOfFold_TestedTwiceOrNever_IsMeanOrMissing()
    {
        var samples = new Samples(FeatureMatrix.FromColumns(["x"], [0, 0, 0, 0]), new double[] { 1, 3, 8, 9 });
        Fold[] folds = [new Fold([0], [2]), new Fold([1], [2, 3])];

        OutOfFold.Predict(new RidgeRegression(), samples, folds).ShouldBe([double.NaN, double.NaN, 2, 3]);
    }

    [TestMethod]
    public void Fit_TwoHalfBlindBases_BeatsEach()
    {
        var all = Generated.Features(4000, 4, seed: 3);
        var labels = Enumerable.Range(0, 4000).Select(i => all[i, 0] * all[i, 1] + 1.5 * all[i, 2] > 0 ? 1.0 : 0).ToArray();
        var samples = new Samples(all, labels);
        var later = new Samples(all.Slice(2000, 2000), labels.AsMemory(2000));
        var stack = new StackingLearner([Trees, new LogisticRegression()], new LogisticRegression(), s => Folds(s.Rows, 4));

        var model = stack.Fit(samples.Slice(0, 2000));

        double Auc(IModel m) => BinaryScores.Auc(later.Targets.Span, m.Predict(later.Features));
        Auc(model).ShouldBeGreaterThan(Math.Max(Auc(model.Bases[0]), Auc(model.Bases[1])) - 0.002);
        stack.Name.ShouldBe("stack of boosted trees, logistic regression");
    }

    [TestMethod]
    public void Fit_SomeSamplesNeverTested_LeavesThemOutOfTheMetaModel()
    {
        var samples = Generated.Binary(600);
        Fold[] walk =
        [
            new Fold([.. Enumerable.Range(0, 300)], [.. Enumerable.Range(300, 150)]),
            new Fold([.. Enumerable.Range(0, 450)], [.. Enumerable.Range(450, 150)]),
        ];
        var weighted = new Samples(samples.Features, samples.Targets, samples.WeightsOrOnes());

        var model = new StackingLearner([Trees, Classes()], new LogisticRegression(), _ => walk).Fit(weighted);

        model.Predict(samples.Features).ShouldAllBe(p => p > 0 && p < 1);
        model.Meta.FeatureNames.ShouldBe(["base0", "base1", "base2"]);
    }

    [TestMethod]
    public void Save_ThenLoad_PredictsTheSame()
    {
        var samples = Generated.Binary(300);
        ILearner stack = new StackingLearner([Trees, new LogisticRegression()], new LogisticRegression(), s => Folds(s.Rows, 3));
        var model = stack.Fit(samples);

        var loaded = ModelFormat.Load(model.Save()).ShouldBeOfType<StackedModel>();

        loaded.Predict(samples.Features).ShouldBe(model.Predict(samples.Features));
        loaded.Outputs.ShouldBe(1);
        var empty = new ModelWriter();
        empty.Write(0);
        Should.Throw<InvalidDataException>(() => ModelFormat.Load(ModelFormat.Seal(ModelKind.Stacked, empty)));
    }

    [TestMethod]
    public void Unusable_Throws()
    {
        var samples = Generated.Binary(50);

        Should.Throw<ArgumentException>(() => new StackingLearner([], Trees, _ => []));
        Should.Throw<ArgumentException>(() => new StackingLearner([Trees], Trees, _ => []).Fit(samples));
        Should
            .Throw<ArgumentException>(() => new StackingLearner([Trees], Trees, _ => [new Fold([0, 1, 2], [])]).Fit(samples))
            .Message.ShouldContain("test no sample");
    }

    [TestMethod]
    public void HoldOut_StopsOnTheLastPartAfterTheGap()
    {
        var samples = Generated.Regression(500);
        var options = new BoostedTreesOptions
        {
            Rounds = 300,
            LearningRate = 0.3,
            EarlyStoppingRounds = 5,
        };

        var model = new HoldOutLearner(new BoostedTrees(options), 0.2, 10).Fit(samples);

        model.Save().ShouldBe(new BoostedTrees(options).Fit(samples.Slice(0, 390), samples.Slice(400, 100)).Save());
        var given = new HoldOutLearner(new BoostedTrees(options)).Fit(samples.Slice(0, 300), samples.Slice(300, 200));
        given.Save().ShouldBe(new BoostedTrees(options).Fit(samples.Slice(0, 300), samples.Slice(300, 200)).Save());
        new HoldOutLearner(Trees).Name.ShouldBe("boosted trees");
        Should.Throw<ArgumentException>(() => new HoldOutLearner(Trees, 1).Fit(samples));
        Should.Throw<ArgumentException>(() => new HoldOutLearner(Trees, 0.5, 400).Fit(samples)).Message.ShouldContain("too few");
    }

    private static BoostedTrees Classes() => new(new BoostedTreesOptions { Rounds = 5, Objective = BoostingObjective.Softmax(2) });

    private static Fold[] Folds(int rows, int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(k => new Fold([.. Enumerable.Range(0, rows).Where(i => i % count != k)], [.. Enumerable.Range(0, rows).Where(i => i % count == k)])),
        ];
}
