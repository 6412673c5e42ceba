namespace Ami.Quant.Models.Neural;

/// <summary>A fitted network over windows of consecutive rows; see <see cref="Gru"/> and <see cref="TransformerEncoder"/>.</summary>
public sealed class SequenceModel : IModel
{
    private readonly string[] _names;
    private readonly SequenceArchitecture _architecture;
    private readonly FeatureScaling _scaling;
    private readonly double _centre;
    private readonly double _unit;
    private readonly float[] _parameters;

    private SequenceModel(
        string[] names,
        SequenceArchitecture architecture,
        NeuralObjective objective,
        FeatureScaling scaling,
        double centre,
        double unit,
        float[] parameters
    )
    {
        _names = names;
        _architecture = architecture;
        Objective = objective;
        _scaling = scaling;
        (_centre, _unit) = (centre, unit);
        _parameters = parameters;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> FeatureNames => _names;

    /// <inheritdoc/>
    public int Outputs => _architecture.Outputs;

    /// <summary>Rows that a prediction sees: its own and the <c>Window - 1</c> before it.</summary>
    public int Window => _architecture.Window;

    /// <summary>The loss it was fitted to.</summary>
    public NeuralObjective Objective { get; }

    /// <summary>Mean training loss over each epoch of the fit, with dropout and while parameters moved; empty after loading.</summary>
    public IReadOnlyList<double> TrainingLosses { get; private init; } = [];

    /// <summary>Mean validation loss after each epoch, those after the best one included; empty without validation and after loading.</summary>
    public IReadOnlyList<double> ValidationLosses { get; private init; } = [];

    /// <summary>The epoch whose parameters were kept, counted from 1; 0 after loading.</summary>
    public int Epoch { get; private init; }

    /// <summary>
    /// Fits a network. The rows must follow each other in time. The first <c>Window - 1</c> rows of either set only serve the windows
    /// after them; rows that weigh 0 do too.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// There is no full window with a weight above 0, a feature is infinite, targets do not suit the objective, or early stopping has
    /// no validation samples.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ArithmeticException">The loss became infinite: the learning rate is too high for these samples.</exception>
    internal static SequenceModel Fit(SequenceOptions options, Samples training, Samples? validation, CancellationToken cancellation)
    {
        var fit = SequenceFit.Run(options, training, validation, cancellation);
        return new SequenceModel(
            [.. training.Features.Names],
            options.Architecture(training.Features.Columns),
            options.Objective,
            fit.Scaling,
            fit.Centre,
            fit.Unit,
            fit.Parameters
        )
        {
            TrainingLosses = fit.TrainingLosses,
            ValidationLosses = fit.ValidationLosses,
            Epoch = fit.Epoch,
        };
    }

    /// <summary>
    /// Predicts every row that ends a full window. The first <c>Window - 1</c> rows have none: their predictions are
    /// <see cref="double.NaN"/>, so give that many rows of context before the first row of interest.
    /// </summary>
    /// <inheritdoc cref="IModel.Predict"/>
    public void Predict(FeatureMatrix features, Span<double> predictions) => Predict(features, predictions, 1);

    /// <summary>Predicts on several threads (0: one per processor); the result does not depend on how many.</summary>
    /// <inheritdoc cref="Predict(FeatureMatrix, Span{double})"/>
    public void Predict(FeatureMatrix features, Span<double> predictions, int threads)
    {
        this.CheckPredict(features, predictions);
        predictions.Fill(double.NaN);
        if (features.Rows < Window)
        {
            return;
        }

        using var network = new Network(_architecture, _parameters, differentiates: false);
        var ends = Enumerable.Range(Window - 1, features.Rows - Window + 1).ToArray();
        var outputs = network.Run(_scaling.Apply(features), ends, new WorkerThreads(threads));
        var target = predictions[((Window - 1) * Outputs)..];
        for (var i = 0; i < outputs.Length; i++)
        {
            target[i] = _centre + _unit * outputs[i];
        }

        for (var i = 0; i < ends.Length; i++)
        {
            Objective.Transform(target.Slice(i * Outputs, Outputs));
        }
    }

    /// <inheritdoc/>
    public byte[] Save()
    {
        var writer = new ModelWriter();
        writer.Write(_names);
        Objective.Write(writer);
        _architecture.Write(writer);
        writer.Write<double>(_scaling.Means);
        writer.Write<double>(_scaling.Scales);
        writer.Write(_centre);
        writer.Write(_unit);
        writer.Write<float>(_parameters);
        return ModelFormat.Seal(_architecture.Kind, writer);
    }

    internal static SequenceModel Load(ReadOnlySpan<byte> bytes, ModelKind kind)
    {
        var reader = ModelFormat.Open(bytes, kind);
        var names = reader.Strings();
        var objective = NeuralObjective.Read(ref reader);
        if (names.Length == 0)
        {
            throw new InvalidDataException("The model is inconsistent: it has no features.");
        }

        var architecture = SequenceArchitecture.Read(ref reader, kind, names.Length, objective.Outputs);
        var scaling = new FeatureScaling(reader.Array<double>(names.Length), reader.Array<double>(names.Length));
        var (centre, unit) = (reader.Double(), reader.Double());
        var parameters = reader.Array<float>(new ParameterLayout(architecture.Parameters).Length);
        reader.End();
        if (!scaling.Means.Concat(scaling.Scales).Append(centre).Append(unit).All(double.IsFinite) || !parameters.All(float.IsFinite))
        {
            throw new InvalidDataException("The model is inconsistent: a parameter is not a finite number.");
        }

        return new SequenceModel(names, architecture, objective, scaling, centre, unit, parameters);
    }
}
