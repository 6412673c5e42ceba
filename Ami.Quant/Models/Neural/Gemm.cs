using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ami.Quant.Models.Neural;

/// <summary>
/// Matrix products on one thread, blocked for registers (4 rows by up to 64 columns) and for the first-level cache. Every element
/// of the result is one chain of fused multiply-adds in the order of the inner index, whatever block it falls into, so its bits
/// depend neither on the blocking nor on the width of the machine's vectors.
/// </summary>
internal static unsafe class Gemm
{
    // 64 inner indices by 64 columns of B are 16 KiB: half of a first-level cache.
    private const int InnerBlock = 64;

    /// <summary>C = A·B, or C += A·B.</summary>
    /// <param name="m">Rows of A and C.</param>
    /// <param name="n">Columns of B and C.</param>
    /// <param name="k">Columns of A, rows of B.</param>
    /// <param name="a">Element (i, p) is <c>a[i * aRow + p * aStep]</c>, so that a transposed A needs no copy.</param>
    /// <param name="aRow">Distance of A's rows.</param>
    /// <param name="aStep">Distance of neighbours in a row of A.</param>
    /// <param name="b">Row-major, rows <paramref name="ldb"/> apart.</param>
    /// <param name="ldb">Distance of B's rows.</param>
    /// <param name="c">Row-major, rows <paramref name="ldc"/> apart.</param>
    /// <param name="ldc">Distance of C's rows.</param>
    /// <param name="accumulate">Whether to add to what C holds.</param>
    public static void Run(int m, int n, int k, float* a, int aRow, int aStep, float* b, int ldb, float* c, int ldc, bool accumulate)
    {
        if (!accumulate)
        {
            for (var i = 0; i < m; i++)
            {
                new Span<float>(c + (nint)i * ldc, n).Clear();
            }
        }

        for (var p = 0; p < k; p += InnerBlock)
        {
            Block(m, n, Math.Min(InnerBlock, k - p), a + (nint)p * aStep, aRow, aStep, b + (nint)p * ldb, ldb, c, ldc);
        }
    }

