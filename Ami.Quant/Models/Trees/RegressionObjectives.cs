namespace Ami.Quant.Models.Trees;

internal sealed record SquaredObjective : BoostingObjective
{
    internal override (int Code, double Parameter) Code => (0, 0);

    internal override double[] InitialScores(Samples samples)
    {
        double sum = 0,
            weight = 0;
        for (var i = 0; i < samples.Rows; i++)
        {
            sum += samples.Weight(i) * samples.Targets.Span[i];
            weight += samples.Weight(i);
        }

        return [sum / weight];
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
        for (var i = 0; i < targets.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            pairs[start + i] = new GradientPair((float)(weight * (scores[start + i] - targets[i])), (float)weight);
        }
    }

    internal override double Loss(ReadOnlySpan<double> prediction, double target) => (prediction[0] - target) * (prediction[0] - target);
}

internal sealed record HuberObjective(double Delta) : BoostingObjective
{
    internal override (int Code, double Parameter) Code => (3, Delta);

    internal override double[] InitialScores(Samples samples) => [WeightedQuantile.Of(samples.Targets.ToArray(), samples.WeightsOrOnes(), 0.5)];

    internal override unsafe void Gradients(
        double* scores,
        GradientPair* pairs,
        int rows,
        int start,
        ReadOnlySpan<double> targets,
        ReadOnlySpan<double> weights
    )
    {
        for (var i = 0; i < targets.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            pairs[start + i] = new GradientPair((float)(weight * Math.Clamp(scores[start + i] - targets[i], -Delta, Delta)), (float)weight);
        }
    }

    internal override double Loss(ReadOnlySpan<double> prediction, double target)
    {
        var error = Math.Abs(prediction[0] - target);
        return error <= Delta ? error * error / 2 : Delta * (error - Delta / 2);
    }
}

internal sealed record QuantileObjective(double Level) : BoostingObjective
{
    internal override (int Code, double Parameter) Code => (2, Level);

    internal override bool RenewsLeaves => true;

    internal override double[] InitialScores(Samples samples) => [WeightedQuantile.Of(samples.Targets.ToArray(), samples.WeightsOrOnes(), Level)];

    internal override unsafe void Gradients(
        double* scores,
        GradientPair* pairs,
        int rows,
        int start,
        ReadOnlySpan<double> targets,
        ReadOnlySpan<double> weights
    )
    {
        for (var i = 0; i < targets.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            var slope = targets[i] > scores[start + i] ? -Level : 1 - Level;
            pairs[start + i] = new GradientPair((float)(weight * slope), (float)weight);
        }
    }

    internal override double Loss(ReadOnlySpan<double> prediction, double target)
    {
        var error = target - prediction[0];
        return error >= 0 ? Level * error : (Level - 1) * error;
    }

    internal override double RenewLeaf(Span<double> residuals, Span<double> weights) => WeightedQuantile.Of(residuals, weights, Level);
}
