namespace Ami.Quant.Models.Hmm;

/// <summary>How to fit a <see cref="GaussianHmm"/>.</summary>
public sealed record GaussianHmmOptions
{
    /// <summary>Hidden states, at least 1. Default 2.</summary>
    public int States { get; init; } = 2;

    /// <summary>Baum-Welch iterations at most. Default 200.</summary>
    public int MaxIterations { get; init; } = 200;

    /// <summary>Stop when an iteration raises the mean log-likelihood per observation by less. Default 1e-7.</summary>
    public double Tolerance { get; init; } = 1e-7;

    /// <summary>Starts from different random means; the likeliest fit is kept. Default 3.</summary>
    public int Starts { get; init; } = 3;

    /// <summary>
    /// Share of each feature's overall variance added to a state's, above 0: keeps a state from shrinking onto a single
    /// observation, where the likelihood has no bound. Default 1e-4.
    /// </summary>
    public double VarianceFloor { get; init; } = 1e-4;

    /// <summary>Seed of the starts. Default 0.</summary>
    public ulong Seed { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(States, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxIterations, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Starts, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Tolerance);
        if (!(VarianceFloor > 0))
        {
            throw new ArgumentException("The variance floor must be above 0.", nameof(VarianceFloor));
        }
    }
}
