using Ami.Quant.Models;
using Ami.Quant.Models.Trees;

namespace Ami.Quant.Tests.Models.Trees;

[TestClass]
public sealed class BinnedFeaturesTests
{
    [TestMethod]
    public void RadixSort_AnyDoubles_OrdersLikeArraySort()
    {
        var random = new Random(1);
        var values = Enumerable
            .Range(0, 5000)
            .Select(i =>
                (i % 5) switch
                {
                    0 => Generated.Normal(random),
                    1 => 1e300 * Generated.Normal(random),
                    2 => random.Next(-3, 4),
                    3 => double.NaN,
                    _ => i % 2 == 0 ? double.PositiveInfinity : double.NegativeInfinity,
                }
            )
            .Append(-0.0)
            .ToArray();

        var n = RadixSort.Sort(values, new ulong[values.Length], new ulong[values.Length], out var sorted);

        var expected = values.Where(v => !double.IsNaN(v)).ToArray();
        Array.Sort(expected);
        sorted.Take(n).Select(RadixSort.ToDouble).ToArray().ShouldBe(expected);
    }

    [TestMethod]
    public void RadixSort_NothingPresent_IsEmpty()
    {
        RadixSort.Sort([double.NaN], new ulong[1], new ulong[1], out _).ShouldBe(0);
    }

    [TestMethod]
    public unsafe void Build_EveryValue_LiesBetweenItsBinsCuts()
    {
        var features = Generated.Features(20_000, 3, seed: 8, missing: 0.1);
        using var binned = BinnedFeatures.Build(features, 255, new WorkerThreads(2));

        for (var f = 0; f < 3; f++)
        {
            var counts = new int[256];
            for (var i = 0; i < features.Rows; i++)
            {
                var bin = binned.Column(f)[i];
                if (binned.ByRow[i * binned.Stride + f] != bin)
                {
                    Assert.Fail($"Row {i} and column {f} disagree.");
                }

                counts[bin]++;
                if (double.IsNaN(features[i, f]))
                {
                    ((int)bin).ShouldBe(binned.ValueBins[f]);
                    continue;
                }

                if (features[i, f] > binned.Threshold(f, bin) || (bin > 0 && features[i, f] <= binned.Threshold(f, bin - 1)))
                {
                    Assert.Fail($"{features[i, f]} is outside bin {bin}.");
                }
            }

            binned.ValueBins[f].ShouldBe(255);
            counts.Take(255).Max().ShouldBeLessThan(3 * 18_000 / 255);
        }
    }

    [TestMethod]
    public void QuantileCuts_FewValues_GiveEachABin()
    {
        Cuts([1, 1, 2, 5, 5, 5], 255).ShouldBe([1.5, 3.5, double.PositiveInfinity]);
        Cuts([], 255).ShouldBe([double.PositiveInfinity]);
        Cuts([4, 4], 255).ShouldBe([double.PositiveInfinity]);
    }

    [TestMethod]
    public void QuantileCuts_FrequentValue_HasABinOfItsOwn()
    {
        var values = Enumerable.Repeat(0.0, 500).Concat(Enumerable.Range(1, 500).Select(i => (double)i)).ToArray();

        var cuts = Cuts(values, 11);

        cuts.Length.ShouldBeLessThanOrEqualTo(11);
        cuts[0].ShouldBe(0.5);
        cuts[1].ShouldBe(50.5);
    }

    [TestMethod]
    public void QuantileCuts_NeighbouringDoubles_StillSeparateThem()
    {
        var high = Math.BitIncrement(1.0);

        var cut = Cuts([1, high], 255)[0];

        (1.0 <= cut && cut < high).ShouldBeTrue();
    }

    private static double[] Cuts(double[] values, int bins) => BinnedFeatures.QuantileCuts(Array.ConvertAll(values, RadixSort.ToKey), bins);
}
