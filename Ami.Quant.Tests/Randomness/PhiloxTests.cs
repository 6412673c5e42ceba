using System.Runtime.Intrinsics;
using Ami.Quant.Randomness;

namespace Ami.Quant.Tests.Randomness;

[TestClass]
public sealed class PhiloxTests
{
    // Known answers published with the authors' reference implementation (Random123, philox 4x32 10).
    [TestMethod]
    [DataRow(0u, 0u, 0u, 0u, 0UL, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [DataRow(0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffffffffffUL, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [DataRow(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0x299f31d0a4093822UL, 0xd16cfe09u, 0x94fdcceb, 0x5001e420u, 0x24126ea1u)]
    public void Block_PublishedCounters_GiveKnownAnswers(uint c0, uint c1, uint c2, uint c3, ulong key, uint w0, uint w1, uint w2, uint w3) =>
        Philox4x32.Block(c0, c1, c2, c3, key).ShouldBe((w0, w1, w2, w3));

    [TestMethod]
    public void Blocks_EightLanes_EqualScalarBlock()
    {
        var c0 = Vector512.Create(9UL) + NormalBlocks.Lanes;
        var c1 = Vector512.Create(77UL);
        var c2 = Vector512.Create(0xDEAD_BEEF_0000_0001UL);
        var c3 = Vector512.Create(5UL);
        Philox4x32.Blocks(ref c0, ref c1, ref c2, ref c3, 0x1234_5678_9ABC_DEF0UL);
        for (var lane = 0; lane < 8; lane++)
        {
            var expected = Philox4x32.Block(9 + (uint)lane, 77, 1, 5, 0x1234_5678_9ABC_DEF0UL);
            ((uint)c0[lane], (uint)c1[lane], (uint)c2[lane], (uint)c3[lane]).ShouldBe(expected);
        }
    }

    [TestMethod]
    public void Log_WideRange_AgreesWithTheFramework()
    {
        for (var x = 1e-12; x < 1e12; x *= 1.00713)
        {
            var error = VectorMath.Log(Vector512.Create(x))[3] - Math.Log(x);
            Math.Abs(error).ShouldBeLessThan(3e-13 * Math.Max(1, Math.Abs(Math.Log(x))), $"log {x}");
        }
    }

    [TestMethod]
    public void Exp_WideRange_AgreesWithTheFramework()
    {
        for (var x = -690.0; x < 690; x += 0.37)
        {
            (VectorMath.Exp(Vector512.Create(x))[5] / Math.Exp(x)).ShouldBe(1, 3e-13, $"exp {x}");
        }

        VectorMath.Exp(Vector512.Create(1e9))[0].ShouldBe(Math.Exp(700), Math.Exp(700) * 1e-13);
    }

    [TestMethod]
    public void SinCosOfTurn_AllQuadrants_IsAPointOnTheCircleAtTheRightAngle()
    {
        for (var word = 0UL; word < 1UL << 32; word += 0x0123_4567UL)
        {
            VectorMath.SinCosOfTurn(
                Vector512.Create(word | 0xABCD_0000_0000_0000UL),
                Vector512.Create(word + 1),
                out var sin,
                out var cos,
                out var nextSin,
                out _
            );
            nextSin[7].ShouldBe(sin[7], 2e-9);
            // Angles start at -45°, the lower edge of the first quadrant's middle.
            var angle = (word + 0.5) / 4294967296 * 2 * Math.PI - Math.PI / 4;
            sin[0].ShouldBe(Math.Sin(angle), 1e-12);
            cos[0].ShouldBe(Math.Cos(angle), 1e-12);
        }
    }
}
