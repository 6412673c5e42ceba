namespace Ami.Quant.Models.Neural;

/// <summary>The loss that a sequence model minimises, and with it what its outputs mean.</summary>
public abstract record NeuralObjective
{
    private protected NeuralObjective() { }

    /// <summary>Squared error; predicts the mean.</summary>
    public static NeuralObjective Squared { get; } = new SquaredLoss();

    /// <summary>Logistic loss over labels 0 and 1; predicts the probability of 1.</summary>
    public static NeuralObjective Logistic { get; } = new LogisticLoss();

    /// <summary>Huber loss (Huber 1964): half the square of errors up to <paramref name="delta"/> (in units of the target, above 0), linear beyond.</summary>
    public static NeuralObjective Huber(double delta) =>
        delta > 0 && double.IsFinite(delta) ? new HuberLoss(delta) : throw new ArgumentOutOfRangeException(nameof(delta), delta, "Delta must be above 0.");

    /// <summary>
    /// Mean pinball loss (Koenker &amp; Bassett 1978); predicts the quantiles at <paramref name="levels"/>, which lie in (0, 1) and rise.
    /// Predictions are sorted, so that quantiles never cross (Chernozhukov, Fernández-Val &amp; Galichon 2010).
    /// </summary>
    public static NeuralObjective Quantiles(params double[] levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        if (!AreLevels(levels))
        {
            throw new ArgumentException("Quantile levels lie between 0 and 1 and rise.", nameof(levels));
        }

        return new PinballLoss([.. levels]);
    }

    /// <summary>Numbers predicted per sample.</summary>
    public virtual int Outputs => 1;

    /// <summary>Whether targets are scaled to mean 0 and deviation 1 while fitting.</summary>
    internal virtual bool ScalesTargets => true;

    internal abstract void Write(ModelWriter writer);

    internal static NeuralObjective Read(ref ModelReader reader)
    {
        var code = reader.Int32();
        var parameters = reader.Array<double>();
        return (code, parameters) switch
        {
            (0, []) => Squared,
            (1, []) => Logistic,
            (2, [> 0 and < double.PositiveInfinity]) => Huber(parameters[0]),
            (3, _) when AreLevels(parameters) => Quantiles(parameters),
            _ => throw new InvalidDataException($"The model is inconsistent: objective {code} with {parameters.Length} parameters."),
        };
    }

    /// <summary>Throws <see cref="ArgumentException"/> where a target does not suit the loss.</summary>
    internal virtual void CheckTargets(ReadOnlySpan<double> targets) { }

    /// <summary>The loss of one sample and its derivative by the outputs.</summary>
    /// <param name="outputs">What the network says.</param>
    /// <param name="target">What happened, divided by <paramref name="unit"/>.</param>
    /// <param name="unit">The target's unit, for losses that have a size of their own.</param>
    /// <param name="slopes">Receives the derivative.</param>
    internal abstract double Loss(ReadOnlySpan<float> outputs, double target, double unit, Span<float> slopes);

    /// <summary>What a loss in scaled targets is to be multiplied by to be one in the targets' own unit.</summary>
    internal abstract double LossUnit(double unit);

    /// <summary>Turns the network's outputs of one sample into predictions in the targets' unit.</summary>
    internal virtual void Transform(Span<double> outputs) { }

    private static bool AreLevels(double[] levels)
    {
        for (var i = 0; i < levels.Length; i++)
        {
            if (!(levels[i] is > 0 and < 1) || (i > 0 && levels[i] <= levels[i - 1]))
            {
                return false;
            }
        }

        return levels.Length > 0;
    }
}
