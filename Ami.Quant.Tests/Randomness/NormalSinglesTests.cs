using System.Runtime.Intrinsics;
using Ami.Quant.Randomness;

namespace Ami.Quant.Tests.Randomness;

[TestClass]
public sealed class NormalSinglesTests
{
    /// <summary>The ends of the uniform numbers, where they are cut (at ½ and √½) and turned, and what stands in the upper halves of lanes by chance.</summary>
    private static readonly uint[] Corners =
    [
        0,
        1,
        2,
        0x3FFF_FFFF,
        0x4000_0000,
        0x7FFF_FFFF,
        0x8000_0000,
        0xB504_F333,
        0xB504_F334,
        0xC000_0000,
        0xFFFF_FF00,
        0xFFFF_FFFF,
    ];

    [TestMethod]
    public void Transform_AnyWords_AreTheNormalsOfDoublePrecision()
    {
        var random = new RandomStream(3);
        for (var trial = 0; trial < 20_000; trial++)
        {
            var corners = trial % 4 == 0;
            var (w0, w1, w2, w3) = (Words(random, corners), Words(random, corners), Words(random, corners), Words(random, corners));
            NormalBlocks.Transform(w0, w1, w2, w3, out var e0, out var e1, out var e2, out var e3);
            NormalSingles.Transform(w0, w1, w2, w3, out var z0, out var z1, out var z2, out var z3);
            foreach (var (expected, z) in new[] { (e0, z0), (e1, z1), (e2, z2), (e3, z3) })
            {
                Vector512.LessThanAll(Vector512.Abs(z - expected), Vector512.Create(1e-6)).ShouldBeTrue($"{z} for {expected}");
            }
        }
    }

    [TestMethod]
    public void Transform_UniformNextToOne_KeepsTheDigitsOfTheRadius()
    {
        var last = Vector512.Create(0xFFFF_FFFFUL);
        NormalSingles.Transform(last, Vector512.Create(0x2000_0000UL), last, last, out var z0, out var z1, out _, out _);
        Math.Sqrt(z0[0] * z0[0] + z1[0] * z1[0]).ShouldBe(Math.Sqrt(1.0 / (1L << 32)), 1e-11);
    }

    private static Vector512<ulong> Words(RandomStream random, bool corners)
    {
        var lanes = new ulong[8];
        for (var i = 0; i < lanes.Length; i++)
        {
            lanes[i] = corners ? ((ulong)random.NextUInt32() << 32) | Corners[random.NextBounded(Corners.Length)] : random.NextUInt64();
        }

        return Vector512.Create(lanes);
    }
}
