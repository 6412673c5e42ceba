using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Ami.Quant.Randomness;

namespace Ami.Quant.MonteCarlo;

/// <summary>
/// How returns come about. Every number is a pure function of (seed, path, step), computed for eight paths at a time.
/// </summary>
public abstract class ReturnModel
{
    /// <summary>Paths that are computed together.</summary>
    internal const int Lanes = 8;

    /// <summary>Makes the model ready for a projection; throws <see cref="ArgumentException"/> when its numbers make no sense.</summary>
    /// <param name="stepsPerYear">Steps in a year.</param>
    /// <param name="logFee">Log growth that fees take per step, 0 or negative.</param>
    internal abstract Simulator Prepare(double stepsPerYear, double logFee);

    /// <summary>A model made ready for one projection.</summary>
    internal abstract class Simulator
    {
        /// <summary>Log growth of eight paths, after fees.</summary>
        /// <param name="seed">The projection's seed.</param>
        /// <param name="firstPath">Number of the first of the eight paths.</param>
        /// <param name="growth">Shape (steps, 8) with steps rounded up to a multiple of eight: lane l of step t is at 8 t + l.</param>
        internal abstract void LogGrowth(ulong seed, ulong firstPath, Span<double> growth);
    }

    /// <summary>Draws of one purpose for eight paths: four normals per lane and block.</summary>
    internal readonly struct PathNormals(ulong seed, ulong firstPath)
    {
        private readonly Vector512<ulong> _low = Vector512.Create((ulong)(uint)firstPath) + NormalBlocks.Lanes;
        private readonly Vector512<ulong> _high = Vector512.Create(firstPath >> 32);

        internal void Draw(uint block, out Vector512<double> z0, out Vector512<double> z1, out Vector512<double> z2, out Vector512<double> z3)
        {
            var (c0, c1, c2, c3) = (_low, Vector512.Create((ulong)block), _high, Vector512.Create((ulong)PathTag));
            Philox4x32.Blocks(ref c0, ref c1, ref c2, ref c3, seed);
            NormalSingles.Transform(c0, c1, c2, c3, out z0, out z1, out z2, out z3);
        }

        internal void Words(
            uint block,
            out Vector512<ulong> a0,
            out Vector512<ulong> a1,
            out Vector512<ulong> a2,
            out Vector512<ulong> a3,
            out Vector512<ulong> b0,
            out Vector512<ulong> b1,
            out Vector512<ulong> b2,
            out Vector512<ulong> b3
        )
        {
            a0 = b0 = _low;
            a1 = Vector512.Create((ulong)block);
            b1 = Vector512.Create((ulong)block + 1);
            a2 = b2 = _high;
            a3 = b3 = Vector512.Create((ulong)PathTag);
            Philox4x32.Blocks(ref a0, ref a1, ref a2, ref a3, ref b0, ref b1, ref b2, ref b3, seed);
        }
    }

    // Keeps the paths' counters apart from those of RandomStream, whose high word is small for ordinary stream numbers.
    internal const uint PathTag = 0x5041_5448;

    internal static Span<Vector512<double>> Vectors(Span<double> growth) => MemoryMarshal.Cast<double, Vector512<double>>(growth);
}
