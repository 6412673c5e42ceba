using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Ami.Quant.Randomness;

namespace Ami.Quant.MonteCarlo;

/// <summary>
/// Geometric Brownian motion of one asset or a portfolio as a whole: log returns per step are normal with mean (μ − σ²/2)/n and
/// standard deviation σ/√n. Source: Glasserman (2003), "Monte Carlo Methods in Financial Engineering", section 3.2.1 (exact, not an approximation).
/// </summary>
/// <param name="drift">μ: expected growth per year, continuously compounded (expected wealth grows by exp(μ) a year).</param>
/// <param name="volatility">σ: standard deviation of log returns per year, not negative.</param>
public sealed class GeometricBrownian(double drift, double volatility) : ReturnModel
{
    /// <summary>Expected growth per year, continuously compounded.</summary>
    public double Drift { get; } = drift;

    /// <summary>Standard deviation of log returns per year.</summary>
    public double Volatility { get; } = volatility;

    internal override Simulator Prepare(double stepsPerYear, double logFee)
    {
        if (!(Volatility >= 0))
        {
            throw new ArgumentException($"Volatility must not be negative, not {Volatility}.", nameof(stepsPerYear));
        }

        return new Steps((Drift - 0.5 * Volatility * Volatility) / stepsPerYear + logFee, Volatility / Math.Sqrt(stepsPerYear));
    }

    private sealed class Steps(double mean, double deviation) : Simulator
    {
        internal override void LogGrowth(ulong seed, ulong firstPath, Span<double> growth)
        {
            var rows = Vectors(growth);
            var normals = new PathNormals(seed, firstPath);
            var m = Vector512.Create(mean);
            var s = Vector512.Create(deviation);
            for (var t = 0; t < rows.Length; t += 8)
            {
                normals.Words((uint)(t / 4), out var a0, out var a1, out var a2, out var a3, out var b0, out var b1, out var b2, out var b3);
                Write(rows.Slice(t, 4), a0, a1, a2, a3, m, s);
                Write(rows.Slice(t + 4, 4), b0, b1, b2, b3, m, s);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Write(
            Span<Vector512<double>> rows,
            Vector512<ulong> w0,
            Vector512<ulong> w1,
            Vector512<ulong> w2,
            Vector512<ulong> w3,
            Vector512<double> m,
            Vector512<double> s
        )
        {
            NormalSingles.Transform(w0, w1, w2, w3, out var z0, out var z1, out var z2, out var z3);
            rows[0] = Vector512.FusedMultiplyAdd(s, z0, m);
            rows[1] = Vector512.FusedMultiplyAdd(s, z1, m);
            rows[2] = Vector512.FusedMultiplyAdd(s, z2, m);
            rows[3] = Vector512.FusedMultiplyAdd(s, z3, m);
        }
    }
}
