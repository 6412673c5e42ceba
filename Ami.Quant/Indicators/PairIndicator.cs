using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>An indicator of a symbol against a benchmark. Both bars must belong to the same instant (see <see cref="AlignedSeries"/>).</summary>
public abstract class PairIndicator : Indicator
{
    private double _benchmarkClose = double.NaN;

    private protected PairIndicator(params int[] warmUp)
        : base(warmUp) { }

    /// <summary>Takes the next pair of bars. When either is missing, neither is used.</summary>
    /// <param name="bar">Bar of the symbol.</param>
    /// <param name="benchmark">Bar of the benchmark.</param>
    /// <param name="outputs">Receives the outputs; NaN means no value.</param>
    /// <returns>True when every output has a value.</returns>
    public bool Update(in Bar bar, in Bar benchmark, Span<double> outputs)
    {
        _benchmarkClose = benchmark.Close;
        var complete = Update(benchmark.IsFinite ? bar : bar with { Close = double.NaN }, outputs);
        _benchmarkClose = double.NaN;
        return complete;
    }

    /// <summary>Computes two views bar by bar from a fresh state.</summary>
    /// <param name="view">Bars of the symbol.</param>
    /// <param name="benchmark">Bars of the benchmark, as many and at the same instants.</param>
    /// <exception cref="ArgumentException">The views are not on the same clock.</exception>
    public IndicatorColumns Compute(CandleView view, CandleView benchmark)
    {
        if (!view.Time.SequenceEqual(benchmark.Time))
        {
            throw new ArgumentException("The benchmark is not on the symbol's clock; align the series first.", nameof(benchmark));
        }

        var values = new double[OutputCount * view.Count];
        Reset();
        Span<double> row = stackalloc double[MaximumOutputs];
        for (var i = 0; i < view.Count; i++)
        {
            Update(view[i], benchmark[i], row);
            for (var k = 0; k < OutputCount; k++)
            {
                values[k * view.Count + i] = row[k];
            }
        }
        return new IndicatorColumns(values, OutputCount, view.Count);
    }

    private protected sealed override void Step(in Bar bar, Span<double> outputs)
    {
        if (double.IsNaN(_benchmarkClose))
        {
            throw new InvalidOperationException("This indicator needs a benchmark: use the overload that takes two bars.");
        }

        Step(bar.Close, _benchmarkClose, outputs);
    }

    private protected abstract void Step(double close, double benchmark, Span<double> outputs);
}
