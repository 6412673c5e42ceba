using Ami.Quant.Series;

namespace Ami.Quant.Indicators.Rolling;

/// <summary>True range and the close before; the first bar has none (Wilder 1978, p. 21).</summary>
internal struct TrueRangeStep
{
    private bool _started;

    public double PreviousClose { get; private set; }

    public double Value { get; private set; }

    public bool Push(in Bar bar)
    {
        var had = _started;
        if (had)
        {
            Value = Math.Max(bar.High, PreviousClose) - Math.Min(bar.Low, PreviousClose);
        }

        PreviousClose = bar.Close;
        _started = true;
        return had;
    }

    public void Clear() => (_started, PreviousClose, Value) = (false, 0, 0);
}
