using System.Numerics;
using Ami.Quant.Models;
using Ami.Quant.Models.Trees;

namespace Ami.Quant.Tests.Models.Trees;

[TestClass]
public sealed class TreeShapTests
{
    [TestMethod]
    public void Shap_SmallTrees_EqualBruteForceShapley()
    {
        // Five features and depth six: features repeat along paths, which is where the algorithm must undo them.
        var samples = Generated.Regression(300, 5, seed: 2, missing: 0.1);
        var model = new BoostedTrees(
            new BoostedTreesOptions
            {
                Rounds = 4,
                MaxDepth = 6,
                LearningRate = 0.5,
            }
        ).Fit(samples);
        var few = samples.Features.Slice(0, 12);

        var values = model.Shap(few);

        for (var row = 0; row < few.Rows; row++)
        {
            var sample = new double[5];
            few.CopyRow(row, sample);
            for (var f = 0; f < 5; f++)
            {
                values[row * 6 + f].ShouldBe(model.Trees.Sum(tree => Shapley(tree, sample, f)), 1e-9);
            }
        }
    }

    [TestMethod]
    public void Shap_AnyObjective_AddsUpToTheScore()
    {
        var samples = Generated.Classes(400, 5);
        var model = new BoostedTrees(new BoostedTreesOptions { Objective = BoostingObjective.Softmax(3), Rounds = 10 }).Fit(samples);
        var scores = new double[samples.Rows * 3];
        model.Scores(samples.Features, scores);

        var values = model.Shap(samples.Features, threads: 2);

        for (var i = 0; i < scores.Length; i++)
        {
            values.AsSpan(i * 6, 6).ToArray().Sum().ShouldBe(scores[i], 1e-9);
        }

        values.ShouldBe(model.Shap(samples.Features));
    }

    [TestMethod]
    public void Shap_TreeWithoutSplits_IsAllExpectation()
    {
        var samples = new Samples(FeatureMatrix.FromColumns(["x"], [1, 2]), new double[] { 4, 4 });

        new BoostedTrees(new BoostedTreesOptions { Rounds = 2 }).Fit(samples).Shap(samples.Features).ShouldBe([0, 4, 0, 4]);
    }

    [TestMethod]
    public void Shap_FeatureNeverUsed_IsExactlyZero()
    {
        var features = Generated.Features(500, 2, seed: 3);
        var samples = new Samples(features, Array.ConvertAll(features.Column(0).ToArray(), v => v > 0 ? 1.0 : 0));

        var values = new BoostedTrees(new BoostedTreesOptions { Rounds = 1, MaxDepth = 1 }).Fit(samples).Shap(features);

        for (var i = 0; i < features.Rows; i++)
        {
            values[3 * i + 1].ShouldBe(0);
        }
    }

    /// <summary>Shapley's formula over all coalitions.</summary>
    private static double Shapley(Tree tree, double[] sample, int feature)
    {
        double sum = 0;
        var n = sample.Length;
        for (uint coalition = 0; coalition < 1u << n; coalition++)
        {
            if ((coalition & (1u << feature)) != 0)
            {
                continue;
            }

            var size = BitOperations.PopCount(coalition);
            var weight = Factorial(size) * Factorial(n - size - 1) / Factorial(n);
            sum += weight * (Expected(tree, 0, sample, coalition | (1u << feature)) - Expected(tree, 0, sample, coalition));
        }

        return sum;
    }

    private static double Expected(Tree tree, int node, double[] sample, uint known)
    {
        var feature = tree.Feature[node];
        if (feature == Tree.Leaf)
        {
            return tree.Value[node];
        }

        if ((known & (1u << feature)) != 0)
        {
            return Expected(tree, tree.Next(node, sample[feature]), sample, known);
        }

        var left = tree.Left[node];
        return (tree.Cover[left] * Expected(tree, left, sample, known) + tree.Cover[left + 1] * Expected(tree, left + 1, sample, known)) / tree.Cover[node];
    }

    private static double Factorial(int n) => n <= 1 ? 1 : n * Factorial(n - 1);
}
