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

        Value = Of(_gain.Value, _loss.Value);
        return true;
    }

    /// <summary>The same for a column of finite prices, once it is ready.</summary>
    public void Continue(ReadOnlySpan<double> prices, Span<double> outputs)
    {
        var (alpha, gain, loss, previous) = (_gain.Alpha, _gain.Value, _loss.Value, _previous);
        for (var i = 0; i < prices.Length; i++)
        {
            var change = prices[i] - previous;
            previous = prices[i];
            gain = ExponentialAverage.Next(alpha, Math.Max(change, 0), gain);
            loss = ExponentialAverage.Next(alpha, Math.Max(-change, 0), loss);
            outputs[i] = Value = Of(gain, loss);
        }

        _gain.Continue(gain);
        _loss.Continue(loss);
        _previous = previous;
    }

    private static double Of(double gain, double loss) => gain + loss > 0 ? 100 * gain / (gain + loss) : 50;

    public void Clear()
    {
        _gain.Clear();
        _loss.Clear();
        _previous = double.NaN;
    }
}
