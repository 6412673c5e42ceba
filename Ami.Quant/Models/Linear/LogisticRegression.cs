namespace Ami.Quant.Models.Linear;

/// <summary>
/// Logistic regression with an L2 penalty on standardised coefficients: minimises <c>Σ w log-loss + ½ λ |β|²</c> by Newton's
/// method with step halving (iteratively reweighted least squares; Hastie, Tibshirani &amp; Friedman 2009, section 4.4.1). The
/// objective is convex and solved to its minimum, so there is nothing to stop early. A missing value counts as the feature's mean.
/// </summary>
/// <param name="Lambda">Penalty, ≥ 0, against a sum over samples; 0 fails on separable labels. Default 1.</param>
/// <param name="Threads">0: one per processor. Has no influence on the result.</param>
public sealed record LogisticRegression(double Lambda = 1, int Threads = 0) : ILearner
{
    private const int MostSteps = 50;
    private const double Tolerance = 1e-12;
    private const double SeparableLoss = 1e-6;

    /// <inheritdoc/>
    public string Name => "logistic regression";

    IModel ILearner.Fit(Samples training, Samples? validation, CancellationToken cancellation) => Fit(training, cancellation);

    /// <summary>Fits coefficients to labels 0 and 1.</summary>
    /// <exception cref="ArgumentException">No samples, only one class, other labels, an infinite feature, or separable labels without a penalty.</exception>
    public LinearModel Fit(Samples training, CancellationToken cancellation = default)
    {
        LinearFit.Check(training, Lambda);
        var (zeros, ones) = ClassWeights(training);
        if (zeros == 0 || ones == 0)
        {
            throw new ArgumentException("All labels are alike; a logistic regression needs both classes.", nameof(training));
        }

        var standard = StandardisedFeatures.Fit(training);
        var equations = new NormalEquations(standard, training.Features, new WorkerThreads(Threads));
        var coefficients = new double[training.Features.Columns + 1];
        coefficients[^1] = Math.Log(ones / zeros);
        var loss = new PenalisedLoss(standard, training, Lambda, new WorkerThreads(Threads));
        var current = loss.At(coefficients);
        for (var step = 0; step < MostSteps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            var direction = Direction(equations, training, coefficients);
            var (next, value) = Descend(loss, coefficients, direction, current);
            // The loss is a sum of about this many nats, so the improvement is judged against it.
            var improved = current - value > Tolerance * (1 + Math.Abs(current));
            if (value <= current)
            {
                (coefficients, current) = (next, value);
            }

            if (!improved)
            {
                break;
            }
        }

        // Without a penalty the loss of separable labels goes to 0 while coefficients go to infinity.
        if (current < SeparableLoss * (zeros + ones))
        {
            throw new ArgumentException("Labels are separable, so no finite coefficients are best; a penalty above 0 makes the fit finite.", nameof(training));
        }

        return new LinearModel(ModelKind.Logistic, [.. training.Features.Names], standard.Unscale(coefficients));
    }

    private double[] Direction(NormalEquations equations, Samples training, double[] coefficients)
    {
        var (hessian, gradient) = equations.Sum(
            coefficients,
            (row, score) =>
            {
                var p = 1 / (1 + Math.Exp(-score));
                var weight = training.Weight(row);
                return (weight * Math.Max(p * (1 - p), 1e-12), weight * (training.Targets.Span[row] - p));
            }
        );
        for (var f = 0; f < gradient.Length - 1; f++)
        {
            gradient[f] -= Lambda * coefficients[f];
        }

        LinearFit.Solve(hessian, gradient, Lambda, gradient);
        return gradient;
    }

    private static (double[] Coefficients, double Loss) Descend(PenalisedLoss loss, double[] from, double[] direction, double current)
    {
        var next = new double[from.Length];
        var value = double.PositiveInfinity;
        for (double share = 1; share > 1e-6 && value > current; share /= 2)
        {
            for (var f = 0; f < next.Length; f++)
            {
                next[f] = from[f] + share * direction[f];
            }

            value = loss.At(next);
        }

        return (next, value);
    }

    private static (double Zeros, double Ones) ClassWeights(Samples training)
    {
        double zeros = 0,
            ones = 0;
        for (var i = 0; i < training.Rows; i++)
        {
            if (training.Targets.Span[i] == 1)
            {
                ones += training.Weight(i);
            }
            else if (training.Targets.Span[i] == 0)
            {
                zeros += training.Weight(i);
            }
            else
            {
                throw new ArgumentException($"Logistic labels are 0 or 1, not {training.Targets.Span[i]}.", nameof(training));
            }
        }

        return (zeros, ones);
    }
}
