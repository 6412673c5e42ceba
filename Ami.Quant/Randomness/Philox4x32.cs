using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ami.Quant.Randomness;

/// <summary>
/// Philox4x32-10, a counter-based generator: a keyed bijection from a 128-bit counter to 128 random bits. Any draw can be computed
/// without the draws before it, so a simulation gives the same numbers on any number of threads.
/// Source: Salmon, Moraes, Dror, Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3", SC'11, section 5.2.
/// </summary>
public static class Philox4x32
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint KeyStep0 = 0x9E3779B9;
    private const uint KeyStep1 = 0xBB67AE85;
    internal const int Rounds = 10;

    /// <summary>The four random words of one counter value under one key.</summary>
    /// <param name="counter0">Lowest word of the counter.</param>
    /// <param name="counter1">Second word of the counter.</param>
    /// <param name="counter2">Third word of the counter.</param>
    /// <param name="counter3">Highest word of the counter.</param>
    /// <param name="key">The 64-bit key; its low half is the first key word.</param>
    /// <returns>Four words, each uniform over all 32-bit values.</returns>
    public static (uint W0, uint W1, uint W2, uint W3) Block(uint counter0, uint counter1, uint counter2, uint counter3, ulong key)
    {
        uint k0 = (uint)key,
            k1 = (uint)(key >> 32);
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = (ulong)Multiplier0 * counter0;
            var product1 = (ulong)Multiplier1 * counter2;
            counter0 = (uint)(product1 >> 32) ^ counter1 ^ k0;
            counter1 = (uint)product1;
            counter2 = (uint)(product0 >> 32) ^ counter3 ^ k1;
            counter3 = (uint)product0;
            k0 += KeyStep0;
            k1 += KeyStep1;
        }

        return (counter0, counter1, counter2, counter3);
    }

    /// <summary>
    /// Eight blocks at once. Each 64-bit lane carries one 32-bit word in its low half; the upper halves of the arguments are ignored and
    /// those of the results are undefined.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Blocks(ref Vector512<ulong> c0, ref Vector512<ulong> c1, ref Vector512<ulong> c2, ref Vector512<ulong> c3, ulong key)
    {
        var multiplier0 = Vector512.Create((ulong)Multiplier0);
        var multiplier1 = Vector512.Create((ulong)Multiplier1);
        uint k0 = (uint)key,
            k1 = (uint)(key >> 32);
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = MultiplyLow(multiplier0, c0);
            var product1 = MultiplyLow(multiplier1, c2);
            c0 = (product1 >>> 32) ^ c1 ^ Vector512.Create((ulong)k0);
            c1 = product1;
            c2 = (product0 >>> 32) ^ c3 ^ Vector512.Create((ulong)k1);
            c3 = product0;
            k0 += KeyStep0;
            k1 += KeyStep1;
        }
    }

    /// <summary>Twice eight blocks, side by side: one waits for its multiplications while the other computes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Blocks(
        ref Vector512<ulong> a0,
        ref Vector512<ulong> a1,
        ref Vector512<ulong> a2,
        ref Vector512<ulong> a3,
        ref Vector512<ulong> b0,
        ref Vector512<ulong> b1,
        ref Vector512<ulong> b2,
        ref Vector512<ulong> b3,
        ulong key
    )
    {
        var multiplier0 = Vector512.Create((ulong)Multiplier0);
        var multiplier1 = Vector512.Create((ulong)Multiplier1);
        uint k0 = (uint)key,
            k1 = (uint)(key >> 32);
        for (var round = 0; round < Rounds; round++)
        {
            var productA0 = MultiplyLow(multiplier0, a0);
            var productB0 = MultiplyLow(multiplier0, b0);
            var productA1 = MultiplyLow(multiplier1, a2);
            var productB1 = MultiplyLow(multiplier1, b2);
            var key0 = Vector512.Create((ulong)k0);
            var key1 = Vector512.Create((ulong)k1);
            a0 = (productA1 >>> 32) ^ a1 ^ key0;
            b0 = (productB1 >>> 32) ^ b1 ^ key0;
            a1 = productA1;
            b1 = productB1;
            a2 = (productA0 >>> 32) ^ a3 ^ key1;
            b2 = (productB0 >>> 32) ^ b3 ^ key1;
            a3 = productA0;
            b3 = productB0;
            k0 += KeyStep0;
            k1 += KeyStep1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> MultiplyLow(Vector512<ulong> a, Vector512<ulong> b)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.Multiply(a.AsUInt32(), b.AsUInt32());
        }

        if (Avx2.IsSupported)
        {
            return Vector512.Create(
                Avx2.Multiply(a.GetLower().AsUInt32(), b.GetLower().AsUInt32()),
                Avx2.Multiply(a.GetUpper().AsUInt32(), b.GetUpper().AsUInt32())
            );
        }

        var low = Vector512.Create(0xFFFF_FFFFUL);
        return (a & low) * (b & low);
    }
}
