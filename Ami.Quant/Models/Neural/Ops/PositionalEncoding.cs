namespace Ami.Quant.Models.Neural.Ops;

/// <summary>
/// Adds sines and cosines of the step number: PE(t, 2i) = sin(t / 10000^(2i/d)), PE(t, 2i+1) = cos of the same (Vaswani et al. 2017,
/// section 3.5). Sequences are stored sample by sample: row s·times + t.
/// </summary>
internal sealed unsafe class PositionalEncoding : Node
{
    private readonly Tensor _x;
    private readonly Tensor _y;
    private readonly float[] _encoding;

    private PositionalEncoding(Tensor x, Tensor y, int times)
    {
        _x = x;
        _y = y;
        _encoding = Encode(times, x.Columns);
    }

    /// <summary>x is (samples · times) × width.</summary>
    public static Tensor Of(Graph graph, Tensor x, int times)
    {
        if (x.Rows % times != 0)
        {
            throw new ArgumentException($"{x.Rows} rows are not sequences of {times}.");
        }

        var y = graph.Variable(x.Rows, x.Columns);
        return graph.Add(new PositionalEncoding(x, y, times), y);
    }

    public override void Forward()
    {
        _x.Values.CopyTo(_y.Values);
        fixed (float* encoding = _encoding)
        {
            for (var start = 0; start < _y.Length; start += _encoding.Length)
            {
                Lanes.AddScaled(1, encoding, _y.Value + start, _encoding.Length);
            }
        }
    }

    public override void Backward()
    {
        if (_x.HasGradient)
        {
            Lanes.AddScaled(1, _y.Gradient, _x.Gradient, _x.Length);
        }
    }

    private static float[] Encode(int times, int width)
    {
        var encoding = new float[times * width];
        for (var i = 0; i < encoding.Length; i++)
        {
            var (time, column) = (i / width, i % width);
            var angle = time / Math.Pow(10000, (double)(column - column % 2) / width);
            encoding[i] = (float)(column % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle));
        }

        return encoding;
    }
}
