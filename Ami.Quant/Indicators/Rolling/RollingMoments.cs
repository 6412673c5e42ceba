using System.Numerics.Tensors;

namespace Ami.Quant.Indicators.Rolling;

/// <summary>
/// Mean and sum of squared deviations of the last n values in constant time: Welford's update with the leaving value taken out
/// (B. P. Welford, Technometrics 4, 1962), taken anew over the whole window each time the window has been replaced.
/// </summary>
internal struct RollingMoments(int period)
{
    private Window window = new(period);
    private double mean, squares, last;
    private readonly int length = period;
    private int untilRefresh = period;
    private int run;

    public readonly double Mean => mean;

    public readonly ReadOnlySpan<double> Values => window.Values;

    /// <summary>Σ(x − mean)²; exactly 0 when all values are equal.</summary>
    public readonly double Squares => run >= window.Count ? 0 : Math.Max(0, squares);

    public readonly double PopulationVariance => Squares / window.Count;

    public readonly double PopulationDeviation => Math.Sqrt(PopulationVariance);

    public bool Push(double value)
    {
        run = run > 0 && value == last ? run + 1 : 1;
        last = value;
        if (window.IsFull)
        {
            var leaving = window.Oldest;
            var before = mean;
            mean += (value - leaving) / length;
            squares += (value - leaving) * (value - mean + leaving - before);
        }
        else
        {
            var delta = value - mean;
            mean += delta / (window.Count + 1);
            squares += delta * (value - mean);
        }
        window.Push(value);
        if (--untilRefresh == 0)
            Refresh();
        return window.IsFull;
    }

    public void Clear()
    {
        window.Clear();
        (mean, squares, last, run, untilRefresh) = (0, 0, 0, 0, length);
    }

    private void Refresh()
    {
        untilRefresh = length;
        var values = window.Values;
        mean = TensorPrimitives.Sum(values) / values.Length;
        squares = 0;
        foreach (var x in values)
            squares += (x - mean) * (x - mean);
    }
}
