namespace Ami.Quant.Indicators.Rolling;

/// <summary>Wilder's relative strength of a sequence of prices, 0..100; 50 when nothing moved. Ready after n changes.</summary>
internal struct RelativeStrength(int period)
{
    private ExponentialAverage gain = ExponentialAverage.Wilder(period), loss = ExponentialAverage.Wilder(period);
    private double previous = double.NaN;

    public double Value { get; private set; }

    public bool Push(double price)
    {
        var change = price - previous;
        previous = price;
        if (double.IsNaN(change))
            return false;
        gain.Push(Math.Max(change, 0));
        if (!loss.Push(Math.Max(-change, 0)))
            return false;
        var total = gain.Value + loss.Value;
        Value = total > 0 ? 100 * gain.Value / total : 50;
        return true;
    }

    public void Clear()
    {
        gain.Clear();
        loss.Clear();
        previous = double.NaN;
    }
}
