namespace Ami.Quant.Models.Neural;

internal sealed record SquaredLoss : NeuralObjective
{
    internal override void Write(ModelWriter writer)
    {
        writer.Write(0);
        writer.Write<double>([]);
    }

    internal override double LossUnit(double unit) => unit * unit;

    internal override double Loss(ReadOnlySpan<float> outputs, double target, double unit, Span<float> slopes)
    {
        var error = outputs[0] - target;
        slopes[0] = (float)(2 * error);
        return error * error;
    }
}

internal sealed record HuberLoss(double Delta) : NeuralObjective
{
    internal override void Write(ModelWriter writer)
    {
        writer.Write(2);
        writer.Write<double>([Delta]);
    }

    internal override double LossUnit(double unit) => unit * unit;

    internal override double Loss(ReadOnlySpan<float> outputs, double target, double unit, Span<float> slopes)
    {
        var (error, delta) = (outputs[0] - target, Delta / unit);
        slopes[0] = (float)Math.Clamp(error, -delta, delta);
        var size = Math.Abs(error);
        return size <= delta ? error * error / 2 : delta * (size - delta / 2);
    }
}

internal sealed record LogisticLoss : NeuralObjective
{
    internal override bool ScalesTargets => false;

    internal override void Write(ModelWriter writer)
    {
        writer.Write(1);
        writer.Write<double>([]);
    }

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

    internal override double LossUnit(double unit) => 1;

    internal override double Loss(ReadOnlySpan<float> outputs, double target, double unit, Span<float> slopes)
    {
        double score = outputs[0];
        slopes[0] = (float)(Probability(score) - target);
        // log(1 + eˣ) − yx, without overflow.
        return Math.Max(score, 0) + Math.Log(1 + Math.Exp(-Math.Abs(score))) - target * score;
    }

    internal override void Transform(Span<double> outputs) => outputs[0] = Probability(outputs[0]);

    private static double Probability(double score) => 1 / (1 + Math.Exp(-score));
}

internal sealed record PinballLoss(double[] Levels) : NeuralObjective
{
    public override int Outputs => Levels.Length;

    public bool Equals(PinballLoss? other) => other is not null && Levels.AsSpan().SequenceEqual(other.Levels);

    public override int GetHashCode() => HashCode.Combine(Levels.Length, Levels[0]);

    internal override void Write(ModelWriter writer)
    {
        writer.Write(3);
        writer.Write<double>(Levels);
    }

    internal override double LossUnit(double unit) => unit;

    internal override double Loss(ReadOnlySpan<float> outputs, double target, double unit, Span<float> slopes)
    {
        double total = 0;
        for (var k = 0; k < Levels.Length; k++)
        {
            var error = target - outputs[k];
            var slope = error >= 0 ? -Levels[k] : 1 - Levels[k];
            slopes[k] = (float)(slope / Levels.Length);
            total -= slope * error;
        }

        return total / Levels.Length;
    }

    internal override void Transform(Span<double> outputs) => outputs.Sort();
}
