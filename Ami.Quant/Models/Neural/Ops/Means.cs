namespace Ami.Quant.Models.Neural.Ops;

/// <summary>Mean of every so many consecutive rows, such as those of one sequence.</summary>
internal sealed unsafe class GroupMean : Node
{
    private readonly Tensor _x;
    private readonly Tensor _y;
    private readonly int _size;

    private GroupMean(Tensor x, Tensor y, int size)
    {
        _x = x;
        _y = y;
        _size = size;
    }

    /// <summary>Row i of the result is the mean of rows i·size to (i+1)·size − 1.</summary>
    public static Tensor Of(Graph graph, Tensor x, int size)
    {
        if (size < 1 || x.Rows % size != 0)
        {
            throw new ArgumentException($"{x.Rows} rows are not groups of {size}.");
        }

        var y = graph.Variable(x.Rows / size, x.Columns);
        return graph.Add(new GroupMean(x, y, size), y);
    }

    public override void Forward()
    {
        _y.Values.Clear();
        for (nint i = 0; i < _x.Rows; i++)
        {
            Lanes.AddScaled(1f / _size, _x.Value + i * _x.Columns, _y.Value + i / _size * _x.Columns, _x.Columns);
        }
    }

    public override void Backward()
    {
        if (!_x.HasGradient)
        {
            return;
        }

        for (nint i = 0; i < _x.Rows; i++)
        {
            Lanes.AddScaled(1f / _size, _y.Gradient + i / _size * _x.Columns, _x.Gradient + i * _x.Columns, _x.Columns);
        }
    }
}

/// <summary>
/// Weighted sum over time, for sequences stored time by time (row t·samples + s): the context vector of attention
/// (Bahdanau, Cho &amp; Bengio 2015, equation 5).
/// </summary>
internal sealed unsafe class WeightedTimeSum : Node
{
    private readonly Tensor _states;
    private readonly Tensor _weights;
    private readonly Tensor _y;

    private WeightedTimeSum(Tensor states, Tensor weights, Tensor y)
    {
        _states = states;
        _weights = weights;
        _y = y;
    }

    /// <summary>States are (time · samples) × width, weights samples × time; the result is samples × width.</summary>
    public static Tensor Of(Graph graph, Tensor states, Tensor weights)
    {
        if (weights.Length != states.Rows)
        {
            throw new ArgumentException($"{weights.Rows} x {weights.Columns} weights for {states.Rows} states.");
        }

        var y = graph.Variable(weights.Rows, states.Columns);
        return graph.Add(new WeightedTimeSum(states, weights, y), y);
    }

    public override void Forward()
    {
        int times = _weights.Columns,
            width = _states.Columns;
        _y.Values.Clear();
        for (var t = 0; t < times; t++)
        {
            for (var s = 0; s < _y.Rows; s++)
            {
                Lanes.AddScaled(_weights.Value[s * times + t], _states.Value + (nint)(t * _y.Rows + s) * width, _y.Value + s * width, width);
            }
        }
    }

    public override void Backward()
    {
        int times = _weights.Columns,
            width = _states.Columns;
        for (var t = 0; t < times; t++)
        {
            for (var s = 0; s < _y.Rows; s++)
            {
                var at = (nint)(t * _y.Rows + s) * width;
                var slope = _y.Gradient + s * width;
                if (_weights.HasGradient)
                {
                    _weights.Gradient[s * times + t] += Lanes.Dot(slope, _states.Value + at, width);
                }

                if (_states.HasGradient)
                {
                    Lanes.AddScaled(_weights.Value[s * times + t], slope, _states.Gradient + at, width);
                }
            }
        }
    }
}
