using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// One indicator with its state. <see cref="Update(in Bar, Span{double})"/> is its only definition: batch computation runs the
/// same code over columns, some of closes alone without a bar for each, so streaming and batch results are equal to the last bit, and a value can only depend on bars
/// already given. All state is allocated by the constructor.
/// </summary>
/// <remarks>
/// "No value" is always <see cref="double.NaN"/> and never 0: before the warm-up is over, at a missing bar (one that is not
/// finite; it is skipped and leaves the state as it was), and where the formula is undefined. Outputs are never infinite.
/// Indicators count bars, not time: a gap in a series is not filled. Only session indicators read the clock of the bars.
/// An instance is not safe for use by several threads at once.
/// </remarks>
public abstract class Indicator
{
    /// <summary>The most outputs any indicator has: enough room for a buffer on the stack.</summary>
    public const int MaximumOutputs = 8;

    private readonly int[] _warmUp;

    private protected Indicator(params int[] warmUp) => _warmUp = warmUp;

    /// <summary>Number of values per bar, 1 to <see cref="MaximumOutputs"/>.</summary>
    public int OutputCount => _warmUp.Length;

    /// <summary>Bars after which every output can have a value.</summary>
    public int WarmUp => _warmUp.Max();

    /// <summary>Bars used so far; missing bars are not counted.</summary>
    public long BarsSeen { get; private set; }

    /// <summary>True once <see cref="WarmUp"/> bars were used.</summary>
    public bool IsReady => BarsSeen >= WarmUp;

    /// <summary>Bars after which one output can have a value: it is NaN on the first <c>WarmUpOf(k) − 1</c> bars.</summary>
    /// <param name="output">Index of the output.</param>
    public int WarmUpOf(int output) => _warmUp[output];

    /// <summary>
    /// Bars by which a chart moves an output: negative draws it in the past (a fractal is known two bars late), positive in the
    /// future (the Ichimoku cloud). The value itself belongs to the bar at which it was known.
    /// </summary>
    /// <param name="output">Index of the output.</param>
    public virtual int PlotShiftOf(int output) => 0;

    /// <summary>How far back by the clock a value reads, beside the bars of the warm-up: to where its session began, say.</summary>
    public virtual TimeSpan Reach => TimeSpan.Zero;

    /// <summary>Takes the next bar.</summary>
    /// <param name="bar">The bar that has just closed. A bar that is not finite stands for a missing one.</param>
    /// <param name="outputs">Receives <see cref="OutputCount"/> values; NaN means no value.</param>
    /// <returns>True when every output has a value.</returns>
    /// <exception cref="ArgumentException">The span is shorter than <see cref="OutputCount"/>.</exception>
    public bool Update(in Bar bar, Span<double> outputs)
    {
        if (outputs.Length < _warmUp.Length)
        {
            throw new ArgumentException($"Room for {_warmUp.Length} outputs is needed.", nameof(outputs));
        }

        outputs = outputs[.._warmUp.Length];
        for (var k = 0; k < outputs.Length; k++)
        {
            outputs[k] = double.NaN;
        }

        if (!bar.IsFinite)
        {
            return false;
        }

        Step(bar, outputs);
        BarsSeen++;
        var complete = true;
        foreach (ref var output in outputs)
        {
            if (double.IsFinite(output))
            {
                continue;
            }

            output = double.NaN;
            complete = false;
        }
        return complete;
    }

    /// <summary>Takes the next bar and tells the first output only.</summary>
    /// <param name="bar">The bar that has just closed.</param>
    /// <param name="value">The first output; NaN when it has no value.</param>
    /// <returns>True when the first output has a value.</returns>
    public bool Update(in Bar bar, out double value)
    {
        Span<double> outputs = stackalloc double[MaximumOutputs];
        Update(bar, outputs);
        value = outputs[0];
        return !double.IsNaN(value);
    }

    /// <summary>Forgets all bars; the indicator is then as newly made.</summary>
    public void Reset()
    {
        BarsSeen = 0;
        Clear();
    }

