using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Indicators;
using Ami.Quant.Series;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Market.Streaming;

/// <summary>
/// The values of one set of indicators at the newest bars of a symbol, for all clients that want the same: at most once a second, or when a bar closes. What
/// tells it of bars is never kept waiting.
/// </summary>
internal sealed class LiveIndicators(
    Symbol symbol,
    BarInterval interval,
    PriceAdjustment adjustment,
    IndicatorSet wanted,
    IndicatorReader reader,
    SymbolDirectory directory,
    StoredIntervals stored,
    TimeProvider time,
    ILogger logger
)
{
    /// <summary>Between two computations, unless a bar closes.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly List<Action<byte[], bool>> _listeners = [];
    private readonly List<Candle> _closedLately = [];
    private Candle? _forming;
    private PriceFactors _toldBy = PriceFactors.None;
    private bool _beginsAnew;
    private TaskCompletionSource _closing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isRunning;
    private byte[]? _newest;

    // Only the one that runs touches these.
    private List<Candle>? _bars;
    private BarGrid _grid = new(interval);
    private int _generation;
    private PriceFactors _factors = PriceFactors.None;

    /// <summary>Of whose bars.</summary>
    public Symbol Symbol { get; } = symbol;

    /// <summary>Length of the bars.</summary>
    public BarInterval Interval { get; } = interval;

    /// <summary>For what their prices are adjusted.</summary>
    public PriceAdjustment Adjustment { get; } = adjustment;

    /// <summary>How many listen.</summary>
    public int Listeners
    {
        get
        {
            lock (_gate)
            {
                return _listeners.Count;
            }
        }
    }

    /// <summary>Tells values from now on, and at once the newest there are.</summary>
    /// <param name="listener">Called with a message and whether its bar is closed. Must not wait.</param>
    public void Listen(Action<byte[], bool> listener)
    {
        lock (_gate)
        {
            _listeners.Add(listener);
            if (_newest is { } newest)
            {
                listener(newest, false);
            }
        }
    }

    /// <summary>Tells no more.</summary>
    public void Leave(Action<byte[], bool> listener)
    {
        lock (_gate)
        {
            _listeners.Remove(listener);
        }
    }

    /// <summary>Takes a bar that changed.</summary>
    /// <param name="bar">The bar.</param>
    /// <param name="closed">Whether it is over.</param>
    /// <param name="factors">What its prices are adjusted with; null where they are not.</param>
    public void Follow(in Candle bar, bool closed, PriceFactors? factors = null)
    {
        lock (_gate)
        {
            factors ??= PriceFactors.None;
            if (!_toldBy.Equals(factors))
            {
                // What was told before is of other shares.
                _closedLately.Clear();
                (_forming, _toldBy, _beginsAnew) = (null, factors, true);
            }

            if (closed)
            {
                _closedLately.Add(bar);
                _closing.TrySetResult();
            }
            else
            {
                _forming = bar;
            }

            if (_isRunning)
            {
                return;
            }

            _isRunning = true;
        }

        _ = Task.Run(Run);
    }

    /// <summary>Computes as long as bars change.</summary>
    private async Task Run()
    {
        while (Take() is { } changed)
        {
            try
            {
                await Tell(changed.Closed, changed.Forming, changed.By, changed.Anew);
            }
            catch (Exception e)
            {
                _bars = null;
                logger.LogWarning(e, "Indicators of {Symbol} cannot be computed now; it is tried again with the next bar", Symbol);
            }

            await Task.WhenAny(Task.Delay(Pause, time), changed.Closing);
        }
    }

    private (List<Candle> Closed, Candle? Forming, PriceFactors By, bool Anew, Task Closing)? Take()
    {
        lock (_gate)
        {
            if (_closedLately.Count == 0 && _forming is null || _listeners.Count == 0)
            {
                _isRunning = false;
                return null;
            }

            var (closed, forming, anew) = (_closedLately.ToList(), _forming, _beginsAnew);
            _closedLately.Clear();
            (_forming, _beginsAnew) = (null, false);
            _closing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return (closed, forming, _toldBy, anew, _closing.Task);
        }
    }

    private async Task Tell(List<Candle> closed, Candle? forming, PriceFactors by, bool anew)
    {
        IReadOnlyDictionary<long, double>? benchmark = null;
        if (!(await directory.Find(Symbol)).Try(out var spec, out _))
        {
            return;
        }

        var factors = await reader.Factors(spec, Adjustment, CancellationToken.None);
        // What was told, or is known, may be of other shares than those of now: it is read instead.
        var isOther = anew || !_factors.Equals(factors) || !by.Equals(factors);
        if (wanted.Benchmark is not null || _bars is null || _generation != stored.Generation(Symbol) || isOther || !Continues(closed))
        {
            _factors = factors;
            if (await Read(spec) is not { } read)
            {
                return;
            }

            benchmark = read.Benchmark;
            forming = isOther ? null : forming;
            forming = read.Forming && (forming is not { } other || other.Time < read.Bars[^1].Time) ? read.Bars[^1] : forming;
            _bars = read.Forming ? read.Bars[..^1] : read.Bars;
        }

        if (_bars is not [.., var last])
        {
            return;
        }

        var opened = forming is { } open && open.Time > last.Time ? open : (Candle?)null;
        var bars = opened is { } newest ? [.. _bars, newest] : _bars;
        var shown = Math.Min(bars.Count, opened is null ? 1 : 2);
        var series = IndicatorRows.Of(wanted, Interval, bars, benchmark, shown);
        if (closed.Count > 0)
        {
            Tell(StreamMessages.Of(Symbol.Value, Interval, last.Time, series, at: 0, closed: true), closed: true);
        }

        if (opened is { } candle)
        {
            Tell(StreamMessages.Of(Symbol.Value, Interval, candle.Time, series, at: shown - 1, closed: false), closed: false);
        }
    }

    /// <summary>Puts closed bars behind those that are known; false where one is missing between them.</summary>
    private bool Continues(List<Candle> closed)
    {
        foreach (var bar in closed)
        {
            if (bar.Time <= _bars![^1].Time)
            {
                continue;
            }

            if (_grid.Ends(_bars[^1].Time) != bar.Time)
            {
                return false;
            }

            _bars.Add(bar);
        }

        // Those that count from a first bar need all; of the others the oldest are of no use.
        var lead = wanted.Lead(Interval, 0, _bars![^1].Time);
        if (_bars.Count > 2 * lead)
        {
            _bars.RemoveRange(0, _bars.Count - lead);
        }

        return true;
    }

    private async Task<IndicatorBars?> Read(SymbolSpec spec)
    {
        _generation = stored.Generation(Symbol);
        _grid = await stored.Grid(spec, Interval, CancellationToken.None);
        var read = await reader.Read(spec, Interval, wanted, to: null, shown: 2, Adjustment, CancellationToken.None);
        return read.Bars.Count == 0 ? null : read;
    }

    private void Tell(byte[] message, bool closed)
    {
        lock (_gate)
        {
            _newest = closed ? _newest : message;
            _listeners.ForEach(listener => listener(message, closed));
        }
    }
}
