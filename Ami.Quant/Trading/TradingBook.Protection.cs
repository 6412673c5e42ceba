namespace Ami.Quant.Trading;

public sealed partial class TradingBook
{
    /// <summary>Moves the stop-losses of a position, or gives it one; null removes them, but for what trailing will set again.</summary>
    /// <exception cref="InvalidOperationException">Nothing is held.</exception>
    public void MoveStop(string symbol, decimal? price, DateTimeOffset now) =>
        Move(
            symbol,
            OrderRole.StopLoss,
            price is null,
            stop => price is null && stop.TrailDistance is null ? null : stop with { StopPrice = price, IsTrailed = false },
            now
        );

    /// <summary>Moves the take-profits of a position, or gives it one; null removes them.</summary>
    /// <exception cref="InvalidOperationException">Nothing is held.</exception>
    public void MoveTarget(string symbol, decimal? price, DateTimeOffset now) =>
        Move(symbol, OrderRole.TakeProfit, price is null, target => price is null ? null : target with { LimitPrice = price }, now);

    /// <summary>Sets the trailing distance of a position's stop-losses; null stops trailing.</summary>
    /// <exception cref="InvalidOperationException">Nothing is held.</exception>
    public void MoveTrail(string symbol, decimal? distance, DateTimeOffset now) =>
        Move(
            symbol,
            OrderRole.StopLoss,
            distance is null,
            stop => distance is null && stop.StopPrice is null ? null : stop with { TrailDistance = distance },
            now
        );

    /// <summary>
    /// A bar is over: orders that were good for so many bars expire, and trailing stops follow the best price, never back, unless they follow each tick (<see
    /// cref="VenueRules.TrailsByTick"/>). So a trailing stop is what somebody can do who amends an order once a bar, and does not depend on what happened
    /// inside it.
    /// </summary>
    /// <param name="symbol">Whose bar.</param>
    /// <param name="best">The best price for whoever holds the position, since its entry; null when nothing is held.</param>
    /// <param name="now">The moment of the change.</param>
    /// <param name="range">Lowest and highest price of the bar, which trailing stops that protect nothing follow; null leaves them.</param>
    public void EndBar(string symbol, decimal? best, DateTimeOffset now, (decimal Low, decimal High)? range = null)
    {
        _children.Clear();
        foreach (var order in _orders.Values)
        {
            if (order.Symbol == symbol && order.Status == OrderStatus.Working && (order.BarsLeft ?? order.TrailDistance) is not null)
            {
                _children.Add(order);
            }
        }

        foreach (var order in _children)
        {
            if (order.BarsLeft is { } left)
            {
                if (left > 1)
                {
                    Keep(order with { BarsLeft = left - 1 });
                }
                else
                {
                    CancelWithExits(order, OrderReasons.Expired, now);
                }
            }

            var extreme =
                order.Role == OrderRole.StopLoss ? best
                : order.Side == Side.Buy ? range?.Low
                : range?.High;
            if (order.Follows && !Rules.TrailsByTick && extreme is { } reached && _orders.TryGetValue(order.Id, out var working))
            {
                Keep(working.Trail(reached, now) ?? working);
            }
        }
    }

