namespace Ami.Quant.Models.Neural;

/// <summary>Hyperparameters of <see cref="Gru"/>.</summary>
public sealed record GruOptions : SequenceOptions
{
    /// <summary>Numbers in the recurrent state, 1 to 8192; multiples of 16 are fastest. Default 64.</summary>
    public int Width { get; init; } = 64;

    internal override SequenceArchitecture Architecture(int features) => new GruArchitecture(Window, features, Objective.Outputs, Width);

    internal override void Validate()
    {
        base.Validate();
        ThrowUnless(Width is >= 1 and <= 8192, nameof(Width), "1 to 8192");
    }
}

/// <summary>
/// Gated recurrent units (Cho et al. 2014) over a window of rows, attention over the states (additive, after Bahdanau, Cho &amp;
/// Bengio 2015) and a linear layer on the attended and the last state; fitted with AdamW. Features are standardised; a missing value
/// counts as the feature's mean.
/// </summary>
public sealed class Gru : ILearner
{
    private readonly GruOptions _options;

    /// <summary>A learner with the given hyperparameters.</summary>
    /// <exception cref="ArgumentException">A hyperparameter is out of range.</exception>
    public Gru(GruOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
    }

    /// <inheritdoc/>
    public string Name => "GRU with attention";

    IModel ILearner.Fit(Samples training, Samples? validation, CancellationToken cancellation) => Fit(training, validation, cancellation);

    /// <inheritdoc cref="SequenceModel.Fit"/>
    public SequenceModel Fit(Samples training, Samples? validation = null, CancellationToken cancellation = default) =>
        SequenceModel.Fit(_options, training, validation, cancellation);
}
