using System.Runtime.Intrinsics;

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

    internal override Simulator Prepare(double stepsPerYear)
    {
        if (!(Volatility >= 0)) throw new ArgumentException($"Volatility must not be negative, not {Volatility}.", nameof(stepsPerYear));
        return new Steps((Drift - 0.5 * Volatility * Volatility) / stepsPerYear, Volatility / Math.Sqrt(stepsPerYear));
    }

    private sealed class Steps(double mean, double deviation) : Simulator
    {
        internal override void LogGrowth(ulong seed, ulong firstPath, Span<double> growth)
        {
            var rows = Vectors(growth);
            var normals = new PathNormals(seed, firstPath);
            var m = Vector512.Create(mean);
            var s = Vector512.Create(deviation);
            for (var t = 0; t < rows.Length; t += 4)
            {
                normals.Draw((uint)(t / 4), out var z0, out var z1, out var z2, out var z3);
                rows[t] = Vector512.FusedMultiplyAdd(s, z0, m);
                rows[t + 1] = Vector512.FusedMultiplyAdd(s, z1, m);
                rows[t + 2] = Vector512.FusedMultiplyAdd(s, z2, m);
                rows[t + 3] = Vector512.FusedMultiplyAdd(s, z3, m);
            }
        }
    }
}
