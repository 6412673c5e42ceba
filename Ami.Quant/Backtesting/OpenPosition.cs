namespace Ami.Quant.Backtesting;

/// <summary>The position in one instrument and the trade it belongs to.</summary>
internal sealed class OpenPosition
{
    private double _entryQuantity, _entryValue, _exitQuantity, _exitValue, _fees, _funding, _risk, _worst, _best;
    private long _entryTime;

    internal double Quantity { get; private set; }

    internal Side Side { get; private set; }

    internal double Stop { get; set; }

    internal double Target { get; set; }

    internal double Trail { get; set; }

    internal bool StopTrailed { get; set; }

    internal int EntryBar { get; private set; }

    internal double AverageEntry => _entryValue / _entryQuantity;

    /// <summary>Price from which the position is live in the current bar: the open, or the fill within the bar.</summary>
    internal double Live { get; set; }

    /// <summary>Worst price the position may have met in the current bar.</summary>
    internal double Worst { get; set; }

    /// <summary>Best price the position has certainly met after being opened in the current bar.</summary>
    internal double Best { get; set; }

    internal void Open(Side side, double quantity, double price, double fee, in Protection protection, int bar, long time)
    {
        if (Quantity == 0)
        {
            Side = side;
            EntryBar = bar;
            _entryTime = time;
            _entryQuantity = _entryValue = _exitQuantity = _exitValue = _fees = _funding = _risk = 0;
            _worst = _best = price;
            Protect(protection, side, price);
        }
        else if (protection != Protection.None)
        {
            Protect(protection, side, price);
        }

        Quantity += (int)side * quantity;
        _entryQuantity += quantity;
        _entryValue += quantity * price;
        _fees += fee;
        _risk += Math.Abs(price - Stop) * quantity;
    }

    /// <summary>Takes units off. True when the position is flat afterwards.</summary>
    internal bool Reduce(double quantity, double price, double fee)
    {
        Quantity -= (int)Side * quantity;
        _exitQuantity += quantity;
        _exitValue += quantity * price;
        _fees += fee;
        if (Math.Abs(Quantity) > 1e-12 * _entryQuantity) return false;
        Quantity = 0;
        return true;
    }

    internal void Charge(double funding) => _funding += funding;

    /// <summary>Notes prices the position has met.</summary>
    internal void Touch(double worst, double best)
    {
        var s = (int)Side;
        if (s * worst < s * _worst) _worst = worst;
        if (s * best > s * _best) _best = best;
    }

    /// <summary>Moves the trailing stop to its distance from the best price so far, never back.</summary>
    internal void TrailStop()
    {
        var s = (int)Side;
        var level = _best - s * Trail;
        if (!(s * level <= s * Stop) && !double.IsNaN(level))
        {
            Stop = level;
            StopTrailed = true;
        }
    }

    internal Trade ToTrade(int symbol, int bar, long time, ExitReason reason)
    {
        var entry = AverageEntry;
        var net = (int)Side * (_exitValue - _entryValue) - _fees - _funding;
        return new Trade(
            symbol, Side, EntryBar, bar, _entryTime, time, _entryQuantity, entry, _exitValue / _exitQuantity, _fees, _funding, net,
            _risk > 0 ? _risk : double.NaN, Math.Min(0, (int)Side * (_worst - entry) / entry), Math.Max(0, (int)Side * (_best - entry) / entry), reason);
    }

    private void Protect(in Protection protection, Side side, double price)
    {
        Stop = protection.StopFor(side, price);
        Target = protection.TargetFor(side, price);
        Trail = protection.TrailDistance;
        StopTrailed = false;
    }
}
