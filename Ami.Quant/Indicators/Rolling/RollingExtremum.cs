namespace Ami.Quant.Indicators.Rolling;

/// <summary>
/// Highest or lowest of the last n values and how many bars ago it was; of equal values the latest counts, or the earliest if asked for. Amortised constant
/// time: a queue that only keeps values that can still become the extremum (D. Lemire, Nordic J. of Computing 13, 2006).
/// </summary>
internal struct RollingExtremum
{
    private readonly double _sign;
    private readonly int _period;
    private readonly bool _earliest;
    private readonly double[] _values;
    private readonly long[] _ages;
    private long _clock;
    private int _head,
        _length;

    private RollingExtremum(int period, double sign, bool earliest)
    {
        (_period, _sign, _earliest) = (period, sign, earliest);
        _values = new double[period];
        _ages = new long[period];
    }

    public static RollingExtremum Highest(int period, bool earliest = false) => new(period, 1, earliest);

    public static RollingExtremum Lowest(int period, bool earliest = false) => new(period, -1, earliest);

    public readonly bool IsReady => _clock >= _period;

    public readonly double Value => _sign * _values[_head];

    /// <summary>Bars since the extremum, 0 for the bar just pushed.</summary>
    public readonly int Age => (int)(_clock - _ages[_head]);

    public bool Push(double value)
    {
        _clock++;
        if (_length > 0 && _ages[_head] <= _clock - _period)
        {
            _head = Wrap(_head + 1);
            _length--;
        }
        var signed = _sign * value;
        while (_length > 0 && _values[Wrap(_head + _length - 1)] is var last && (_earliest ? last < signed : last <= signed))
        {
            _length--;
        }

        var tail = Wrap(_head + _length);
        _values[tail] = signed;
        _ages[tail] = _clock;
        _length++;
        return IsReady;
    }

    public void Clear() => (_clock, _head, _length) = (0, 0, 0);

    private readonly int Wrap(int index) => index >= _period ? index - _period : index;
}
