namespace Ami.Quant.Models.Neural.Ops;

/// <summary>
/// Multi-head scaled dot-product attention of every sequence with itself, softmax(QKᵀ/√d)·V per head (Vaswani et al. 2017,
/// equation 1 and section 3.2.2). Sequences are stored sample by sample: row s·times + t.
/// </summary>
internal sealed unsafe class SelfAttention : Node
{
    private readonly Tensor _projections;
    private readonly Tensor _y;
    private readonly int _times;
    private readonly int _heads;
    private readonly int _width;
    private readonly bool _causal;
    private readonly float* _weights;
    private readonly float* _slopes;
    private readonly float* _scoreSlopes;
    private readonly float* _transposed;

    private SelfAttention(Graph graph, Tensor projections, Tensor y, int times, int heads, bool causal)
    {
        _projections = projections;
        _y = y;
        _times = times;
        _heads = heads;
        _width = y.Columns / heads;
        _causal = causal;
        _weights = graph.Scratch(projections.Rows * heads * times);
        _slopes = graph.Scratch(times * times);
        _scoreSlopes = graph.Scratch(times * times);
        _transposed = graph.Scratch(times * _width);
    }

    /// <summary>The heads' results side by side, rows × width.</summary>
    /// <param name="graph">Where to append.</param>
    /// <param name="projections">Queries, keys and values side by side, each with its heads side by side: (samples · times) × 3 width.</param>
    /// <param name="times">Steps per sequence.</param>
    /// <param name="heads">Heads; they share the width equally.</param>
    /// <param name="causal">Whether a step sees only itself and earlier ones.</param>
    public static Tensor Of(Graph graph, Tensor projections, int times, int heads, bool causal)
    {
        if (projections.Columns % (3 * heads) != 0 || projections.Rows % times != 0)
        {
            throw new ArgumentException($"{projections.Rows} x {projections.Columns} projections do not fit {times} steps and {heads} heads.");
        }

        var y = graph.Variable(projections.Rows, projections.Columns / 3);
        return graph.Add(new SelfAttention(graph, projections, y, times, heads, causal), y);
    }

    private float Scale => 1 / MathF.Sqrt(_width);

    public override void Forward()
    {
        for (var sample = 0; sample < _projections.Rows / _times; sample++)
        {
            for (var head = 0; head < _heads; head++)
            {
                Forward(sample, head);
            }
        }
    }

    public override void Backward()
    {
        if (!_projections.HasGradient)
        {
            return;
        }

        for (var sample = 0; sample < _projections.Rows / _times; sample++)
        {
            for (var head = 0; head < _heads; head++)
            {
                Backward(sample, head);
            }
        }
    }

    private void Forward(int sample, int head)
    {
        var (stride, width) = (_projections.Columns, _y.Columns);
        var at = (nint)sample * _times * stride + head * _width;
        float* query = _projections.Value + at,
            key = query + width,
            value = key + width,
            weights = WeightsOf(sample, head);
        Gemm.Transpose(_times, _width, key, stride, _transposed);
        Gemm.Run(_times, _times, _width, query, stride, 1, _transposed, _times, weights, _times, accumulate: false);
        for (var t = 0; t < _times; t++)
        {
            var row = weights + t * _times;
            var seen = _causal ? t + 1 : _times;
            Softmax.Row(row, row, seen, Scale);
            new Span<float>(row + seen, _times - seen).Clear();
        }

        Gemm.Run(_times, _width, _times, weights, _times, 1, value, stride, Result(_y.Value, sample, head), width, accumulate: false);
    }

    private void Backward(int sample, int head)
    {
        var (stride, width) = (_projections.Columns, _y.Columns);
        var at = (nint)sample * _times * stride + head * _width;
        float* query = _projections.Value + at,
            key = query + width,
            value = key + width,
            weights = WeightsOf(sample, head);
        float* byQuery = _projections.Gradient + at,
            byKey = byQuery + width,
            byValue = byKey + width,
            slope = Result(_y.Gradient, sample, head);
        Gemm.Transpose(_times, _width, value, stride, _transposed);
        Gemm.Run(_times, _times, _width, slope, width, 1, _transposed, _times, _slopes, _times, accumulate: false);
        Gemm.Run(_times, _width, _times, weights, 1, _times, slope, width, byValue, stride, accumulate: true);
        new Span<float>(_scoreSlopes, _times * _times).Clear();
        for (var t = 0; t < _times; t++)
        {
            Softmax.BackwardRow(weights + t * _times, _slopes + t * _times, _scoreSlopes + t * _times, _times, Scale);
        }

        Gemm.Run(_times, _width, _times, _scoreSlopes, _times, 1, key, stride, byQuery, stride, accumulate: true);
        Gemm.Run(_times, _width, _times, _scoreSlopes, 1, _times, query, stride, byKey, stride, accumulate: true);
    }

    private float* WeightsOf(int sample, int head) => _weights + (nint)(sample * _heads + head) * _times * _times;

    private float* Result(float* rows, int sample, int head) => rows + (nint)sample * _times * _y.Columns + head * _width;
}
