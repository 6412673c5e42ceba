namespace Ami.Quant.Models.Neural.Ops;

/// <summary>The transpose of a matrix.</summary>
internal sealed unsafe class Transpose : Node
{
    private readonly Tensor _x;
    private readonly Tensor _y;

    private Transpose(Tensor x, Tensor y)
    {
        _x = x;
        _y = y;
    }

    /// <summary>Columns become rows.</summary>
    public static Tensor Of(Graph graph, Tensor x)
    {
        var y = graph.Variable(x.Columns, x.Rows);
        return graph.Add(new Transpose(x, y), y);
    }

    public override void Forward() => Gemm.Transpose(_x.Rows, _x.Columns, _x.Value, _x.Columns, _y.Value);

    public override void Backward()
    {
        if (!_x.HasGradient)
        {
            return;
        }

        for (var i = 0; i < _x.Rows; i++)
        {
            for (var j = 0; j < _x.Columns; j++)
            {
                _x.Gradient[i * _x.Columns + j] += _y.Gradient[j * _x.Rows + i];
            }
        }
    }
}

/// <summary>Two matrices side by side.</summary>
internal sealed unsafe class Concatenation : Node
{
    private readonly Tensor _left;
    private readonly Tensor _right;
    private readonly Tensor _y;

    private Concatenation(Tensor left, Tensor right, Tensor y)
    {
        _left = left;
        _right = right;
        _y = y;
    }

    /// <summary>The columns of both, the left ones first.</summary>
    public static Tensor Of(Graph graph, Tensor left, Tensor right)
    {
        if (left.Rows != right.Rows)
        {
            throw new ArgumentException($"{left.Rows} and {right.Rows} rows do not stand side by side.");
        }

        var y = graph.Variable(left.Rows, left.Columns + right.Columns);
        return graph.Add(new Concatenation(left, right, y), y);
    }

    public override void Forward()
    {
        for (var i = 0; i < _y.Rows; i++)
        {
            var row = new Span<float>(_y.Value + i * _y.Columns, _y.Columns);
            _left.Values.Slice(i * _left.Columns, _left.Columns).CopyTo(row);
            _right.Values.Slice(i * _right.Columns, _right.Columns).CopyTo(row[_left.Columns..]);
        }
    }

    public override void Backward()
    {
        for (var i = 0; i < _y.Rows; i++)
        {
            var row = _y.Gradient + i * _y.Columns;
            if (_left.HasGradient)
            {
                Lanes.AddScaled(1, row, _left.Gradient + i * _left.Columns, _left.Columns);
            }

            if (_right.HasGradient)
            {
                Lanes.AddScaled(1, row + _left.Columns, _right.Gradient + i * _right.Columns, _right.Columns);
            }
        }
    }
}

/// <summary>A block of a matrix: some consecutive columns of every n-th row.</summary>
internal sealed unsafe class Slice : Node
{
    private readonly Tensor _x;
    private readonly Tensor _y;
    private readonly int _firstRow;
    private readonly int _rowStep;
    private readonly int _firstColumn;

    private Slice(Tensor x, Tensor y, int firstRow, int rowStep, int firstColumn)
    {
        _x = x;
        _y = y;
        _firstRow = firstRow;
        _rowStep = rowStep;
        _firstColumn = firstColumn;
    }

    /// <summary>Consecutive columns.</summary>
    public static Tensor OfColumns(Graph graph, Tensor x, int first, int count)
    {
        if (first < 0 || count < 1 || first > x.Columns - count)
        {
            throw new ArgumentException($"No columns {first} to {first + count} in {x.Columns}.");
        }

        var y = graph.Variable(x.Rows, count);
        return graph.Add(new Slice(x, y, 0, 1, first), y);
    }

    /// <summary>The row <paramref name="first"/> and then every <paramref name="step"/>-th, as many as there are.</summary>
    public static Tensor OfRows(Graph graph, Tensor x, int first, int step)
    {
        if (first < 0 || step < 1 || first >= x.Rows)
        {
            throw new ArgumentException($"No rows from {first} by {step} in {x.Rows}.");
        }

        var y = graph.Variable((x.Rows - first + step - 1) / step, x.Columns);
        return graph.Add(new Slice(x, y, first, step, 0), y);
    }

    public override void Forward()
    {
        for (var i = 0; i < _y.Rows; i++)
        {
            _x.Values.Slice(Start(i), _y.Columns).CopyTo(_y.Values[(i * _y.Columns)..]);
        }
    }

    public override void Backward()
    {
        if (!_x.HasGradient)
        {
            return;
        }

        for (var i = 0; i < _y.Rows; i++)
        {
            Lanes.AddScaled(1, _y.Gradient + i * _y.Columns, _x.Gradient + Start(i), _y.Columns);
        }
    }

    private int Start(int row) => (_firstRow + row * _rowStep) * _x.Columns + _firstColumn;
}
