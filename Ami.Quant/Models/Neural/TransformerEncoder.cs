namespace Ami.Quant.Models.Neural;

/// <summary>Hyperparameters of <see cref="TransformerEncoder"/>.</summary>
public sealed record TransformerOptions : SequenceOptions
{
    /// <summary>Numbers per step inside the network, 1 to 8192; multiples of 16 are fastest. Default 64.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Attention heads, a divisor of <see cref="Width"/>. Default 4.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>Encoder layers, 1 to 64. Default 2.</summary>
    public int Layers { get; init; } = 2;

    /// <summary>Width of the feed-forward sublayers, 1 to 8192. Default 128.</summary>
    public int FeedForward { get; init; } = 128;

    /// <summary>Whether a step attends only to itself and earlier ones. No step sees beyond the window's last row either way. Default false.</summary>
    public bool Causal { get; init; }

    internal override SequenceArchitecture Architecture(int features) =>
        new TransformerArchitecture(Window, features, Objective.Outputs, Width, Heads, Layers, FeedForward, Causal);

    internal override void Validate()
    {
        base.Validate();
        ThrowUnless(Width is >= 1 and <= 8192, nameof(Width), "1 to 8192");
        ThrowUnless(Heads >= 1 && Width % Heads == 0, nameof(Heads), "a divisor of the width");
        ThrowUnless(Layers is >= 1 and <= 64, nameof(Layers), "1 to 64");
        ThrowUnless(FeedForward is >= 1 and <= 8192, nameof(FeedForward), "1 to 8192");
    }
}

/// <summary>
/// A small Transformer encoder (Vaswani et al. 2017) over a window of rows, with sinusoidal positions, normalisation before each
/// sublayer (Ba et al. 2016; Xiong et al. 2020) and a linear layer on the last step's state and the mean of all; fitted with AdamW.
/// Features are standardised; a missing value counts as the feature's mean.
/// </summary>
public sealed class TransformerEncoder : ILearner
{
    private readonly TransformerOptions _options;

    /// <summary>A learner with the given hyperparameters.</summary>
    /// <exception cref="ArgumentException">A hyperparameter is out of range.</exception>
    public TransformerEncoder(TransformerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
    }

    /// <inheritdoc/>
    public string Name => "Transformer encoder";

    IModel ILearner.Fit(Samples training, Samples? validation, CancellationToken cancellation) => Fit(training, validation, cancellation);

    /// <inheritdoc cref="SequenceModel.Fit"/>
    public SequenceModel Fit(Samples training, Samples? validation = null, CancellationToken cancellation = default) =>
        SequenceModel.Fit(_options, training, validation, cancellation);
}
