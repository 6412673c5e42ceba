using Ami.Quant.Series;

namespace Ami.Quant.Backtesting;

/// <summary>Steps through the union of several instruments' bars in time order, skipping bars that are not finite.</summary>
internal sealed class Clock
{
    private readonly CandleView[] _views;
    private readonly int[] _next;
    private readonly int[] _present;
    private readonly Bar[] _bars;
    private int _count;

    internal Clock(IReadOnlyList<Instrument> instruments)
    {
        _views = [.. instruments.Select(i => i.Bars)];
        _next = new int[instruments.Count];
        _present = new int[instruments.Count];
        _bars = new Bar[instruments.Count];
        Capacity = instruments.Sum(i => i.Bars.Count);
        for (var s = 0; s < _next.Length; s++)
        {
            Advance(s, 0);
        }
    }

    /// <summary>The most steps there can be.</summary>
    internal int Capacity { get; }

    internal long Time { get; private set; }

    /// <summary>The instruments that have a bar at this step.</summary>
    internal ReadOnlySpan<int> Present => _present.AsSpan(0, _count);

    internal ref readonly Bar BarOf(int symbol) => ref _bars[symbol];

    internal int IndexOf(int symbol) => _next[symbol];

    internal bool Next()
    {
        for (var i = 0; i < _count; i++)
        {
            Advance(_present[i], _next[_present[i]] + 1);
        }

        var earliest = long.MaxValue;
        for (var s = 0; s < _next.Length; s++)
        {
            if (_next[s] < _views[s].Count)
            {
                earliest = Math.Min(earliest, _bars[s].Time);
            }
        }

        _count = 0;
        for (var s = 0; s < _next.Length; s++)
        {
            if (_next[s] < _views[s].Count && _bars[s].Time == earliest)
            {
                _present[_count++] = s;
            }
        }

        Time = earliest;
        return _count > 0;
    }

    private void Advance(int symbol, int from)
    {
        var bars = _views[symbol];
        ref var bar = ref _bars[symbol];
        for (; from < bars.Count; from++)
        {
            bar = bars[from];
            if (bar.IsFinite)
            {
                break;
            }
        }

        _next[symbol] = from;
    }
}
