using System.Runtime.InteropServices;

namespace Ami.Quant.Trading;

public sealed partial class TradingBook
{
    private readonly List<Order> _met = [];
    private readonly List<Order> _children = [];
    private readonly List<Guid> _begunOnPath = [];
    private bool _onPath;

    /// <summary>
    /// Executes what a tick executes. An order met by the same tick twice fills once: the first time makes it final, or it waits for a later depth. When the price came here through
    /// others (<see cref="PriceTick.From"/>), every level on the way is met in order and at its own price; exits of a bracket whose entry fills on the way
    /// are met by the rest of it. After a jump they wait for the next tick.
    /// </summary>
    /// <param name="symbol">Whose tick.</param>
    /// <param name="tick">The prices.</param>
    /// <param name="now">The moment of the change.</param>
    /// <param name="passed">Told each price at which the tick stops on its way: before orders are executed there, and after.</param>
    /// <returns>What was liquidated on the way: an account that holds nothing else is judged at each price.</returns>
    public Liquidation? OnTick(string symbol, in PriceTick tick, DateTimeOffset now, Action<decimal>? passed = null)
    {
        _tradedHere = false;
        _taken = default;
        var (follows, isBrief) = Prepare(symbol, tick, now);
        if (tick.From is not { } at)
        {
            passed?.Invoke(tick.Last);
            var met = Meet(symbol, tick, now);
            if (isBrief)
            {
                CancelUnfilled(symbol, tick, now);
            }

            if (follows)
            {
                Follow(symbol, tick, now);
            }

            var closed = JudgeMargin(symbol, tick, now);
            if (met || closed is not null)
            {
                passed?.Invoke(tick.Last);
            }

            return closed;
        }

        Liquidation? liquidation = null;

        _onPath = true;
        _begunOnPath.Clear();
        while (true)
        {
            passed?.Invoke(at);
            var here = tick.At(at);
            while (Meet(symbol, here, now))
            {
                passed?.Invoke(at);
            }

            if (isBrief)
            {
                // Orders for one tick are for where it begins.
                CancelUnfilled(symbol, here, now);
                isBrief = false;
            }

            if (follows)
            {
                Follow(symbol, here, now);
            }

            if (JudgeMargin(symbol, here, now) is { } closed)
            {
                liquidation = closed;
                passed?.Invoke(at);
            }

            if (at == tick.Last)
            {
                break;
            }

            at = NextLevel(symbol, tick, at);
            _taken = default;
        }

        _onPath = false;
        return liquidation;
    }

    /// <summary>The nearest price on the way from here to the end of a tick that meets an order or ends the margin; the end when there is none.</summary>
    private decimal NextLevel(string symbol, in PriceTick tick, decimal at)
    {
        var (end, falls) = (tick.Last, tick.Last < at);
        var (askDistance, bidDistance) = (tick.Ask - tick.Last, tick.Last - tick.Bid);
        foreach (var order in _orders.Values)
        {
            if (order.Symbol != symbol || !IsMeetable(order, tick) || Execution.IsMetFalling(order) != falls)
            {
                continue;
            }

            if (Execution.LevelOf(order, askDistance, bidDistance) is not { } level)
            {
                continue;
            }

            end = Nearer(level);
        }

        return Judged(symbol, tick.Time) is { } held && held.Quantity > 0 == falls && LiquidationPriceOf(held) is { } margin ? Nearer(margin) : end;

        decimal Nearer(decimal level) => (falls ? level < at && level > end : level > at && level < end) ? level : end;
    }

    private bool IsDue(Order order, DateTimeOffset time) =>
        order.Status == OrderStatus.Working && (order.WorkingSince < time || (_onPath && order.WorkingSince == time && _begunOnPath.Contains(order.Id)));

    /// <summary>Whether a tick may execute it: an order that left some of a depth waits for the next one.</summary>
    private bool IsMeetable(Order order, in PriceTick tick) => IsDue(order, tick.Time) && (order.DepthAt is not { } left || left < tick.Depth);

    private bool Meet(string symbol, in PriceTick tick, DateTimeOffset now)
    {
        See(symbol, tick.Last);
        _met.Clear();
        foreach (var order in _orders.Values)
        {
            if (order.Symbol == symbol && IsMeetable(order, tick) && Execution.IsMet(order, tick))
            {
                _met.Add(order);
            }
        }

        if (_met.Count == 0)
        {
            return false;
        }

        if (_met.Count > 1)
        {
            _met.Sort(Execution.Compare);
        }

        foreach (var one in CollectionsMarshal.AsSpan(_met))
        {
            // An earlier fill of this tick may have cancelled the order or made it smaller.
            if (!_orders.TryGetValue(one.Id, out var order) || !Execution.IsMet(order, tick))
            {
                continue;
            }

            if (order.Type == OrderType.StopLimit && !order.IsTriggered)
            {
                order = Keep(order.Trigger(tick, now));
                BeginOnPath(order);
                if (!order.TakesLiquidity)
                {
                    continue;
                }
            }

            Execute(order, tick, now);
        }

        return true;
    }

    private void Trade(Order order, decimal quantity, decimal price, in PriceTick tick)
    {
        var position =
            _positions.GetValueOrDefault(order.Symbol)
            ?? new Position
            {
                Id = _newId(),
                Symbol = order.Symbol,
                PriceDigits = order.PriceDigits,
                OpenedAt = tick.Time,
                TradedAt = tick.Time,
                ActedTo = tick.Began,
                Lots = Costs == CostMethod.Fifo ? [] : null,
            };
        var notional = Rules.Notional(quantity, price);
        var touch = tick.Touch(order.Side);
        var slippage = price == touch ? 0 : Rules.Round(Math.Abs(price - touch) * quantity);
        var fill = new Fill
        {
            Id = _newId(),
            OrderId = order.Id,
            PositionId = position.Id,
            Symbol = order.Symbol,
            Side = order.Side,
            Quantity = quantity,
            Price = price,
            Notional = notional,
            Fee = Rules.For(order.Symbol).Fee(quantity, price, notional, order.IsMaker),
            Slippage = slippage,
            RealisedPnl = position.ProfitOf(order.Side, quantity, notional, Rules),
            At = tick.Time,
        };
        _tradedHere = true;
        Balance = Balance.Apply(fill);
        position = position.Apply(fill, tick.Began);
        Changes.Touch(position);
        if (position.IsOpen)
        {
            _positions[position.Symbol] = position;
            Remember(position.Symbol, position.ActedFrom);
        }
        else
        {
            _positions.Remove(position.Symbol);
        }

        _fills.Add((fill, position.IsOpen ? null : position));
    }
}
