using Ami.Quant.Labels;
using Ami.Quant.Randomness;
using Ami.Quant.Validation;

namespace Ami.Quant.Tests.Validation;

[TestClass]
public sealed class FoldTests
{
    private const int Embargo = 6;

    private static LabelSpan[] RandomSpans(int count, ulong seed)
    {
        var random = new RandomStream(seed);
        var spans = new LabelSpan[count];
        var start = 0;
        for (var i = 0; i < count; i++)
        {
            start += random.NextBounded(3);
            spans[i] = new LabelSpan(start, start + random.NextBounded(25));
        }

        return spans;
    }

    private static void ShouldNotLeak(LabelSpan[] spans, Fold fold, int embargo)
    {
        fold.Train.Intersect(fold.Test).ShouldBeEmpty();
        fold.Train.Any(train => fold.Test.Any(test => spans[train].Overlaps(spans[test]))).ShouldBeFalse();
        foreach (var train in fold.Train)
        {
            var before = fold.Test.Where(t => t < train).ToArray();
            if (before.Length > 0)
            {
                (spans[train].Start - before.Max(t => spans[t].End)).ShouldBeGreaterThan(embargo);
            }
        }
    }

    [TestMethod]
    public void PurgedKFold_RandomSpans_TestsAllOnceAndNeverLeaks()
    {
        for (ulong seed = 0; seed < 10; seed++)
        {
            var spans = RandomSpans(150, seed);
            var folds = PurgedKFold.Split(spans, 5, Embargo);
            folds.SelectMany(f => f.Test).ShouldBe(Enumerable.Range(0, 150));
            foreach (var fold in folds)
            {
                ShouldNotLeak(spans, fold, Embargo);
                fold.Train.Length.ShouldBeGreaterThan(50);
            }
        }
    }

    [TestMethod]
    public void PurgedKFold_PointLabelsWithoutEmbargo_UsesEverythingElse()
    {
        var spans = Enumerable.Range(0, 10).Select(i => new LabelSpan(i, i)).ToArray();
        var folds = PurgedKFold.Split(spans, 2);
        folds[0].Test.ShouldBe([0, 1, 2, 3, 4]);
        folds[0].Train.ShouldBe([5, 6, 7, 8, 9]);
        PurgedKFold.Split(spans, 2, embargo: 2)[0].Train.ShouldBe([7, 8, 9]);
    }

    [TestMethod]
    public void WalkForward_RandomSpans_TrainsOnlyOnTheResolvedPast()
    {
        var spans = RandomSpans(200, 3);
        var folds = WalkForward.Split(spans, 80, 30, Embargo);
        folds.SelectMany(f => f.Test).ShouldBe(Enumerable.Range(80, 120));
        foreach (var fold in folds)
        {
            foreach (var train in fold.Train)
            {
                (spans[train].End + Embargo).ShouldBeLessThan(spans[fold.Test[0]].Start);
            }
        }

        folds[^1].Train[0].ShouldBe(0);
        var rolling = WalkForward.Split(spans, 80, 30, Embargo, maximumTrain: 60);
        rolling[^1].Train[0].ShouldBe(rolling[^1].Test[0] - 60);
    }

    [TestMethod]
    public void CombinatorialPurged_SixChooseTwo_HasFifteenFoldsAndFivePaths()
    {
        var spans = RandomSpans(180, 4);
        var split = CombinatorialPurged.Split(spans, 6, 2, Embargo);
        split.Folds.Count.ShouldBe(15);
        split.PathCount.ShouldBe(5);
        foreach (var fold in split.Folds)
        {
            fold.Train.Intersect(fold.Test).ShouldBeEmpty();
            fold.Train.Any(train => fold.Test.Any(test => spans[train].Overlaps(spans[test]))).ShouldBeFalse();
        }

        // Each fold predicts "sample + 1000 * fold": every path must be complete and use k groups' worth of each fold.
        var predictions = split.Folds.Select((f, c) => Array.ConvertAll(f.Test, i => i + 1000.0 * (c + 1))).ToArray();
        var paths = split.Paths(predictions);
        foreach (var path in paths)
        {
            path.Select(value => (int)value % 1000).ShouldBe(Enumerable.Range(0, 180));
        }

        paths.SelectMany(p => p).Distinct().Count().ShouldBe(5 * 180);
    }

    [TestMethod]
    public void Split_BadArguments_Throw()
    {
        LabelSpan[] unordered = [new(5, 6), new(1, 2), new(7, 7)];
        Should.Throw<ArgumentException>(() => PurgedKFold.Split(unordered, 2));
        Should.Throw<ArgumentException>(() => WalkForward.Split([new(3, 1)], 1, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => PurgedKFold.Split(RandomSpans(9, 1), 1));
        Should.Throw<ArgumentException>(() => PurgedKFold.Split(RandomSpans(2, 1), 3));
        Should.Throw<ArgumentOutOfRangeException>(() => CombinatorialPurged.Split(RandomSpans(9, 1), 3, 3));
        var split = CombinatorialPurged.Split(RandomSpans(9, 1), 3, 1);
        Should.Throw<ArgumentException>(() => split.Paths([]));
        Should.Throw<ArgumentException>(() =>
            split.Paths([
                [],
                [],
                [],
            ])
        );
    }
}
