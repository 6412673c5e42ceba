namespace Ami.Quant.Indicators.Rolling;

/// <summary>Variances and covariance of the simple returns of two sequences of prices over the last n returns.</summary>
internal struct PairMoments(int period)
{
    private Window _first = new(period),
        _second = new(period);
    private double _previousFirst = double.NaN,
        _previousSecond = double.NaN;

    /// <summary>Σ of squared deviations of the first, of the second, and of their products.</summary>
    public double FirstSquares { get; private set; }

    public double SecondSquares { get; private set; }

    public double Products { get; private set; }

    public bool Push(double firstPrice, double secondPrice)
    {
        var x = firstPrice / _previousFirst - 1;
        var y = secondPrice / _previousSecond - 1;
        (_previousFirst, _previousSecond) = (firstPrice, secondPrice);
        if (!double.IsFinite(x) || !double.IsFinite(y))
        {
            return false;
        }

        _first.Push(x);
        _second.Push(y);
        if (!_first.IsFull)
        {
            return false;
        }

        Sum(_first.Values, _second.Values);
        return true;
    }

    public void Clear()
    {
        _first.Clear();
        _second.Clear();
        (_previousFirst, _previousSecond) = (double.NaN, double.NaN);
    }

    private void Sum(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys)
    {
        var meanX = Variation.Mean(xs);
        var meanY = Variation.Mean(ys);
        double xx = 0,
            yy = 0,
            xy = 0;
        for (var i = 0; i < xs.Length; i++)
        {
            var dx = xs[i] - meanX;
            var dy = ys[i] - meanY;
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }
        FirstSquares = Variation.Vanishes(xx, xs.Length, Variation.ScaleOfReturns(xs)) ? 0 : xx;
        SecondSquares = Variation.Vanishes(yy, ys.Length, Variation.ScaleOfReturns(ys)) ? 0 : yy;
        Products = xy;
    }
}
