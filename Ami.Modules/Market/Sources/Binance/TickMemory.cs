using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Feed;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Sources.Binance;

/// <summary>
/// The ticks of the last minutes of one symbol. Once it was said up to when ticks are known, none is added before that time: a trade that is learnt of late gets
/// the first time that is left, so whoever reads on from there misses none. Not safe for use by several threads.
/// </summary>
/// <param name="spec">The symbol.</param>
/// <param name="clock">The source's.</param>
/// <param name="longestAbsence">The longest of which trades are asked for.</param>
internal sealed class TickMemory(SymbolSpec spec, ExchangeClock clock, TimeSpan longestAbsence)
{
    private volatile SymbolSpec _spec = spec;

    /// <summary>The symbol; its terms may change.</summary>
    public SymbolSpec Spec
    {
        get => _spec;
        set => _spec = value;
    }

    // A quarter of an hour for whoever reads late, and the absence itself: its trades come all at once behind it, and must not push each other out unread.
    private readonly long _kept = 15 * BarInterval.OneMinute.Milliseconds + (long)longestAbsence.TotalMilliseconds;

    private readonly List<Tick> _ticks = [];
    private decimal _bid;
    private decimal _ask;
    private long _lastTime = long.MinValue;

    /// <summary>Before this, by the clock on the wall, ticks are not remembered; a full minute of the source's.</summary>
    public long Begins { get; private set; } = long.MaxValue;

    /// <summary>Up to when it was said that ticks are known.</summary>
    public long Told { get; private set; } = long.MinValue;

    /// <summary>The newest tick, if any.</summary>
    public Tick? Newest => _ticks.Count > 0 ? _ticks[^1] : null;

    /// <summary>Wall time of the newest tick, or just before the beginning; null before there was one.</summary>
    public long? LastTime => Begins == long.MaxValue ? null : Math.Max(_lastTime, Begins - 1);

    /// <summary>Forgets everything, and begins again.</summary>
    /// <param name="begins">When, by the clock on the wall.</param>
    public void Begin(long begins)
    {
        _ticks.Clear();
        Begins = Math.Max(begins, Told == long.MinValue ? begins : Told + 1);
    }

    /// <summary>Notes up to when ticks are known.</summary>
    public long Tell(long until)
    {
        Told = Math.Max(Told, until);
        return Told;
    }

    /// <summary>Adds the next trade.</summary>
    public void Add(in AggTrade trade, long wall)
    {
        var time = Math.Max(Math.Max(wall, Begins), Math.Max(_lastTime, Told == long.MinValue ? long.MinValue : Told + 1));
        var instant = DateTimeOffset.FromUnixTimeMilliseconds(time);
        if (_ticks.Count > 0 && _ticks[^1].Time >= instant)
        {
            // Within a millisecond they follow each other by the smallest step of a clock.
            instant = _ticks[^1].Time.AddTicks(1);
        }

        Quote(trade);
        _ticks.Add(new Tick(instant, DateTimeOffset.FromUnixTimeMilliseconds(trade.Time), _bid, _ask, trade.Price, trade.Quantity));
        _lastTime = instant.ToUnixTimeMilliseconds();
        Forget(_lastTime - _kept);
    }

    /// <summary>The ticks in (after, upTo].</summary>
    public IEnumerable<Tick> Read(long after, long upTo)
    {
        var first = IndexAfter(after);
        return _ticks.GetRange(first, IndexAfter(upTo) - first);
    }

    /// <summary>
    /// Whoever sells into the book does it at the bid, whoever buys at the ask: the trade moves its side, and the other follows to the usual spread when it would
    /// be crossed or left behind.
    /// </summary>
    private void Quote(in AggTrade trade)
    {
        var spread = 2 * ReplayTicks.VenueOf(Spec).HalfSpreadAt(trade.Price, Spec.PriceStep);
        if (trade.BuyerRested)
        {
            _bid = trade.Price;
            _ask = Math.Clamp(_ask, _bid + Spec.PriceStep, _bid + spread);
        }
        else
        {
            _ask = trade.Price;
            _bid = Math.Clamp(_bid, Math.Max(_ask - spread, Spec.PriceStep), Math.Max(_ask - Spec.PriceStep, Spec.PriceStep));
        }
    }

    private void Forget(long before)
    {
        var minute = clock.ToWall(BarInterval.OneMinute.Floor(clock.ToMarket(before)));
        if (minute <= Begins)
        {
            return;
        }

        _ticks.RemoveRange(0, IndexAfter(minute - 1));
        Begins = minute;
    }

    /// <summary>Index of the first tick of a later millisecond.</summary>
    private int IndexAfter(long time)
    {
        var (low, high) = (0, _ticks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_ticks[middle].Time.ToUnixTimeMilliseconds() > time)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
