using Ami.Quant.LinearAlgebra;

namespace Ami.Quant.Models.Hmm;

/// <summary>The normal distribution of observations in one hidden state.</summary>
internal sealed class GaussianState
{
    private readonly Cholesky _factor;
    private readonly double _constant;

    /// <param name="mean">One number per feature.</param>
    /// <param name="covariance">Row-major, positive definite.</param>
    public GaussianState(double[] mean, double[] covariance)
    {
        Mean = mean;
        Covariance = covariance;
        _factor =
            Cholesky.TryFactor(covariance, mean.Length) ?? throw new ArgumentException("A state's covariance is not positive definite.", nameof(covariance));
        _constant = -0.5 * (mean.Length * Math.Log(2 * Math.PI) + _factor.LogDeterminant);
    }

    public double[] Mean { get; }

    public double[] Covariance { get; }

    /// <summary>Sum of the variances: how restless the state is.</summary>
    public double TotalVariance
    {
        get
        {
            double sum = 0;
            for (var d = 0; d < Mean.Length; d++)
            {
                sum += Covariance[d * Mean.Length + d];
            }

            return sum;
        }
    }

    public double LogDensity(ReadOnlySpan<double> observation, Span<double> scratch)
    {
        for (var d = 0; d < Mean.Length; d++)
        {
            scratch[d] = observation[d] - Mean[d];
        }

        _factor.SolveLower(scratch);
        double squares = 0;
        foreach (var z in scratch)
        {
            squares += z * z;
        }

        return _constant - squares / 2;
    }
}
