namespace Ami.Quant.Models;

/// <summary>
/// Gives a learner its own validation samples for early stopping: the last part of what it is given to learn from, after a
/// gap. Use it inside cross-validation and stacking, where the test fold must not decide when to stop.
/// </summary>
/// <param name="Learner">The learner; fitted on the samples before the gap.</param>
/// <param name="Share">Part of the samples held out, in (0, 1). Default 0.2.</param>
/// <param name="Gap">Samples dropped in between, at least the label's horizon where labels overlap. Default 0.</param>
public sealed record HoldOutLearner(ILearner Learner, double Share = 0.2, int Gap = 0) : ILearner
{
    /// <inheritdoc/>
    public string Name => Learner.Name;

    /// <inheritdoc/>
    /// <remarks>Validation samples that are given are used as they are, and nothing is held out.</remarks>
    public IModel Fit(Samples training, Samples? validation = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(training);
        if (validation is not null)
        {
            return Learner.Fit(training, validation, cancellation);
        }

        if (Share is not (> 0 and < 1))
        {
            throw new ArgumentException("The share held out lies between 0 and 1.", nameof(training));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(Gap);
        var held = Math.Max(1, (int)Math.Round(Share * training.Rows));
        var kept = training.Rows - held - Gap;
        if (kept < 1)
        {
            throw new ArgumentException($"{training.Rows} samples are too few to hold out {held} after a gap of {Gap}.", nameof(training));
        }

        return Learner.Fit(training.Slice(0, kept), training.Slice(training.Rows - held, held), cancellation);
    }
}
