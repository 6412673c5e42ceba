using System.Runtime.Intrinsics;
using Ami.Quant.Allocation;
using Ami.Quant.Randomness;

namespace Ami.Quant.MonteCarlo;

/// <summary>
/// A portfolio of assets that follow correlated geometric Brownian motions, rebalanced to its weights or left to drift.
/// Source: Glasserman (2003), "Monte Carlo Methods in Financial Engineering", section 3.2.3. Payments go into (and come out of) the assets in
/// the proportions held at the time.
/// </summary>
public sealed class CorrelatedAssets : ReturnModel
{
    private const int StackLimit = 64;
    private readonly double[] _drifts;
    private readonly double[] _weights;
    private readonly double[,] _covariance;
    private readonly double[,] _factor;
    private readonly int _rebalanceEvery;

    /// <summary>Describes the portfolio.</summary>
    /// <param name="drifts">Expected growth per year of each asset, continuously compounded; length N.</param>
    /// <param name="covariance">Covariance of yearly log returns, (N, N), symmetric and positive semi-definite.</param>
    /// <param name="weights">Target weights, not negative, summing to 1; length N.</param>
    /// <param name="rebalanceEvery">Steps between rebalancings; 0 never rebalances. Default 1.</param>
    /// <exception cref="ArgumentException">A shape is wrong, the weights do not sum to 1, or the matrix is not a covariance.</exception>
    public CorrelatedAssets(ReadOnlySpan<double> drifts, double[,] covariance, ReadOnlySpan<double> weights, int rebalanceEvery = 1)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        ArgumentOutOfRangeException.ThrowIfNegative(rebalanceEvery);
        if (drifts.Length == 0 || weights.Length != drifts.Length || covariance.GetLength(0) != drifts.Length || covariance.GetLength(1) != drifts.Length)
        {
            throw new ArgumentException($"{drifts.Length} drifts need as many weights and a square covariance of that size.", nameof(drifts));
        }

        double sum = 0;
        foreach (var w in weights)
        {
            if (!(w >= 0))
            {
                throw new ArgumentException($"Weights must not be negative, not {w}.", nameof(weights));
            }

            sum += w;
        }

        if (Math.Abs(sum - 1) > 1e-9)
        {
            throw new ArgumentException($"Weights must sum to 1, not {sum}.", nameof(weights));
        }

        _drifts = drifts.ToArray();
        _weights = weights.ToArray();
        _covariance = (double[,])covariance.Clone();
        _factor = Cholesky.Factor(covariance);
        _rebalanceEvery = rebalanceEvery;
    }

    internal override Simulator Prepare(double stepsPerYear, double logFee)
    {
        var n = _drifts.Length;
        var mean = new double[n];
        var factor = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            mean[i] = (_drifts[i] - 0.5 * _covariance[i, i]) / stepsPerYear;
            for (var j = 0; j <= i; j++)
            {
                factor[i, j] = _factor[i, j] / Math.Sqrt(stepsPerYear);
            }
        }

        return new Steps(mean, factor, _weights, _rebalanceEvery, logFee);
    }

    private sealed class Steps(double[] mean, double[,] factor, double[] weights, int rebalanceEvery, double logFee) : Simulator
    {
        internal override void LogGrowth(ulong seed, ulong firstPath, Span<double> growth)
        {
            var rows = Vectors(growth);
            var normals = new PathNormals(seed, firstPath);
            var n = mean.Length;
            var blocks = (n + 3) / 4;
            Span<Vector512<double>> z = n <= StackLimit ? stackalloc Vector512<double>[4 * blocks] : new Vector512<double>[4 * blocks];
            Span<Vector512<double>> held = n <= StackLimit ? stackalloc Vector512<double>[n] : new Vector512<double>[n];
            for (var i = 0; i < n; i++)
            {
                held[i] = Vector512.Create(weights[i]);
            }

            for (var t = 0; t < rows.Length; t++)
            {
                for (var b = 0; b < blocks; b++)
                {
                    normals.Draw((uint)(t * blocks + b), out z[4 * b], out z[4 * b + 1], out z[4 * b + 2], out z[4 * b + 3]);
                }

                var total = Vector512<double>.Zero;
                for (var i = 0; i < n; i++)
                {
                    var x = Vector512.Create(mean[i]);
                    for (var j = 0; j <= i; j++)
                    {
                        x = Vector512.FusedMultiplyAdd(Vector512.Create(factor[i, j]), z[j], x);
                    }

                    held[i] *= VectorMath.Exp(x);
                    total += held[i];
                }

                rows[t] = VectorMath.Log(total) + Vector512.Create(logFee);
                var rebalance = rebalanceEvery > 0 && (t + 1) % rebalanceEvery == 0;
                for (var i = 0; i < n; i++)
                {
                    held[i] = rebalance ? Vector512.Create(weights[i]) : held[i] / total;
                }
            }
        }
    }
}
