namespace Ami.Quant.Models.Neural;

/// <summary>Hyperparameters that all sequence models share.</summary>
public abstract record SequenceOptions
{
    /// <summary>What to predict and the loss to minimise. Default: squared error.</summary>
    public NeuralObjective Objective { get; init; } = NeuralObjective.Squared;

    /// <summary>
    /// Rows per sequence, 1 to 8192: a prediction for row i sees rows i - Window + 1 to i, which must follow each other in time.
    /// Default 32.
    /// </summary>
    public int Window { get; init; } = 32;

    /// <summary>Passes over the training samples at most. Default 20.</summary>
    public int Epochs { get; init; } = 20;

    /// <summary>Sequences per step. Default 64.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Step length of AdamW, above 0. Default 0.001.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Decoupled decay of weight matrices, ≥ 0; biases and gains do not decay. Default 0.01.</summary>
    public double WeightDecay { get; init; } = 1e-2;

    /// <summary>Greatest Euclidean norm of a step's gradient; 0 does not limit it. Default 1.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>Share of activations dropped while training, in [0, 0.9]. Default 0.1.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Stop after this many epochs without a better validation loss, and keep the best epoch; 0 never stops. Default 0.</summary>
    public int EarlyStoppingEpochs { get; init; }

    /// <summary>Seed of starting values, order of samples and dropout. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads; 0 means one per processor. Has no influence on the result. Default 0.</summary>
    public int Threads { get; init; }

    internal abstract SequenceArchitecture Architecture(int features);

    internal virtual void Validate()
    {
        ThrowUnless(Objective is not null, nameof(Objective), "given");
        ThrowUnless(Window is >= 1 and <= 8192, nameof(Window), "1 to 8192");
        ThrowUnless(Epochs >= 1, nameof(Epochs), "at least 1");
        ThrowUnless(BatchSize is >= 1 and <= 65536, nameof(BatchSize), "1 to 65536");
        ThrowUnless(LearningRate > 0 && double.IsFinite(LearningRate), nameof(LearningRate), "above 0");
        ThrowUnless(WeightDecay >= 0 && double.IsFinite(WeightDecay), nameof(WeightDecay), "at least 0");
        ThrowUnless(ClipNorm >= 0, nameof(ClipNorm), "at least 0");
        ThrowUnless(Dropout is >= 0 and <= 0.9, nameof(Dropout), "in [0, 0.9]");
        ThrowUnless(EarlyStoppingEpochs >= 0, nameof(EarlyStoppingEpochs), "at least 0");
        ThrowUnless(Threads >= 0, nameof(Threads), "at least 0");
    }

    private protected static void ThrowUnless(bool condition, string option, string range)
    {
        if (!condition)
        {
            throw new ArgumentException($"{option} must be {range}.", option);
        }
    }
}
