using Ami.Quant.Randomness;

namespace Ami.Quant.Tests.Randomness;

[TestClass]
public sealed class RandomStreamTests
{
    [TestMethod]
    public void NextUInt32_FirstWords_AreThePhiloxBlocksInOrder()
    {
        var stream = new RandomStream(42, 7);
        for (uint block = 0; block < 20; block++)
        {
            var (a, b, c, d) = Philox4x32.Block(block, 0, 7, 0, 42);
            new[] { stream.NextUInt32(), stream.NextUInt32(), stream.NextUInt32(), stream.NextUInt32() }.ShouldBe([a, b, c, d]);
        }
    }

    [TestMethod]
    public void SameSeedAndStream_Twice_GiveTheSameNumbers_OthersDoNot()
    {
        double[] Draw(ulong seed, ulong stream)
        {
            var values = new double[100];
            new RandomStream(seed, stream).FillNormal(values);
            return values;
        }

        Draw(1, 2).ShouldBe(Draw(1, 2));
        Draw(1, 2).ShouldNotBe(Draw(1, 3));
        Draw(1, 2).ShouldNotBe(Draw(2, 2));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(31)]
    [DataRow(32)]
    [DataRow(200)]
    public void FillNormal_AnyChunkSize_EqualsRepeatedNextNormal(int chunk)
    {
        var one = new RandomStream(5);
        var filled = new RandomStream(5);
        var buffer = new double[chunk];
        for (var round = 0; round < 5; round++)
        {
            filled.FillNormal(buffer);
            foreach (var value in buffer)
            {
                value.ShouldBe(one.NextNormal());
            }
        }
    }

    [TestMethod]
    public void StartGroup_SavedPosition_Continues()
    {
        var first = new RandomStream(3, 1);
        first.FillNormal(new double[64]);
        var resumed = new RandomStream(3, 1, first.NextGroup);
        resumed.NextNormal().ShouldBe(first.NextNormal());
    }

    [TestMethod]
    public void NextNormal_ManyDraws_HaveNormalMomentsAndTails()
    {
        const int n = 1_000_000;
        var values = new double[n];
        new RandomStream(2024).FillNormal(values);
        double m1 = 0,
            m2 = 0,
            m3 = 0,
            m4 = 0,
            lag = 0;
        int beyond2 = 0,
            beyond3 = 0;
        for (var i = 0; i < n; i++)
        {
            var z = values[i];
            m1 += z;
            m2 += z * z;
            m3 += z * z * z;
            m4 += z * z * z * z;
            if (i > 0)
            {
                lag += z * values[i - 1];
            }

            if (Math.Abs(z) > 1.959963985)
            {
                beyond2++;
            }

            if (Math.Abs(z) > 3.290526731)
            {
                beyond3++;
            }
        }

        // Four standard errors each.
        (m1 / n).ShouldBe(0, 4 / Math.Sqrt(n));
        (m2 / n).ShouldBe(1, 4 * Math.Sqrt(2.0 / n));
        (m3 / n).ShouldBe(0, 4 * Math.Sqrt(15.0 / n));
        (m4 / n).ShouldBe(3, 4 * Math.Sqrt(96.0 / n));
        (lag / n).ShouldBe(0, 4 / Math.Sqrt(n));
        ((double)beyond2 / n).ShouldBe(0.05, 4 * Math.Sqrt(0.05 / n));
        ((double)beyond3 / n).ShouldBe(0.001, 4 * Math.Sqrt(0.001 / n));
    }

    [TestMethod]
    public void NextUniform_ManyDraws_FillTheUnitIntervalEvenly()
    {
        var stream = new RandomStream(11);
        var counts = new int[20];
        for (var i = 0; i < 200_000; i++)
        {
            // An index outside the array would show a number outside [0, 1).
            counts[(int)(stream.NextUniform() * 20)]++;
        }

        // Chi-square with 19 degrees of freedom stays below 43.8 with probability 0.999.
        counts.Sum(c => (c - 10_000.0) * (c - 10_000.0) / 10_000).ShouldBeLessThan(43.8);
    }

    [TestMethod]
    public void NextBounded_SmallBound_IsEvenAndInRange()
    {
        var stream = new RandomStream(12);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
        {
            counts[stream.NextBounded(7)]++;
        }

        counts.Sum(c => (c - 10_000.0) * (c - 10_000.0) / 10_000).ShouldBeLessThan(22.5);
        for (var i = 0; i < 1000; i++)
        {
            stream.NextBounded(int.MaxValue).ShouldBeGreaterThanOrEqualTo(0);
        }

        Should.Throw<ArgumentOutOfRangeException>(() => stream.NextBounded(0));
    }

    [TestMethod]
    public void Shuffle_ManyTimes_IsAPermutationWithEvenPlaces()
    {
        var stream = new RandomStream(13);
        var counts = new int[5];
        for (var i = 0; i < 50_000; i++)
        {
            int[] items = [0, 1, 2, 3, 4];
            stream.Shuffle<int>(items);
            items.Order().ShouldBe([0, 1, 2, 3, 4]);
            counts[Array.IndexOf(items, 0)]++;
        }

        counts.Sum(c => (c - 10_000.0) * (c - 10_000.0) / 10_000).ShouldBeLessThan(18.5);
    }

    [TestMethod]
    public void OtherDistributions_ManyDraws_HaveTheirMeans()
    {
        var stream = new RandomStream(14);
        double exponential = 0,
            uniform = 0,
            yes = 0,
            random = 0;
        const int n = 100_000;
        for (var i = 0; i < n; i++)
        {
            exponential += stream.NextExponential(3);
            uniform += stream.NextUniform(-1, 3);
            yes += stream.NextBool(0.2) ? 1 : 0;
            random += RandomStream.UniformAt(9, 3, (ulong)i << 30);
        }

        (exponential / n).ShouldBe(3, 4 * 3 / Math.Sqrt(n));
        (uniform / n).ShouldBe(1, 4 * 1.16 / Math.Sqrt(n));
        (yes / n).ShouldBe(0.2, 4 * 0.4 / Math.Sqrt(n));
        (random / n).ShouldBe(0.5, 4 * 0.29 / Math.Sqrt(n));
    }
}
