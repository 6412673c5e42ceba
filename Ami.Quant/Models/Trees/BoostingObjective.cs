namespace Ami.Quant.Models.Trees;

/// <summary>
/// The loss that <see cref="BoostedTrees"/> minimises. Trees add up to a score; an objective says where scores start, which
/// way they should move, and how a score becomes a prediction.
/// </summary>
public abstract record BoostingObjective
{
    private protected BoostingObjective() { }

    /// <summary>Half the squared error; predicts the mean.</summary>
    public static BoostingObjective Squared { get; } = new SquaredObjective();

    /// <summary>Logistic loss over labels 0 and 1; predicts the probability of 1.</summary>
    public static BoostingObjective Logistic { get; } = new LogisticObjective();

    /// <summary>
    /// Pinball loss; predicts the quantile at <paramref name="level"/>, in (0, 1). Each leaf is set to the quantile of its
    /// residuals, as in LAD TreeBoost (Friedman 2001, algorithm 3).
    /// </summary>
    public static BoostingObjective Quantile(double level) =>
        level is > 0 and < 1
            ? new QuantileObjective(level)
            : throw new ArgumentOutOfRangeException(nameof(level), level, "A quantile level lies between 0 and 1.");

    /// <summary>
    /// Huber loss: squared up to <paramref name="delta"/> (in units of the target, above 0), linear beyond (Huber 1964; Friedman 2001,
    /// section 4.4). Leaves minimise the quadratic bound of the loss, so that every round lowers it.
    /// </summary>
    public static BoostingObjective Huber(double delta) =>
        delta > 0 && double.IsFinite(delta) ? new HuberObjective(delta) : throw new ArgumentOutOfRangeException(nameof(delta), delta, "Delta must be above 0.");

    /// <summary>Cross-entropy over labels 0 … <paramref name="classes"/>-1, at least 2; predicts each class's probability.</summary>
    public static BoostingObjective Softmax(int classes) =>
        classes >= 2 ? new SoftmaxObjective(classes) : throw new ArgumentOutOfRangeException(nameof(classes), classes, "There must be at least 2 classes.");

    /// <summary>Scores, trees per round and predictions per sample.</summary>
    public virtual int Outputs => 1;

    /// <summary>How the objective is written in a saved model.</summary>
    internal abstract (int Code, double Parameter) Code { get; }

    internal static BoostingObjective FromCode(int code, double parameter) =>
        code switch
        {
            0 => Squared,
            1 => Logistic,
            2 when parameter is > 0 and < 1 => Quantile(parameter),
            3 when parameter > 0 => Huber(parameter),
            4 when parameter is >= 2 and < 1e6 => Softmax((int)parameter),
            _ => throw new InvalidDataException($"The model is inconsistent: objective {code} with parameter {parameter}."),
        };

    /// <summary>Throws <see cref="ArgumentException"/> where a target does not suit the loss.</summary>
    internal virtual void CheckTargets(ReadOnlySpan<double> targets) { }

    /// <summary>The best constant scores, one per output.</summary>
    internal abstract double[] InitialScores(Samples samples);

    /// <summary>
    /// Derivatives for some of the rows. Scores and pairs have one array of <paramref name="rows"/> elements per output, one after the other.
    /// </summary>
    internal abstract unsafe void Gradients(
        double* scores,
        GradientPair* pairs,
        int rows,
        int start,
        ReadOnlySpan<double> targets,
        ReadOnlySpan<double> weights
    );

    /// <summary>Turns scores into predictions in place; both are row-major.</summary>
    internal virtual void Transform(Span<double> scores) { }

    /// <summary>The loss of one sample from its prediction (all outputs).</summary>
    internal abstract double Loss(ReadOnlySpan<double> prediction, double target);

    /// <summary>Whether leaves are set from residuals instead of gradients.</summary>
    internal virtual bool RenewsLeaves => false;

    /// <summary>The best score to add for samples with these residuals; may reorder its arguments.</summary>
    internal virtual double RenewLeaf(Span<double> residuals, Span<double> weights) => throw new NotSupportedException();
}
