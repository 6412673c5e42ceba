using Ami.Modules.Market.Domain;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Sources.Binance;

/// <summary>
/// The minute bar that is forming: the newest that the stream sent, and the trades that came after it. Ids say which trades are in a bar already, so none counts
/// twice. Not safe for use by several threads.
/// </summary>
internal sealed class FormingBar
{
    // What a chart of live bars bridges until they can be read from the database.
    private const int ClosedKept = 60;

    private static readonly BarInterval Minute = BarInterval.OneMinute;
    private readonly SortedList<long, Candle> _closed = [];
    private long _lastTrade = -1;

    /// <summary>The bar as of the newest trade; null before there was one.</summary>
    public Candle? Current { get; private set; }

    /// <summary>Bars before it, oldest first; one that is closed but not confirmed is as the trades made it.</summary>
    public IList<Candle> Closed => _closed.Values;

    /// <summary>Forgets everything: trades are missing.</summary>
    public void Clear()
    {
        _closed.Clear();
        (Current, _lastTrade) = (null, -1);
    }

    /// <summary>Takes the next trade.</summary>
    public void Take(in AggTrade trade)
    {
        if (trade.LastTrade <= _lastTrade)
        {
            return;
        }

        var time = Minute.Floor(trade.Time);
        var one = new Candle(time, trade.Price, trade.Price, trade.Price, trade.Price, trade.Quantity);
        if (Current is { } bar && time < bar.Time)
        {
            return;
        }

        Current = Current is { } open && open.Time == time ? open.Then(one) : Next(one);
        _lastTrade = trade.LastTrade;
    }

    /// <summary>Takes a bar of the stream.</summary>
    public void Take(in StreamBar told)
    {
        var bar = told.Bar;
        if (told.Closed)
        {
            Keep(bar);
            if (Current is { } open && open.Time == bar.Time)
            {
                (Current, _lastTrade) = (bar, Math.Max(_lastTrade, told.LastTrade));
            }
        }
        else if (Current is not { } current || bar.Time > current.Time || bar.Time == current.Time && told.LastTrade >= _lastTrade)
        {
            if (told.LastTrade < 0)
            {
                return;
            }

            Current = Current is { } open && open.Time == bar.Time ? bar : Next(bar);
            _lastTrade = told.LastTrade;
        }
    }

    private Candle Next(Candle bar)
    {
        if (Current is { } before && !_closed.ContainsKey(before.Time))
        {
            Keep(before);
        }

        return bar;
    }

    private void Keep(Candle bar)
    {
        _closed[bar.Time] = bar;
        while (_closed.Count > ClosedKept)
        {
            _closed.RemoveAt(0);
        }
    }
}
