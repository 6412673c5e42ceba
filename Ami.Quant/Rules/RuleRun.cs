using System.Numerics;
using Ami.Quant.Series;

namespace Ami.Quant.Rules;

/// <summary>
/// A rule on its way over the bars of one symbol: keeps what it needs of the past, so that a new bar costs the same however many came before.
/// For one thread at a time; can be reset and used for another symbol.
/// </summary>
public sealed class RuleRun
{
    private readonly RuleProgram _program;
    private readonly RuleFrame[] _frames;
    private readonly double[][] _columns;
    private readonly (int Frame, Kernel Kernel)[] _kernels;
    private readonly int[] _origins;
    private readonly int _block;

    internal RuleRun(RuleProgram program, BarInterval interval, int block)
    {
        program.RequireFits(interval);
        (_program, _block, Interval) = (program, block, interval);
        var plan = program.Plan;
        // One bar more: a longer interval's bar that a missing bar held up can be complete together with the next.
        var room = (block + Vector<double>.Count) / Vector<double>.Count * Vector<double>.Count;
        _frames = [new RuleFrame(room), .. plan.Intervals.Select(longer => new IntervalFrame(longer, interval, room))];
        _columns = new double[plan.Columns][];
        foreach (var (column, frame, series) in plan.Sources)
        {
            _columns[column] = SeriesOf(_frames[frame], series);
        }

        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i] ??= new double[room];
        }

        foreach (var (column, value) in plan.Constants)
        {
            Array.Fill(_columns[column], value);
        }

        foreach (var (column, _) in plan.Scalars)
        {
            Array.Fill(_columns[column], double.NaN);
        }

        // Longer intervals first: the rule's own steps read them, never the other way round.
        _kernels = [.. plan.Steps.OrderBy(step => step.Frame == 0).Select(step => (step.Frame, step.Make(this)))];
        _origins = new int[block];
        Itself = new WeakReference<RuleRun>(this);
    }

    /// <summary>Length of the bars that it takes.</summary>
    public BarInterval Interval { get; }

    /// <summary>True when its rule names facts.</summary>
    public bool TakesFacts => _program.Facts.Count > 0;

    /// <summary>Takes the next bar.</summary>
    /// <param name="bar">A bar that has closed. One that is not finite is missing: nothing is known there, and nothing else changes.</param>
    /// <param name="facts">What is so at its close; null when nothing is known.</param>
    public RuleValue Advance(in Bar bar, FactValues? facts = null)
    {
        if (!bar.IsFinite)
        {
            return RuleValue.Undefined;
        }

        Read(facts);
        _frames[0].Count = 0;
        _frames[0].Add(bar);
        Run();
        return new RuleValue(_columns[_program.Result][0]);
    }

    /// <summary>Takes the next bars, with the same facts at each.</summary>
    /// <param name="bars">Bars in time order, later than all before.</param>
    /// <param name="facts">What is so; null when nothing is known.</param>
    /// <param name="results">Receives a value per bar: of a condition 1 for true, 0 for false; NaN where it is undefined.</param>
    /// <exception cref="ArgumentException">Bars of another interval, or as many results as bars do not fit.</exception>
    public void Advance(CandleView bars, FactValues? facts, Span<double> results)
    {
        if (results.Length != bars.Count)
        {
            throw new ArgumentException($"Room for {bars.Count} results is needed, not {results.Length}.", nameof(results));
        }

        for (var from = 0; from < bars.Count; from += _block)
        {
            AdvanceBlock(bars.Slice(from, Math.Min(_block, bars.Count - from)), facts, results[from..]);
        }
    }

    /// <summary>The same without results, but for the last bar's.</summary>
    internal RuleValue Last(CandleView bars, FactValues? facts)
    {
        Span<double> results = stackalloc double[RuleProgram.Block];
        var last = double.NaN;
        for (var from = 0; from < bars.Count; from += _block)
        {
            var block = bars.Slice(from, Math.Min(_block, bars.Count - from));
            AdvanceBlock(block, facts, results);
            last = results[block.Count - 1];
        }

        return new RuleValue(last);
    }

    /// <summary>Forgets all bars.</summary>
    public void Reset()
    {
        foreach (var (_, kernel) in _kernels)
        {
            kernel.Reset();
        }

        foreach (var frame in _frames)
        {
            (frame as IntervalFrame)?.Reset();
        }
    }

    internal WeakReference<RuleRun> Itself { get; }

    internal double[] Column(int index) => _columns[index];

    internal RuleFrame Frame(int index) => _frames[index];

    private void AdvanceBlock(CandleView bars, FactValues? facts, Span<double> results)
    {
        if (bars.Interval != Interval)
        {
            throw new ArgumentException($"These bars are of {bars.Interval}, the run is for {Interval}.", nameof(bars));
        }

        Read(facts);
        var whole = _frames[0].TryFill(bars);
        if (!whole)
        {
            FillFinite(bars);
        }

        Run();
        var values = _columns[_program.Result].AsSpan(0, _frames[0].Count);
        if (whole)
        {
            values.CopyTo(results);
            return;
        }

        results[..bars.Count].Fill(double.NaN);
        for (var i = 0; i < values.Length; i++)
        {
            results[_origins[i]] = values[i];
        }
    }

    private void FillFinite(CandleView bars)
    {
        var frame = _frames[0];
        frame.Count = 0;
        for (var i = 0; i < bars.Count; i++)
        {
            var bar = bars[i];
            if (!bar.IsFinite)
            {
                continue;
            }

            _origins[frame.Count] = i;
            frame.Add(bar);
        }
    }

    private void Read(FactValues? facts)
    {
        if (facts is not null && facts.Schema != _program.Schema)
        {
            throw new ArgumentException("These values belong to another schema than the rule.", nameof(facts));
        }

        foreach (var (column, read) in _program.Plan.Scalars)
        {
            Array.Fill(_columns[column], read(facts ?? _program.Schema.Undefined));
        }
    }

    private void Run()
    {
        for (var i = 1; i < _frames.Length; i++)
        {
            ((IntervalFrame)_frames[i]).Take(_frames[0]);
        }

        foreach (var (frame, kernel) in _kernels)
        {
            kernel.Run(_frames[frame].Count);
        }
    }

    private static double[] SeriesOf(RuleFrame frame, string name) =>
        name switch
        {
            "open" => frame.Open,
            "high" => frame.High,
            "low" => frame.Low,
            "close" => frame.Close,
            _ => frame.Volume,
        };
}
