using Ami.Quant.Randomness;

namespace Ami.Quant.Models.Neural.Ops;

/// <summary>
/// While training, sets a share of elements to 0 and scales up the others to keep the mean (Srivastava et al. 2014); otherwise does
/// nothing. Which elements depends on seed, step, place in the whole batch and operation only, so not on how a batch is cut.
/// </summary>
internal sealed unsafe class Dropout : Node
{
    // One block of the generator decides over eight elements, sixteen bits each.
    private const int PerBlock = 8;
    private const double Levels = 65536;

    private readonly DropoutState _state;
    private readonly Tensor _x;
    private readonly Tensor _y;
    private readonly float* _mask;
    private readonly ushort _threshold;
    private readonly float _scale;
    private readonly uint _number;
    private bool _applied;

    private Dropout(Graph graph, Tensor x, Tensor y, double share)
    {
        _state = graph.Dropouts;
        _x = x;
        _y = y;
        _mask = graph.Scratch(x.Length);
        _threshold = (ushort)Math.Round(share * Levels);
        _scale = (float)(1 / (1 - _threshold / Levels));
        _number = _state.Operations++;
    }

    /// <summary>Drops the given share of elements, in [0, 1); 0 adds no operation.</summary>
    public static Tensor Of(Graph graph, Tensor x, double share)
    {
        if (share == 0 || !graph.Differentiates)
        {
            return x;
        }

        var y = graph.Variable(x.Rows, x.Columns);
        return graph.Add(new Dropout(graph, x, y, share), y);
    }

    public override void Forward()
    {
        _applied = _state.Active;
        if (!_applied)
        {
            _x.Values.CopyTo(_y.Values);
            return;
        }

        Draw();
        for (var i = 0; i < _x.Length; i++)
        {
            _y.Value[i] = _x.Value[i] * _mask[i];
        }
    }

    public override void Backward()
    {
        if (!_x.HasGradient)
        {
            return;
        }

        for (var i = 0; i < _x.Length; i++)
        {
            _x.Gradient[i] += _applied ? _y.Gradient[i] * _mask[i] : _y.Gradient[i];
        }
    }

    private void Draw()
    {
        var blocks = (_x.Length + PerBlock - 1) / PerBlock;
        for (var block = 0; block < blocks; block++)
        {
            var words = Philox4x32.Block((uint)(_state.Shard * blocks + block), _number, (uint)_state.Step, (uint)(_state.Step >> 32), _state.Key);
            var at = block * PerBlock;
            Keep(at, words.W0);
            Keep(at + 2, words.W1);
            Keep(at + 4, words.W2);
            Keep(at + 6, words.W3);
        }
    }

    private void Keep(int at, uint word)
    {
        if (at < _x.Length)
        {
            _mask[at] = (ushort)word >= _threshold ? _scale : 0;
        }

        if (at + 1 < _x.Length)
        {
            _mask[at + 1] = word >> 16 >= _threshold ? _scale : 0;
        }
    }
}
