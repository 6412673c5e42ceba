namespace Ami.Quant.Indicators.Rolling;

/// <summary>Wilder's relative strength of a sequence of prices, 0..100; 50 when nothing moved. Ready after n changes.</summary>
internal struct RelativeStrength(int period)
{
    private ExponentialAverage _gain = ExponentialAverage.Wilder(period),
        _loss = ExponentialAverage.Wilder(period);
    private double _previous = double.NaN;

    public double Value { get; private set; }

    public bool Push(double price)
    {
        var change = price - _previous;
        _previous = price;
        if (double.IsNaN(change))
        {
            return false;
        }

        _gain.Push(Math.Max(change, 0));
        if (!_loss.Push(Math.Max(-change, 0)))
        {
            return false;
        }

        var total = _gain.Value + _loss.Value;
        Value = total > 0 ? 100 * _gain.Value / total : 50;
        return true;
    }

    public void Clear()
    {
        _gain.Clear();
        _loss.Clear();
        _previous = double.NaN;
    }
}
