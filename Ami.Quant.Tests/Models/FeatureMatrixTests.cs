using Ami.Quant.Models;

namespace Ami.Quant.Tests.Models;

[TestClass]
public sealed class FeatureMatrixTests
{
    private static readonly FeatureMatrix Small = FeatureMatrix.FromRows(["a", "b"], [1, 10, 2, 20, 3, 30]);

    [TestMethod]
    public void FromRows_RowMajor_IsStoredByColumn()
    {
        (Small.Rows, Small.Columns).ShouldBe((3, 2));
        Small.Column(1).ToArray().ShouldBe([10, 20, 30]);
        Small[2, 0].ShouldBe(3);
        Small.IndexOf("b").ShouldBe(1);
        Small.IndexOf("c").ShouldBe(-1);
        var row = new double[2];
        Small.CopyRow(1, row);
        row.ShouldBe([2, 20]);
    }

    [TestMethod]
    public void Slice_SharesMemory()
    {
        double[] column = [1, 2, 3];
        var slice = FeatureMatrix.FromColumns(["a"], column).Slice(1, 2);

        slice.Column(0).ToArray().ShouldBe([2, 3]);
        slice.Column(0).Overlaps(column).ShouldBeTrue();
        Should.Throw<ArgumentOutOfRangeException>(() => slice.Slice(1, 2));
        Should.Throw<ArgumentOutOfRangeException>(() => slice.Slice(-1, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => slice.Slice(0, -1));
    }

    [TestMethod]
    public void Select_RowsAndColumns_InGivenOrder()
    {
        Small.SelectRows([2, 0, 0]).Column(0).ToArray().ShouldBe([3, 1, 1]);
        var swapped = Small.SelectColumns([1, 0]);
        swapped.Names.ShouldBe(["b", "a"]);
        swapped[0, 0].ShouldBe(10);
        Small.SelectColumns([]).Rows.ShouldBe(3);
        Small.Append("c", new double[] { 7, 8, 9 })[1, 2].ShouldBe(8);
    }

    [TestMethod]
    public void Construction_ShapesDisagree_Throw()
    {
        Should.Throw<ArgumentException>(() => FeatureMatrix.FromColumns(["a"], [1], [2])).Message.ShouldContain("1 names for 2 columns");
        Should.Throw<ArgumentException>(() => FeatureMatrix.FromColumns(["a", "b"], [1], [2, 3])).Message.ShouldContain("\"b\" has 2 rows");
        Should.Throw<ArgumentException>(() => FeatureMatrix.FromColumns(["a", "a"], [1], [2])).Message.ShouldContain("twice");
        Should.Throw<ArgumentException>(() => FeatureMatrix.FromColumns([" "], [1.0]));
        Should.Throw<ArgumentException>(() => FeatureMatrix.FromRows(["a", "b"], [1, 2, 3]));
        Should.Throw<ArgumentException>(() => Small.Append("a", new double[3]));
    }

    [TestMethod]
    public void Samples_SelectAndSlice_KeepTargetsAndWeightsAligned()
    {
        var samples = new Samples(Small, new double[] { 1, 2, 3 }, new double[] { 4, 5, 6 });

        samples.Select([2, 0]).Targets.ToArray().ShouldBe([3, 1]);
        samples.Select([2, 0]).Weights.ToArray().ShouldBe([6, 4]);
        samples.Slice(1, 2).Weight(1).ShouldBe(6);
        samples.WeightsOrOnes().ShouldBe([4, 5, 6]);
        var plain = new Samples(Small, new double[3]);
        plain.Slice(1, 1).Weight(0).ShouldBe(1);
        plain.Select([0]).WeightsOrOnes().ShouldBe([1]);
    }

    [TestMethod]
    public void Samples_Unusable_Throw()
    {
        Should.Throw<ArgumentException>(() => new Samples(Small, new double[2]));
        Should.Throw<ArgumentException>(() => new Samples(Small, new double[3], new double[2]));
        Should.Throw<ArgumentException>(() => new Samples(Small, new[] { 1, 2, double.NaN }));
        Should.Throw<ArgumentException>(() => new Samples(Small, new double[3], new double[] { 1, -1, 1 }));
        Should.Throw<ArgumentException>(() => new Samples(Small, new double[3], new[] { 1, double.NaN, 1 }));
    }

    [TestMethod]
    public void Predict_WrongFeaturesOrLength_Throws()
    {
        var model = new Ami.Quant.Models.Trees.BoostedTrees(new()).Fit(new Samples(Small, new double[] { 1, 2, 3 }));

        Should.Throw<ArgumentException>(() => model.Predict(Small.SelectColumns([1, 0]))).Message.ShouldContain("[a, b] but got [b, a]");
        Should.Throw<ArgumentException>(() => model.Predict(Small, new double[2]));
    }
}
