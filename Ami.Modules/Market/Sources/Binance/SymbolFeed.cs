using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Live;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Sources.Binance;

/// <summary>What is known of one symbol's present: its trades in order, the forming bar, and up to when that is all.</summary>
/// <param name="spec">The symbol.</param>
/// <param name="clock">The source's.</param>
/// <param name="longestAbsence">The longest of which trades are asked for.</param>
internal sealed class SymbolFeed(SymbolSpec spec, ExchangeClock clock, TimeSpan longestAbsence)
{
    // More closed bars than this wait for nobody: they are asked for.
    private const int ClosedWaiting = 100;

    private readonly Lock _gate = new();
    private readonly TradeSequence _trades = new();
    private readonly TickMemory _memory = new(spec, clock, longestAbsence);
    private readonly FormingBar _bar = new();
    private readonly Queue<Candle> _closed = [];
    private long _heardTo = long.MinValue;
    private bool _isSure;
    private int _doubts;

    /// <summary>The symbol.</summary>
    public SymbolSpec Spec
    {
        get => _memory.Spec;
        set => _memory.Spec = value;
    }

    /// <summary>Whether trades may be missing: behind a new connection, or because their ids leave some out.</summary>
    public bool IsIncomplete
    {
        get
        {
            lock (_gate)
            {
                return !_isSure || _trades.HasHole;
            }
        }
    }

    /// <summary>Id of the last trade before which none is missing, and up to when that is all; null before there was one.</summary>
    public (long Id, long Time)? Last
    {
        get
        {
            lock (_gate)
            {
                return _trades.Last is { } id && !_trades.IsOverrun && _memory.LastTime is { } time ? (id, clock.ToMarket(Math.Max(time, _memory.Told))) : null;
            }
        }
    }

    /// <summary>Before this, by the clock on the wall, single trades are not remembered.</summary>
    public long Begins
    {
        get
        {
            lock (_gate)
            {
                return _memory.Begins;
            }
        }
    }

    /// <summary>Between the last connection and the next trades may have been missed.</summary>
    public void Doubt()
    {
        lock (_gate)
        {
            _isSure = false;
            _doubts++;
        }
    }

    /// <summary>How often there was doubt: an answer to an earlier question does not end a later one.</summary>
    public int Doubts
    {
        get
        {
            lock (_gate)
            {
                return _doubts;
            }
        }
    }

    /// <summary>Takes a message of this symbol.</summary>
    public void Hear(in StreamMessage message)
    {
        lock (_gate)
        {
            if (message.Trade is { } trade)
            {
                Pass(_trades.Take(trade));
            }

            if (message.Bar is { } bar)
            {
                _bar.Take(bar);
                if (bar.Closed && _closed.Count < ClosedWaiting)
                {
                    _closed.Enqueue(bar.Bar);
                }
            }
        }
    }

    /// <summary>Something was heard on the connection that brings this symbol: whatever happened before that time came before it.</summary>
    public void HeardAt(long market)
    {
        lock (_gate)
        {
            _heardTo = Math.Max(_heardTo, Math.Min(clock.ToWall(market), clock.Wall) - 1);
        }
    }

    /// <summary>Begins anew with the trades from a full minute on.</summary>
    /// <param name="minute">The source's time.</param>
    /// <param name="last">Id of the last trade before them.</param>
    public void Begin(long minute, long last)
    {
        lock (_gate)
        {
            _trades.Begin(last);
            _memory.Begin(clock.ToWall(minute));
            _bar.Clear();
            Pass(_trades.Ready());
        }
    }

    /// <summary>Adds trades that were asked for.</summary>
    /// <param name="trades">In order.</param>
    /// <param name="all">Whether there were no later ones.</param>
    /// <param name="doubts"><see cref="Doubts"/> before they were asked for.</param>
    public void Fill(IReadOnlyList<AggTrade> trades, bool all, int doubts)
    {
        lock (_gate)
        {
            Pass(_trades.TakeAnswer(trades));
            _isSure |= all && doubts == _doubts;
        }
    }

    /// <summary>Takes a closed bar that waits to be stored.</summary>
    public bool TryTakeClosed(out Candle bar)
    {
        lock (_gate)
        {
            return _closed.TryDequeue(out bar);
        }
    }

    /// <summary>Up to when every trade is known, by the clock on the wall; null before anything is.</summary>
    public long? Known(long now)
    {
        lock (_gate)
        {
            if (_memory.LastTime is not { } last)
            {
                return null;
            }

            // More trades may follow within the millisecond of the last one.
            var known = _isSure && !_trades.HasHole ? Math.Max(_heardTo, last - 1) : last - 1;
            return _memory.Tell(Math.Min(now, known));
        }
    }

    /// <summary>The trades in (after, upTo], by the clock on the wall.</summary>
    public List<Tick> Ticks(long after, long upTo)
    {
        lock (_gate)
        {
            return [.. _memory.Read(after, upTo)];
        }
    }

    /// <summary>The newest price with its bars; null when there is none yet.</summary>
    /// <param name="now">The clock on the wall.</param>
    /// <param name="previous">What was told last time.</param>
    public LiveTick? Newest(long now, long previous)
    {
        lock (_gate)
        {
            if (_memory.Newest is not { } tick || _bar.Current is not { } bar)
            {
                return null;
            }

            // While the connection speaks a price holds, though nobody trades.
            var time = Math.Min(now, Math.Max(tick.Time.ToUnixTimeMilliseconds(), _isSure ? _heardTo : long.MinValue));
            var since = clock.ToMarket(previous) - BarInterval.OneMinute.Milliseconds;
            var closed = _bar.Closed.Where(one => one.Time < bar.Time).ToList();
            return new LiveTick(
                Symbol: Spec.Symbol.Value,
                Time: time,
                MarketTime: clock.ToMarket(time),
                Bid: tick.Bid,
                Ask: tick.Ask,
                Last: tick.Last,
                Size: tick.Time.ToUnixTimeMilliseconds() > previous ? tick.Size : 0,
                Replay: false,
                Forming: ToLive(bar),
                Closed: [.. closed.Where((one, i) => one.Time >= since || i == closed.Count - 1).Select(ToLive)]
            );
        }
    }

    private void Pass(IEnumerable<AggTrade> trades)
    {
        foreach (var trade in trades)
        {
            _memory.Add(trade, clock.ToWall(trade.Time));
            _bar.Take(trade);
        }
    }

    private static LiveBar ToLive(Candle bar) => new(BarInterval.OneMinute.Milliseconds, bar.Time, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume);
}