    /// <summary>Writes the transpose of a row-major matrix.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(int rows, int columns, float* source, int stride, float* target)
    {
        for (var j = 0; j < columns; j++)
        {
            var line = target + (nint)j * rows;
            var from = source + j;
            for (var i = 0; i < rows; i++, from += stride)
            {
                line[i] = *from;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block(int m, int n, int k, float* a, int aRow, int aStep, float* b, int ldb, float* c, int ldc)
    {
        var j = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; j + 64 <= n; j += 64)
            {
                var i = 0;
                for (; i + 4 <= m; i += 4)
                {
                    FourByFour(k, a + (nint)i * aRow, aRow, aStep, b + j, ldb, c + (nint)i * ldc + j, ldc);
                }

                for (var column = j; column < j + 64; column += Lanes.Width)
                {
                    Rows(i, m, k, a, aRow, aStep, b + column, ldb, c + column, ldc);
                }
            }

            for (; j + 32 <= n; j += 32)
            {
                var i = 0;
                for (; i + 4 <= m; i += 4)
                {
                    FourByTwo(k, a + (nint)i * aRow, aRow, aStep, b + j, ldb, c + (nint)i * ldc + j, ldc);
                }

                for (var column = j; column < j + 32; column += Lanes.Width)
                {
                    Rows(i, m, k, a, aRow, aStep, b + column, ldb, c + column, ldc);
                }
            }
        }

        // Machines with 256-bit vectors take this path alone: eight accumulators of half the width.
        for (; j + Lanes.Width <= n; j += Lanes.Width)
        {
            var i = 0;
            for (; i + 4 <= m; i += 4)
            {
                FourByOne(k, a + (nint)i * aRow, aRow, aStep, b + j, ldb, c + (nint)i * ldc + j, ldc);
            }

            Rows(i, m, k, a, aRow, aStep, b + j, ldb, c + j, ldc);
        }

        for (; j < n; j++)
        {
            for (var i = 0; i < m; i++)
            {
                Single(k, a + (nint)i * aRow, aStep, b + j, ldb, c + (nint)i * ldc + j);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourByFour(int k, float* a, int aRow, int aStep, float* b, int ldb, float* c, int ldc)
    {
        float* c1 = c + ldc,
            c2 = c1 + ldc,
            c3 = c2 + ldc;
        Vector512<float> x00 = Vector512.Load(c),
            x01 = Vector512.Load(c + 16),
            x02 = Vector512.Load(c + 32),
            x03 = Vector512.Load(c + 48);
        Vector512<float> x10 = Vector512.Load(c1),
            x11 = Vector512.Load(c1 + 16),
            x12 = Vector512.Load(c1 + 32),
            x13 = Vector512.Load(c1 + 48);
        Vector512<float> x20 = Vector512.Load(c2),
            x21 = Vector512.Load(c2 + 16),
            x22 = Vector512.Load(c2 + 32),
            x23 = Vector512.Load(c2 + 48);
        Vector512<float> x30 = Vector512.Load(c3),
            x31 = Vector512.Load(c3 + 16),
            x32 = Vector512.Load(c3 + 32),
            x33 = Vector512.Load(c3 + 48);
        float* a1 = a + aRow,
            a2 = a1 + aRow,
            a3 = a2 + aRow;
        for (nint p = 0; p < k; p++)
        {
            Vector512<float> b0 = Vector512.Load(b),
                b1 = Vector512.Load(b + 16),
                b2 = Vector512.Load(b + 32),
                b3 = Vector512.Load(b + 48);
            Advance(Vector512.Create(*a), b0, b1, b2, b3, ref x00, ref x01, ref x02, ref x03);
            Advance(Vector512.Create(*a1), b0, b1, b2, b3, ref x10, ref x11, ref x12, ref x13);
            Advance(Vector512.Create(*a2), b0, b1, b2, b3, ref x20, ref x21, ref x22, ref x23);
            Advance(Vector512.Create(*a3), b0, b1, b2, b3, ref x30, ref x31, ref x32, ref x33);
            a += aStep;
            a1 += aStep;
            a2 += aStep;
            a3 += aStep;
            b += ldb;
        }

        Keep(c, x00, x01, x02, x03);
        Keep(c1, x10, x11, x12, x13);
        Keep(c2, x20, x21, x22, x23);
        Keep(c3, x30, x31, x32, x33);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourByTwo(int k, float* a, int aRow, int aStep, float* b, int ldb, float* c, int ldc)
    {
        float* c1 = c + ldc,
            c2 = c1 + ldc,
            c3 = c2 + ldc;
        Vector512<float> x00 = Vector512.Load(c),
            x01 = Vector512.Load(c + 16),
            x10 = Vector512.Load(c1),
            x11 = Vector512.Load(c1 + 16);
        Vector512<float> x20 = Vector512.Load(c2),
            x21 = Vector512.Load(c2 + 16),
            x30 = Vector512.Load(c3),
            x31 = Vector512.Load(c3 + 16);
        float* a1 = a + aRow,
            a2 = a1 + aRow,
            a3 = a2 + aRow;
        for (nint p = 0; p < k; p++, b += ldb)
        {
            Vector512<float> b0 = Vector512.Load(b),
                b1 = Vector512.Load(b + 16);
            var at = p * aStep;
            var scale = Vector512.Create(a[at]);
            x00 = Vector512.FusedMultiplyAdd(scale, b0, x00);
            x01 = Vector512.FusedMultiplyAdd(scale, b1, x01);
            scale = Vector512.Create(a1[at]);
            x10 = Vector512.FusedMultiplyAdd(scale, b0, x10);
            x11 = Vector512.FusedMultiplyAdd(scale, b1, x11);
            scale = Vector512.Create(a2[at]);
            x20 = Vector512.FusedMultiplyAdd(scale, b0, x20);
            x21 = Vector512.FusedMultiplyAdd(scale, b1, x21);
            scale = Vector512.Create(a3[at]);
            x30 = Vector512.FusedMultiplyAdd(scale, b0, x30);
            x31 = Vector512.FusedMultiplyAdd(scale, b1, x31);
        }

        x00.Store(c);
        x01.Store(c + 16);
        x10.Store(c1);
        x11.Store(c1 + 16);
        x20.Store(c2);
        x21.Store(c2 + 16);
        x30.Store(c3);
        x31.Store(c3 + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourByOne(int k, float* a, int aRow, int aStep, float* b, int ldb, float* c, int ldc)
    {
        float* c1 = c + ldc,
            c2 = c1 + ldc,
            c3 = c2 + ldc;
        Vector512<float> x0 = Vector512.Load(c),
            x1 = Vector512.Load(c1),
            x2 = Vector512.Load(c2),
            x3 = Vector512.Load(c3);
        float* a1 = a + aRow,
            a2 = a1 + aRow,
            a3 = a2 + aRow;
        for (nint p = 0; p < k; p++, b += ldb)
        {
            var line = Vector512.Load(b);
            var at = p * aStep;
            x0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[at]), line, x0);
            x1 = Vector512.FusedMultiplyAdd(Vector512.Create(a1[at]), line, x1);
            x2 = Vector512.FusedMultiplyAdd(Vector512.Create(a2[at]), line, x2);
            x3 = Vector512.FusedMultiplyAdd(Vector512.Create(a3[at]), line, x3);
        }

        x0.Store(c);
        x1.Store(c1);
        x2.Store(c2);
        x3.Store(c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows(int i, int m, int k, float* a, int aRow, int aStep, float* b, int ldb, float* c, int ldc)
    {
        for (; i < m; i++)
        {
            var line = a + (nint)i * aRow;
            var sum = Vector512.Load(c + (nint)i * ldc);
            for (nint p = 0; p < k; p++)
            {
                sum = Vector512.FusedMultiplyAdd(Vector512.Create(line[p * aStep]), Vector512.Load(b + p * ldb), sum);
            }

            sum.Store(c + (nint)i * ldc);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Single(int k, float* a, int aStep, float* b, int ldb, float* c)
    {
        var sum = *c;
        for (nint p = 0; p < k; p++)
        {
            sum = MathF.FusedMultiplyAdd(a[p * aStep], b[p * ldb], sum);
        }

        *c = sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Advance(
        Vector512<float> scale,
        Vector512<float> b0,
        Vector512<float> b1,
        Vector512<float> b2,
        Vector512<float> b3,
        ref Vector512<float> x0,
        ref Vector512<float> x1,
        ref Vector512<float> x2,
        ref Vector512<float> x3
    )
    {
        x0 = Vector512.FusedMultiplyAdd(scale, b0, x0);
        x1 = Vector512.FusedMultiplyAdd(scale, b1, x1);
        x2 = Vector512.FusedMultiplyAdd(scale, b2, x2);
        x3 = Vector512.FusedMultiplyAdd(scale, b3, x3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(float* c, Vector512<float> x0, Vector512<float> x1, Vector512<float> x2, Vector512<float> x3)
    {
        x0.Store(c);
        x1.Store(c + 16);
        x2.Store(c + 32);
        x3.Store(c + 48);
    }
}
