using Ami.Quant.Models.Neural.Ops;

namespace Ami.Quant.Models.Neural;

/// <summary>The shape of a network over windows of consecutive rows.</summary>
/// <param name="Window">Rows per window.</param>
/// <param name="Features">Numbers per row.</param>
/// <param name="Outputs">Numbers predicted per window.</param>
internal abstract record SequenceArchitecture(int Window, int Features, int Outputs)
{
    public abstract ModelKind Kind { get; }

    /// <summary>All parameters, in the order <see cref="Build"/> takes them.</summary>
    public abstract IReadOnlyList<ParameterShape> Parameters { get; }

    /// <summary>Row of the input that holds a sample's step.</summary>
    public abstract int InputRow(int sample, int time, int samples);

    /// <summary>Appends the network to a graph.</summary>
    /// <param name="graph">An empty graph.</param>
    /// <param name="input">(samples · window) × features, rows as in <see cref="InputRow"/>.</param>
    /// <param name="parameters">As in <see cref="Parameters"/>.</param>
    /// <param name="dropout">Share of elements dropped while training.</param>
    /// <returns>samples × outputs.</returns>
    public abstract Tensor Build(Graph graph, Tensor input, Tensor[] parameters, double dropout);

    public abstract void Write(ModelWriter writer);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static SequenceArchitecture Read(ref ModelReader reader, ModelKind kind, int features, int outputs)
    {
        var window = Size(reader.Int32(), "window");
        if (kind == ModelKind.Gru)
        {
            return new GruArchitecture(window, features, outputs, Size(reader.Int32(), "width"));
        }

        var (width, heads, layers) = (Size(reader.Int32(), "width"), Size(reader.Int32(), "heads"), Size(reader.Int32(), "layers"));
        var inner = Size(reader.Int32(), "inner width");
        if (width % heads != 0)
        {
            throw new InvalidDataException($"The model is inconsistent: {heads} heads do not share a width of {width}.");
        }

        return new TransformerArchitecture(window, features, outputs, width, heads, layers, inner, reader.Int32() != 0);
    }

    // The bound keeps a damaged file from asking for more memory than there is.
    private static int Size(int value, string name) =>
        value is >= 1 and <= 8192 ? value : throw new InvalidDataException($"The model is inconsistent: {name} {value}.");
}

/// <summary>GRU over the window, attention over its states, then a linear layer on context and last state.</summary>
internal sealed record GruArchitecture(int Window, int Features, int Outputs, int Width) : SequenceArchitecture(Window, Features, Outputs)
{
    public override ModelKind Kind => ModelKind.Gru;

    public override IReadOnlyList<ParameterShape> Parameters =>
        [
            new(ParameterKind.Weight, Features, 3 * Width),
            new(ParameterKind.Bias, 1, 3 * Width),
            new(ParameterKind.Weight, Width, 3 * Width),
            new(ParameterKind.Bias, 1, 3 * Width),
            new(ParameterKind.Weight, Width, Width),
            new(ParameterKind.Bias, 1, Width),
            new(ParameterKind.Weight, Width, 1),
            new(ParameterKind.Weight, 2 * Width, Outputs),
            new(ParameterKind.Bias, 1, Outputs),
        ];

    public override int InputRow(int sample, int time, int samples) => time * samples + sample;

    public override Tensor Build(Graph graph, Tensor input, Tensor[] parameters, double dropout)
    {
        var samples = input.Rows / Window;
        var gates = Affine.Of(graph, input, parameters[0], parameters[1]);
        var states = GruSequence.Of(graph, gates, parameters[2], parameters[3], samples);
        // Additive attention (Bahdanau et al. 2015, appendix A.1.2) without a query: vᵀ tanh(W h + b).
        var keys = Activation<Tanh>.Of(graph, Affine.Of(graph, states, parameters[4], parameters[5]));
        var scores = Affine.Of(graph, keys, parameters[6]).Reshape(Window, samples);
        var weights = Softmax.Of(graph, Transpose.Of(graph, scores));
        var context = WeightedTimeSum.Of(graph, states, weights);
        var last = Slice.OfRows(graph, states, (Window - 1) * samples, 1);
        var pooled = Dropout.Of(graph, Concatenation.Of(graph, context, last), dropout);
        return Affine.Of(graph, pooled, parameters[7], parameters[8]);
    }

    public override void Write(ModelWriter writer)
    {
        writer.Write(Window);
        writer.Write(Width);
    }
}
