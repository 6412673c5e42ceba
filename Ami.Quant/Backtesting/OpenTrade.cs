using Ami.Quant.Trading;

namespace Ami.Quant.Backtesting;

/// <summary>The journal of the round trip that is under way in one instrument.</summary>
internal sealed class OpenTrade
{
    private double _entryQuantity,
        _entryValue,
        _exitQuantity,
        _exitValue,
        _fees,
        _risk,
        _worst,
        _best;
    private decimal _held,
        _funding,
        _carry;
    private long _entryTime;

    /// <summary>Units held: positive long, negative short, 0 flat.</summary>
    internal double Quantity { get; private set; }

    internal PositionSide Side { get; private set; }

    internal int EntryBar { get; private set; }

    internal double AverageEntry => _entryValue / _entryQuantity;

    /// <summary>The best price since entry.</summary>
    internal double Best => _best;

    /// <summary>Takes a fill that opens or grows the position.</summary>
    /// <param name="fill">The fill.</param>
    /// <param name="stop">The stop-loss that goes with it; NaN when there is none.</param>
    /// <param name="bar">Index of the bar.</param>
    /// <param name="time">Opening instant of the bar.</param>
    internal void Open(Trading.Fill fill, double stop, int bar, long time)
    {
        var (quantity, price) = ((double)fill.Quantity, (double)fill.Price);
        if (Quantity == 0)
        {
            Side = fill.Side == Trading.Side.Buy ? PositionSide.Long : PositionSide.Short;
            (EntryBar, _entryTime) = (bar, time);
            _entryQuantity = _entryValue = _exitQuantity = _exitValue = _fees = _risk = 0;
            _funding = _carry = 0;
            _worst = _best = price;
        }

        Hold(fill);
        _entryQuantity += quantity;
        _entryValue += quantity * price;
        _fees += (double)fill.Fee;
        _risk += Math.Abs(price - stop) * quantity;
    }

    /// <summary>Takes a fill that reduces the position.</summary>
    internal void Reduce(Trading.Fill fill)
    {
        Hold(fill);
        _exitQuantity += (double)fill.Quantity;
        _exitValue += (double)fill.Quantity * (double)fill.Price;
        _fees += (double)fill.Fee;
    }

    internal void Charge(decimal funding) => _funding += funding;

    /// <summary>Takes what the engine charged, which is in the position's result already.</summary>
    internal void Carry(decimal amount) => _carry += amount;

    /// <summary>Notes prices that the position has met.</summary>
    internal void Touch(double low, double high)
    {
        var (worst, best) = Side == PositionSide.Long ? (low, high) : (high, low);
        var s = (int)Side;
        if (s * worst < s * _worst)
        {
            _worst = worst;
        }

        if (s * best > s * _best)
        {
            _best = best;
        }
    }

    /// <summary>The round trip, after the position was closed.</summary>
    internal Trade Closed(int symbol, Position position, int bar, long time, ExitReason reason)
    {
        var entry = AverageEntry;
        return new Trade(
            Symbol: symbol,
            Side: Side,
            EntryBar: EntryBar,
            ExitBar: bar,
            EntryTime: _entryTime,
            ExitTime: time,
            Quantity: _entryQuantity,
            EntryPrice: entry,
            ExitPrice: _exitValue / _exitQuantity,
            Fees: _fees,
            Funding: (double)(_funding + _carry),
            NetProfit: (double)(position.RealisedPnl - position.Fees - _funding),
            InitialRisk: _risk > 0 ? _risk : double.NaN,
            AdverseExcursion: Math.Min(0, (int)Side * (_worst - entry) / entry),
            FavourableExcursion: Math.Max(0, (int)Side * (_best - entry) / entry),
            Exit: reason
        );
    }

    private void Hold(Trading.Fill fill)
    {
        _held += fill.Side.Sign() * fill.Quantity;
        Quantity = (double)_held;
    }
}
