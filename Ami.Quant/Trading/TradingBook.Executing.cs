namespace Ami.Quant.Trading;

/// <content>What one order does once a price meets it.</content>
public sealed partial class TradingBook
{
    private readonly List<Lot> _lots = [];
    private readonly List<(Fill Fill, Position? Closed)> _fills = [];

    /// <summary>What was taken of the depth at the price where the tick is, units.</summary>
    private (decimal Bought, decimal Sold) _taken;

    /// <param name="order">Met by the tick.</param>
    /// <param name="tick">The prices.</param>
    /// <param name="now">The moment of the change.</param>
    /// <param name="settles">Whether all of it fills at the tick's price whatever its type.</param>
    /// <returns>The order as it is then.</returns>
    private Order Execute(Order order, in PriceTick tick, DateTimeOffset now, bool settles = false)
    {
        var held = _positions.TryGetValue(order.Symbol, out var position) ? position.Quantity : 0;
        var closing = Math.Sign(held) == -order.Side.Sign() ? Math.Min(Math.Abs(held), order.Remaining) : 0;
        if (order.OnlyReduces && closing < order.Remaining)
        {
            if (closing == 0 || order.TimeInForce == TimeInForce.Fok)
            {
                return CancelWithExits(order, OrderReasons.PositionReduced, now);
            }

            order = order.ShrinkTo(closing, OrderReasons.PositionReduced, now);
        }

        var (quantity, price) = Look(order, tick, settles);
        if (quantity < order.Remaining && (quantity == 0 || order.TimeInForce == TimeInForce.Fok))
        {
            // Too little for all of it, or whoever was first at this price took everything.
            return order.TimeInForce == TimeInForce.Fok ? CancelWithExits(order, OrderReasons.NotAtOnce, now) : Keep(order.Rest(tick.Depth, now));
        }

        closing = Math.Min(closing, quantity);
        if (order.Role == OrderRole.Entry && !Rules.ReducesToFit && WouldBreachMargin(order, quantity, price))
        {
            return Refuse(order, now);
        }

        var opening = quantity - closing;
        if (opening > 0 && Rules.ReducesToFit && order.TimeInForce == TimeInForce.Fok && Fitting(order, opening, price, closing) < opening)
        {
            return Refuse(order, now);
        }

        _fills.Clear();
        TradeLots(order, closing, 0, tick);
        var isReduced = false;
        if (opening > 0 && Rules.ReducesToFit)
        {
            var fits = Fitting(order, opening, price);
            if (fits == 0 && closing == 0)
            {
                return Refuse(order, now);
            }

            (isReduced, opening) = (fits < opening, fits);
        }

        TradeLots(order, opening, closing, tick);
        var traded = closing + opening;
        _taken = order.Side == Side.Buy ? (_taken.Bought + traded, _taken.Sold) : (_taken.Bought, _taken.Sold + traded);
        order = Keep(order.Fill(traded, isReduced ? AverageOf(traded) : price, _fills.Sum(done => done.Fill.Fee), isReduced, tick.Depth, now));
        for (var i = 0; i < _fills.Count; i++)
        {
            Changes.Add(new Executed(order, _fills[i].Fill, _fills[i].Closed, IsLast: i == _fills.Count - 1));
        }

        if (order.IsProtective)
        {
            ReachExit(order, traded, tick, now);
        }

        if (order.HasBracket && (opening > 0 || order.IsFinal))
        {
            BeginExits(order, opening, tick, now);
        }

        TrimReducingOrders(order.Symbol, now);
        return order;
    }

    /// <summary>Splits what an order fills with now by price.</summary>
    /// <returns>Of how much, and the average price.</returns>
    private (decimal Quantity, decimal Price) Look(Order order, in PriceTick tick, bool settles)
    {
        _lots.Clear();
        var touch = tick.Touch(order.Side);
        if (settles)
        {
            _lots.Add(new Lot(order.Remaining, touch));
        }
        else
        {
            // A limit fills at the touched price, which is its own or better; what takes liquidity pays for it.
            var taken = order.Side == Side.Buy ? _taken.Bought : _taken.Sold;
            Rules.For(order.Symbol).Fill(_lots, order.Side, touch, order.Remaining, order.ActsAsLimit ? order.LimitPrice : null, order.PriceDigits, taken);
        }

        var quantity = _lots.Count == 1 ? _lots[0].Quantity : _lots.Sum(lot => lot.Quantity);
        return (quantity, AverageOf(quantity));
    }

    private decimal AverageOf(decimal quantity)
    {
        if (_lots.Count == 0)
        {
            return 0;
        }

        var (left, value) = (quantity, 0m);
        if (quantity <= _lots[0].Quantity)
        {
            return _lots[0].Price;
        }

        foreach (var lot in _lots)
        {
            var part = Math.Min(left, lot.Quantity);
            value += part * lot.Price;
            left -= part;
        }

        return decimal.Round(value / quantity, Order.AverageDigits, MidpointRounding.AwayFromZero);
    }

    /// <summary>Trades a quantity at the prices of its lots.</summary>
    /// <param name="order">Whose.</param>
    /// <param name="quantity">Units; nothing happens at zero.</param>
    /// <param name="done">What of the lots was traded before.</param>
    /// <param name="tick">When, and what the slippage is measured from.</param>
    private void TradeLots(Order order, decimal quantity, decimal done, in PriceTick tick)
    {
        foreach (var lot in _lots)
        {
            var part = Math.Min(quantity, lot.Quantity - done);
            if (part > 0)
            {
                Trade(order, part, lot.Price, tick);
                quantity -= part;
            }

            done = Math.Max(0, done - lot.Quantity);
        }
    }

    private Order Refuse(Order order, DateTimeOffset now)
    {
        var cancelled = CancelWithExits(order, OrderReasons.Margin, now);
        return order.FilledQuantity > 0 ? cancelled : Keep(order.Reject(OrderReasons.Margin, now));
    }
}