    /// <summary>Computes a whole view from a fresh state, and leaves the state after its last bar so that streaming can go on.</summary>
    /// <param name="view">Bars in time order.</param>
    /// <param name="columns">Receives the outputs, shape (<see cref="OutputCount"/>, <c>view.Count</c>): output k starts at k × count.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void Compute(CandleView view, Span<double> columns)
    {
        var count = view.Count;
        RequireRoom(columns.Length, count);
        Reset();
        ReadOnlySpan<long> time = view.Time;
        ReadOnlySpan<double> open = view.Open,
            high = view.High,
            low = view.Low,
            close = view.Close,
            volume = view.Volume;
        Span<double> row = stackalloc double[MaximumOutputs];
        for (var i = view.IsFinite ? ComputeCloses(close, columns) : 0; i < count; i++)
        {
            Update(new Bar(time[i], open[i], high[i], low[i], close[i], volume[i]), row);
            for (var k = 0; k < _warmUp.Length; k++)
            {
                columns[k * count + i] = row[k];
            }
        }
    }

    /// <summary>Computes a whole view from a fresh state.</summary>
    /// <param name="view">Bars in time order.</param>
    public IndicatorColumns Compute(CandleView view)
    {
        var values = new double[OutputCount * view.Count];
        Compute(view, values);
        return new IndicatorColumns(values, OutputCount, view.Count);
    }

    /// <summary>Computes a plain sequence such as an equity curve: every bar opens, peaks, bottoms and closes at the value, without volume.</summary>
    /// <param name="values">Values in time order; NaN where one is missing.</param>
    public IndicatorColumns Compute(ReadOnlySpan<double> values)
    {
        var columns = new double[OutputCount * values.Length];
        Reset();
        Span<double> row = stackalloc double[MaximumOutputs];
        for (var i = CandleColumns.AreFinite(values) ? ComputeCloses(values, columns) : 0; i < values.Length; i++)
        {
            Update(new Bar(i, values[i], values[i], values[i], values[i], 0), row);
            for (var k = 0; k < _warmUp.Length; k++)
            {
                columns[k * values.Length + i] = row[k];
            }
        }
        return new IndicatorColumns(columns, OutputCount, values.Length);
    }

    private protected void RequireRoom(int length, int count)
    {
        if (length != OutputCount * count)
        {
            throw new ArgumentException($"{OutputCount} × {count} values are needed, room for {length} was given.", nameof(length));
        }
    }

    /// <summary>Bars at the beginning that were computed as a column: those of the warm-up and what <see cref="StepCloses"/> took.</summary>
    private int ComputeCloses(ReadOnlySpan<double> closes, Span<double> columns)
    {
        var (count, warmUp) = (closes.Length, WarmUp);
        if (!HasColumnPath || count <= warmUp)
        {
            return 0;
        }

        Span<double> row = stackalloc double[MaximumOutputs];
        for (var i = 0; i < warmUp; i++)
        {
            Update(new Bar(i, closes[i], closes[i], closes[i], closes[i], 0), row);
            for (var k = 0; k < _warmUp.Length; k++)
            {
                columns[k * count + i] = row[k];
            }
        }

        var taken = StepCloses(closes[warmUp..], columns[warmUp..], count);
        BarsSeen += taken;
        for (var k = 0; k < _warmUp.Length; k++)
        {
            var output = columns.Slice(k * count + warmUp, taken);
            if (CandleColumns.AreFinite(output))
            {
                continue;
            }

            foreach (ref var value in output)
            {
                value = double.IsFinite(value) ? value : double.NaN;
            }
        }

        return warmUp + taken;
    }

    /// <summary>True for an indicator of closes that has <see cref="StepCloses"/>.</summary>
    internal virtual bool HasColumnPath => false;

    /// <summary>
    /// Uses finite closes after the warm-up, with the arithmetic of <see cref="Step"/> and no bar made for each; a test holds both to the same bits.
    /// </summary>
    /// <param name="closes">The closes.</param>
    /// <param name="columns">Output k of close i is at k × stride + i.</param>
    /// <param name="stride">Distance of the outputs.</param>
    /// <returns>How many closes were used; the others are given to <see cref="Step"/>.</returns>
    private protected virtual int StepCloses(ReadOnlySpan<double> closes, Span<double> columns, int stride) => 0;

    /// <summary>Uses a finite bar. Outputs come filled with NaN; write those that have a value.</summary>
    private protected abstract void Step(in Bar bar, Span<double> outputs);

    private protected abstract void Clear();
}
