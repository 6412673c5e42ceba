using Ami.Quant.Models.Neural.Ops;

namespace Ami.Quant.Models.Neural;

/// <summary>
/// Transformer encoder (Vaswani et al. 2017, section 3.1) that normalises before each sublayer (Xiong et al. 2020, figure 1b), with a
/// linear layer on the last step's state and the mean of all.
/// </summary>
internal sealed record TransformerArchitecture(int Window, int Features, int Outputs, int Width, int Heads, int Layers, int Inner, bool Causal)
    : SequenceArchitecture(Window, Features, Outputs)
{
    private const int Before = 2;
    private const int PerLayer = 12;

    public override ModelKind Kind => ModelKind.Transformer;

    public override IReadOnlyList<ParameterShape> Parameters
    {
        get
        {
            var shapes = new List<ParameterShape> { new(ParameterKind.Weight, Features, Width), new(ParameterKind.Bias, 1, Width) };
            for (var layer = 0; layer < Layers; layer++)
            {
                shapes.AddRange(Norm());
                shapes.AddRange(Linear(Width, 3 * Width));
                shapes.AddRange(Linear(Width, Width));
                shapes.AddRange(Norm());
                shapes.AddRange(Linear(Width, Inner));
                shapes.AddRange(Linear(Inner, Width));
            }

            shapes.AddRange(Norm());
            shapes.AddRange(Linear(2 * Width, Outputs));
            return shapes;
        }
    }

    public override int InputRow(int sample, int time, int samples) => sample * Window + time;

    public override Tensor Build(Graph graph, Tensor input, Tensor[] parameters, double dropout)
    {
        var states = PositionalEncoding.Of(graph, Affine.Of(graph, input, parameters[0], parameters[1]), Window);
        states = Dropout.Of(graph, states, dropout);
        for (var layer = 0; layer < Layers; layer++)
        {
            var p = parameters.AsSpan(Before + layer * PerLayer, PerLayer);
            var heads = SelfAttention.Of(graph, Affine.Of(graph, LayerNorm.Of(graph, states, p[0], p[1]), p[2], p[3]), Window, Heads, Causal);
            states = Sum.Of(graph, states, Dropout.Of(graph, Affine.Of(graph, heads, p[4], p[5]), dropout));
            var inner = Activation<Gelu>.Of(graph, Affine.Of(graph, LayerNorm.Of(graph, states, p[6], p[7]), p[8], p[9]));
            states = Sum.Of(graph, states, Dropout.Of(graph, Affine.Of(graph, inner, p[10], p[11]), dropout));
        }

        var end = parameters.AsSpan(Before + Layers * PerLayer);
        var encoded = LayerNorm.Of(graph, states, end[0], end[1]);
        var pooled = Concatenation.Of(graph, Slice.OfRows(graph, encoded, Window - 1, Window), GroupMean.Of(graph, encoded, Window));
        return Affine.Of(graph, pooled, end[2], end[3]);
    }

    public override void Write(ModelWriter writer)
    {
        writer.Write(Window);
        writer.Write(Width);
        writer.Write(Heads);
        writer.Write(Layers);
        writer.Write(Inner);
        writer.Write(Causal ? 1 : 0);
    }

    private ParameterShape[] Norm() => [new(ParameterKind.Gain, 1, Width), new(ParameterKind.Bias, 1, Width)];

    private static ParameterShape[] Linear(int inputs, int outputs) => [new(ParameterKind.Weight, inputs, outputs), new(ParameterKind.Bias, 1, outputs)];
}
