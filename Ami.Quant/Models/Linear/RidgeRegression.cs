using Ami.Quant.LinearAlgebra;

namespace Ami.Quant.Models.Linear;

/// <summary>
/// Least squares with an L2 penalty on standardised coefficients (Hoerl &amp; Kennard 1970): minimises
/// <c>Σ w (y - β₀ - xβ)² + λ |β|²</c>; the intercept is free. Solved exactly, so there is nothing to stop early. A missing
/// value counts as the feature's mean.
/// </summary>
/// <param name="Lambda">Penalty, ≥ 0, against a sum over samples. Default 1.</param>
/// <param name="Threads">0: one per processor. Has no influence on the result.</param>
public sealed record RidgeRegression(double Lambda = 1, int Threads = 0) : ILearner
{
    /// <inheritdoc/>
    public string Name => "ridge regression";

    IModel ILearner.Fit(Samples training, Samples? validation, CancellationToken cancellation) => Fit(training, cancellation);

    /// <summary>Fits coefficients.</summary>
    /// <exception cref="ArgumentException">No samples, an infinite feature, a negative penalty, or none where features depend on each other.</exception>
    public LinearModel Fit(Samples training, CancellationToken cancellation = default)
    {
        LinearFit.Check(training, Lambda);
        cancellation.ThrowIfCancellationRequested();
        var standard = StandardisedFeatures.Fit(training);
        var equations = new NormalEquations(standard, training.Features, new WorkerThreads(Threads));
        var targets = training.Targets;
        var (matrix, vector) = equations.Sum(
            new double[training.Features.Columns + 1],
            (row, _) => (training.Weight(row), training.Weight(row) * targets.Span[row])
        );
        LinearFit.Solve(matrix, vector, Lambda, vector);
        return new LinearModel(ModelKind.Ridge, [.. training.Features.Names], standard.Unscale(vector));
    }
}

internal static class LinearFit
{
    public static void Check(Samples training, double lambda)
    {
        ArgumentNullException.ThrowIfNull(training);
        if (!(lambda >= 0) || double.IsInfinity(lambda))
        {
            throw new ArgumentException("The penalty must be at least 0.", nameof(lambda));
        }

        if (training.Rows == 0)
        {
            throw new ArgumentException("There are no samples to learn from.", nameof(training));
        }

        if (!training.Weights.IsEmpty && training.Weights.Span.IndexOfAnyExcept(0.0) < 0)
        {
            throw new ArgumentException("Every sample weighs 0.", nameof(training));
        }
    }

    /// <summary>Solves (matrix + λ I) x = vector into <paramref name="solution"/>; the last coefficient, the intercept, is not penalised.</summary>
    public static void Solve(double[] matrix, double[] vector, double lambda, double[] solution)
    {
        var size = vector.Length;
        for (var i = 0; i < size - 1; i++)
        {
            // A constant feature is all 0 once standardised; its coefficient is pinned to 0 instead of failing.
            if (matrix[i * size + i] == 0)
            {
                matrix[i * size + i] = 1;
            }

            matrix[i * size + i] += lambda;
        }

        var factor =
            Cholesky.TryFactor(matrix, size)
            ?? throw new ArgumentException(
                "Features depend on each other linearly, or labels are separable; a larger penalty makes the fit unique.",
                nameof(lambda)
            );
        vector.CopyTo(solution, 0);
        factor.Solve(solution);
    }
}
