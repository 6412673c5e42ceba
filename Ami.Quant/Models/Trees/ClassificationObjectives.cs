using System.Numerics.Tensors;

namespace Ami.Quant.Models.Trees;

internal sealed record LogisticObjective : BoostingObjective
{
    /// <summary>Probabilities are kept this far from 0 and 1 where a logarithm is taken.</summary>
    internal const double Margin = 1e-15;

    private const float LeastHessian = 1e-16f;

    internal override (int Code, double Parameter) Code => (1, 0);

    internal override void CheckTargets(ReadOnlySpan<double> targets)
    {
        foreach (var y in targets)
        {
            if (y is not (0 or 1))
            {
                throw new ArgumentException($"Logistic labels are 0 or 1, not {y}.", nameof(targets));
            }
        }
    }

    internal override double[] InitialScores(Samples samples)
    {
        double sum = 0,
            weight = 0;
        for (var i = 0; i < samples.Rows; i++)
        {
            sum += samples.Weight(i) * samples.Targets.Span[i];
            weight += samples.Weight(i);
        }

        // Half a sample of each class keeps the log-odds finite when one class is absent.
        return [Math.Log((sum + 0.5) / (weight - sum + 0.5))];
    }

    internal override unsafe void Gradients(
        double* scores,
        GradientPair* pairs,
        int rows,
        int start,
        ReadOnlySpan<double> targets,
        ReadOnlySpan<double> weights
    )
    {
        Span<double> probabilities = new double[targets.Length];
        TensorPrimitives.Sigmoid(new ReadOnlySpan<double>(scores + start, targets.Length), probabilities);
        for (var i = 0; i < targets.Length; i++)
        {
            var p = probabilities[i];
            var weight = weights.IsEmpty ? 1 : weights[i];
            pairs[start + i] = new GradientPair((float)(weight * (p - targets[i])), Math.Max((float)(weight * p * (1 - p)), weight > 0 ? LeastHessian : 0));
        }
    }

    internal override void Transform(Span<double> scores) => TensorPrimitives.Sigmoid(scores, scores);

    internal override double Loss(ReadOnlySpan<double> prediction, double target)
    {
        var p = Math.Clamp(prediction[0], Margin, 1 - Margin);
        return target > 0 ? -Math.Log(p) : -Math.Log(1 - p);
    }
}

internal sealed record SoftmaxObjective(int Classes) : BoostingObjective
{
    private const double LeastHessian = 1e-16;

    public override int Outputs => Classes;

    internal override (int Code, double Parameter) Code => (4, Classes);

    internal override void CheckTargets(ReadOnlySpan<double> targets)
    {
        foreach (var y in targets)
        {
            if (y < 0 || y >= Classes || y != Math.Floor(y))
            {
                throw new ArgumentException($"Labels of {Classes} classes are 0 to {Classes - 1}, not {y}.", nameof(targets));
            }
        }
    }

    internal override double[] InitialScores(Samples samples)
    {
        // Log priors, with half a sample added to each class so that none is impossible.
        var priors = new double[Classes];
        Array.Fill(priors, 0.5);
        for (var i = 0; i < samples.Rows; i++)
        {
            priors[(int)samples.Targets.Span[i]] += samples.Weight(i);
        }

        var total = priors.Sum();
        return Array.ConvertAll(priors, p => Math.Log(p / total));
    }

    /// <summary>The diagonal of the Hessian, p(1-p), is doubled, which bounds the full one (as XGBoost does).</summary>
    internal override unsafe void Gradients(
        double* scores,
        GradientPair* pairs,
        int rows,
        int start,
        ReadOnlySpan<double> targets,
        ReadOnlySpan<double> weights
    )
    {
        Span<double> p = new double[Classes];
        for (var i = 0; i < targets.Length; i++)
        {
            for (var k = 0; k < Classes; k++)
            {
                p[k] = scores[(nint)k * rows + start + i];
            }

            Normalise(p);
            var weight = weights.IsEmpty ? 1 : weights[i];
            for (var k = 0; k < Classes; k++)
            {
                var gradient = p[k] - (targets[i] == k ? 1 : 0);
                var hessian = Math.Max(2 * p[k] * (1 - p[k]), LeastHessian);
                pairs[(nint)k * rows + start + i] = new GradientPair((float)(weight * gradient), (float)(weight * hessian));
            }
        }
    }

    internal override void Transform(Span<double> scores)
    {
        for (var start = 0; start < scores.Length; start += Classes)
        {
            Normalise(scores.Slice(start, Classes));
        }
    }

    internal override double Loss(ReadOnlySpan<double> prediction, double target) => -Math.Log(Math.Max(prediction[(int)target], LogisticObjective.Margin));

    private static void Normalise(Span<double> scores)
    {
        var max = TensorPrimitives.Max<double>(scores);
        double sum = 0;
        foreach (ref var score in scores)
        {
            sum += score = Math.Exp(score - max);
        }

        foreach (ref var score in scores)
        {
            score /= sum;
        }
    }
}
