namespace Ami.Quant.Trading;

/// <content>Orders that work for a time only, stops that follow, brackets with several targets.</content>
public sealed partial class TradingBook
{
    private readonly List<Order> _concerned = [];

    /// <summary>What was good until a moment that has come is cancelled, with the exits that wait for it.</summary>
    /// <param name="now">The moment.</param>
    /// <returns>How many orders expired.</returns>
    public int Expire(DateTimeOffset now)
    {
        var over = _orders.Values.Where(o => o.ExpiresAt <= now).OrderBy(o => o.PlacedAt).ThenBy(o => o.Id).ToList();
        over.ForEach(order => CancelWithExits(order, OrderReasons.Expired, now));
        return over.Count;
    }

    /// <summary>Before a tick executes anything: what has expired by then goes.</summary>
    /// <returns>Whether something follows the price, and whether something is for one tick only.</returns>
    private (bool Follows, bool IsBrief) Prepare(string symbol, in PriceTick tick, DateTimeOffset now)
    {
        var (expires, trails, brief) = (false, false, false);
        foreach (var order in _orders.Values)
        {
            if (order.Symbol != symbol)
            {
                continue;
            }

            expires |= order.ExpiresAt <= tick.Time;
            trails |= order.TrailDistance is not null;
            brief |= order.TimeInForce.IsImmediate();
        }

        if (expires)
        {
            foreach (var order in Concerned(symbol, tick, static (order, time) => order.ExpiresAt <= time, isDue: false))
            {
                CancelWithExits(order, OrderReasons.Expired, now);
            }
        }

        return (trails && Rules.TrailsByTick, brief);
    }

    private void CancelUnfilled(string symbol, in PriceTick tick, DateTimeOffset now)
    {
        foreach (var order in Concerned(symbol, tick, static (order, _) => order.TimeInForce.IsImmediate()))
        {
            CancelWithExits(order, OrderReasons.NotAtOnce, now);
        }
    }

    /// <summary>
    /// Trailing stops follow where the price is. On the way to its next stop the price moves in one direction: what follows it that way cannot be met, and what
    /// can be met stays where it is, so that it does not matter how many ticks tell of a way.
    /// </summary>
    private void Follow(string symbol, in PriceTick tick, DateTimeOffset now)
    {
        foreach (var order in Concerned(symbol, tick, static (order, _) => order.Follows))
        {
            if (order.Trail(tick.Last, now) is { } moved)
            {
                // Where it is now it was not when the way began: told again, the way does not meet it.
                BeginOnPath(Keep(moved with { WorkingSince = tick.Time, ActedTo = moved.Later(tick.Began) }));
            }
        }
    }

    private List<Order> Concerned(string symbol, in PriceTick tick, Func<Order, DateTimeOffset, bool> which, bool isDue = true)
    {
        _concerned.Clear();
        foreach (var order in _orders.Values)
        {
            if (order.Symbol == symbol && which(order, tick.Time) && (!isDue || IsDue(order, tick.Time)))
            {
                _concerned.Add(order);
            }
        }

        return _concerned;
    }

    /// <summary>
    /// An exit was executed: the others of its bracket go, and what is left of the entry. After a part of it, or one of several targets, the stop protects what is
    /// left, and moves to the entry's price where that was asked for, unless it is better already or the price is beyond it.
    /// </summary>
    private void ReachExit(Order exit, decimal traded, in PriceTick tick, DateTimeOffset now)
    {
        WithdrawRest(exit.ParentId, OrderReasons.ExitFilled, now);
        var isOver = exit is { Rung: 0, IsFinal: true };
        foreach (var other in ChildrenOf(exit.ParentId))
        {
            if (isOver)
            {
                Keep(other.Cancel(OrderReasons.OneCancelsOther, now));
            }
            else if (other.Role == OrderRole.StopLoss && other.Id != exit.Id)
            {
                BeginOnPath(Keep(Reached(other, traded, tick, now)));
            }
        }
    }

    private static Order Reached(Order stop, decimal traded, in PriceTick tick, DateTimeOffset now)
    {
        var left = stop.Remaining - traded;
        if (left <= 0)
        {
            return stop.Cancel(OrderReasons.OneCancelsOther, now);
        }

        var sign = stop.Side.Sign();
        var isBetter = stop.BreakEvenPrice is { } even && sign * (even - tick.Last) > 0 && (stop.StopPrice is not { } level || sign * (even - level) < 0);
        var rest = stop.ShrinkTo(left, OrderReasons.PositionReduced, now);
        return isBetter ? rest with { StopPrice = stop.BreakEvenPrice, WorkingSince = tick.Time } : rest;
    }

    private List<Order> ChildrenOf(Guid? parent)
    {
        _children.Clear();
        foreach (var order in _orders.Values)
        {
            if (order.ParentId == parent)
            {
                _children.Add(order);
            }
        }

        return _children;
    }

    /// <summary>
    /// Exits begin with what an entry opened. Those of an entry that is executed in parts are for as much as it opened so far, the nearest of several targets first,
    /// and grow with it.
    /// </summary>
    private void BeginExits(Order entry, decimal opened, in PriceTick tick, DateTimeOffset now)
    {
        var left = opened;
        // An entry that is through begins what has not begun, for all that it was meant for: exits are cut to what is held.
        foreach (var exit in ChildrenOf(entry.Id).OrderBy(o => o.Rung > 0).ThenBy(o => o.Rung > 0 ? o.Farness : null).ThenBy(o => o.Rung).ToList())
        {
            var begins = exit.Status == OrderStatus.Pending;
            var most = exit.Rung == 0 ? opened : Math.Min(left, begins ? exit.PlacedQuantity : exit.PlacedQuantity - exit.Quantity);
            left -= exit.Rung == 0 ? 0 : most;
            if (begins && (entry.IsFinal || most > 0))
            {
                BeginOnPath(Keep((entry.IsFinal ? exit : exit with { Quantity = most }).Activate(entry, tick, now)));
            }
            else if (!begins && most > 0)
            {
                Keep(exit.Grow(most, entry, now));
            }
        }
    }

    /// <summary>What begins on the way is met by the rest of it.</summary>
    private void BeginOnPath(Order begun)
    {
        if (_onPath)
        {
            _begunOnPath.Add(begun.Id);
        }
    }
}
