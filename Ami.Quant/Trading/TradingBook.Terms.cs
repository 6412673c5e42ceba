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
                Keep(moved);
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
    /// One of several targets was reached: the stop protects what is left, and moves to the entry's price where that was asked for, unless it is better already or
    /// the price is beyond it.
    /// </summary>
    private void ReachTarget(Order target, in PriceTick tick, DateTimeOffset now)
    {
        foreach (var stop in ChildrenOf(target.ParentId))
        {
            if (stop.Role != OrderRole.StopLoss)
            {
                continue;
            }

            var left = stop.Quantity - target.FilledQuantity;
            if (left <= 0)
            {
                Keep(stop.Cancel(OrderReasons.OneCancelsOther, now));
                continue;
            }

            var sign = stop.Side.Sign();
            var isBetter = stop.BreakEvenPrice is { } even && sign * (even - tick.Last) > 0 && (stop.StopPrice is not { } level || sign * (even - level) < 0);
            Keep(stop.ShrinkTo(left, OrderReasons.PositionReduced, now) with { StopPrice = isBetter ? stop.BreakEvenPrice : stop.StopPrice });
        }
    }

    private void CancelSiblings(Order filled, DateTimeOffset now)
    {
        foreach (var sibling in ChildrenOf(filled.ParentId))
        {
            Keep(sibling.Cancel(OrderReasons.OneCancelsOther, now));
        }
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

    private void BeginExits(Order filled, in PriceTick tick, DateTimeOffset now)
    {
        foreach (var exit in ChildrenOf(filled.Id))
        {
            BeginOnPath(Keep(exit.Activate(filled, tick, now)));
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