    /// <summary>Changes the exits of one kind; each bracket without one gets one, and a position without a bracket one for all of it.</summary>
    private void Move(string symbol, OrderRole role, bool removes, Func<Order, Order?> change, DateTimeOffset now)
    {
        var position = _positions.GetValueOrDefault(symbol) ?? throw new InvalidOperationException($"Nothing of {symbol} is held.");
        var brackets = _orders.Values.Where(o => o.Symbol == symbol && o.IsProtective && o.Status == OrderStatus.Working).GroupBy(o => o.ParentId).ToList();
        foreach (var bracket in brackets)
        {
            var exit = bracket.FirstOrDefault(o => o.Role == role);
            if (exit is not null)
            {
                Keep((change(exit) ?? exit.Cancel(OrderReasons.CancelledByUser, now)) with { UpdatedAt = now });
            }
            else if (!removes)
            {
                // Several targets close their parts together, a stop or a single target all of it.
                Add(bracket.Key, Math.Max(bracket.Max(o => o.Remaining), bracket.Where(o => o.Rung > 0).Sum(o => o.Remaining)));
            }
        }

        if (brackets.Count == 0 && !removes)
        {
            Add(position.Id, Math.Abs(position.Quantity));
        }

        void Add(Guid? parent, decimal quantity) =>
            Keep(
                change(
                    MarketExit(position, role, null, now) with
                    {
                        Type = role == OrderRole.StopLoss ? OrderType.Stop : OrderType.Limit,
                        Quantity = quantity,
                        PlacedQuantity = quantity,
                        ParentId = parent,
                    }
                )!
            );
    }

    /// <summary>
    /// Orders that may only reduce never exceed the position: closing orders one by one, brackets together. The bracket that was ordered first gives way first:
    /// an age that, unlike that of its fill, does not depend on how many ticks tell of a way. Of several targets of a bracket, the farthest gives way first.
    /// </summary>
    private void TrimReducingOrders(string symbol, DateTimeOffset now)
    {
        _children.Clear();
        var (exits, several, ladders) = (false, false, false);
        foreach (var order in _orders.Values)
        {
            if (!order.OnlyReduces || order.Status != OrderStatus.Working || order.Symbol != symbol)
            {
                continue;
            }

            exits |= !order.IsProtective;
            ladders |= order.Rung > 0;
            several |= _children.Count > 0 && _children[0].ParentId != order.ParentId;
            _children.Add(order);
        }

        if (_children.Count == 0)
        {
            return;
        }

        var held = _positions.TryGetValue(symbol, out var position) ? position.Quantity : 0;
        if (!exits && !several && !ladders)
        {
            foreach (var order in _children)
            {
                Shrink(order, Reduces(order, held) ? Math.Min(order.Remaining, Math.Abs(held)) : 0, now);
            }

            return;
        }

        foreach (var exit in _children.Where(o => !o.IsProtective))
        {
            Shrink(exit, Reduces(exit, held) ? Math.Min(exit.Remaining, Math.Abs(held)) : 0, now);
        }

        var left = Math.Abs(held);
        var brackets = _children.Where(o => o.IsProtective).GroupBy(o => o.ParentId);
        foreach (var bracket in brackets.OrderByDescending(g => g.Max(o => o.PlacedAt)).ThenByDescending(g => g.Key))
        {
            var (stops, targets) = (0m, 0m);
            foreach (var order in bracket.OrderBy(o => o.Rung > 0).ThenBy(o => o.Rung > 0 ? o.Farness : null).ThenBy(o => o.Rung))
            {
                var quantity = Reduces(order, held) ? Math.Min(order.Remaining, left - (order.Rung > 0 ? targets : 0)) : 0;
                Shrink(order, quantity, now);
                stops = Math.Max(stops, order.Rung > 0 ? 0 : quantity);
                targets += order.Rung > 0 ? quantity : 0;
            }

            left -= Math.Max(stops, targets);
        }
    }

    private static bool Reduces(Order order, decimal held) => held != 0 && Math.Sign(held) == -order.Side.Sign();

    private void Shrink(Order order, decimal remaining, DateTimeOffset now)
    {
        if (remaining == 0 || (remaining < order.Remaining && order.TimeInForce == TimeInForce.Fok))
        {
            CancelWithExits(order, OrderReasons.PositionReduced, now);
            if (order.IsProtective && !_orders.Values.Any(o => o.ParentId == order.ParentId && o.Status == OrderStatus.Working))
            {
                WithdrawRest(order.ParentId, OrderReasons.PositionReduced, now);
            }
        }
        else if (remaining < order.Remaining)
        {
            Keep(order.ShrinkTo(remaining, OrderReasons.PositionReduced, now));
        }
    }
}
