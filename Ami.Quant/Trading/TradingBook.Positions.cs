namespace Ami.Quant.Trading;

/// <content>Commands about what is held, as a whole or a part of it.</content>
public sealed partial class TradingBook
{
    /// <summary>A market order for a position, or a part of it, that can only reduce it.</summary>
    /// <param name="symbol">What is held.</param>
    /// <param name="now">Only later ticks can fill it.</param>
    /// <param name="part">Units, above zero; all of it when null, or when so much is not held any more.</param>
    public Placement Close(string symbol, DateTimeOffset now, decimal? part = null)
    {
        if (!_positions.TryGetValue(symbol, out var position))
        {
            return Placement.Refused(Refusal.NoPosition);
        }

        return ClosingOf(symbol) is not null || IsTurning(position)
            ? Placement.Refused(Refusal.AlreadyClosing)
            : new Placement(Keep(ClosingOrder(position, part, now)), Refusal.None);
    }

    /// <summary>
    /// As <see cref="Close"/>, at once and at the last price, for a symbol that will not be traded any more: no tick would ever fill an order. An order that was
    /// closing all of it already is executed instead of a new one.
    /// </summary>
    /// <param name="symbol">What is held.</param>
    /// <param name="now">The moment of the change.</param>
    /// <param name="part">Units, above zero; all of it when null, or when so much is not held any more.</param>
    public Placement CloseAtLast(string symbol, DateTimeOffset now, decimal? part = null) =>
        _positions.TryGetValue(symbol, out var position)
            ? new Placement(ExecuteAtLast(ClosingOf(symbol) ?? Keep(ClosingOrder(position, part, now)), now), Refusal.None)
            : Placement.Refused(Refusal.NoPosition);

    private Order ClosingOrder(Position position, decimal? part, DateTimeOffset now)
    {
        var whole = MarketExit(position, OrderRole.Close, null, now);
        return part < whole.Quantity ? whole with { Quantity = part.Value, PlacedQuantity = part.Value } : whole;
    }

    /// <summary>The market order that closes a whole position, if one works.</summary>
    private Order? ClosingOf(string symbol) =>
        _positions.TryGetValue(symbol, out var held)
            ? _orders
                .Values.Where(o =>
                    o.Symbol == symbol
                    && o.Type == OrderType.Market
                    && (o.Role == OrderRole.Liquidation || (o.Role == OrderRole.Close && o.Remaining >= Math.Abs(held.Quantity)))
                )
                .OrderBy(o => o.PlacedAt)
                .ThenBy(o => o.Id)
                .FirstOrDefault()
            : null;

    /// <summary>
    /// Withdraws every order that could open or add to something and closes every position at the market: those of symbols without further prices at their last
    /// ones, at once.
    /// </summary>
    /// <param name="ended">Symbols that will not be traded any more.</param>
    /// <param name="now">The moment of the change.</param>
    /// <returns>The orders that close, oldest first; empty when nothing is held that is not being closed.</returns>
    public IReadOnlyList<Order> CloseAll(IReadOnlySet<string> ended, DateTimeOffset now)
    {
        foreach (var order in _orders.Values.Where(o => !o.IsProtective && o.Role != OrderRole.Liquidation && ClosingOf(o.Symbol)?.Id != o.Id).ToList())
        {
            CancelWithExits(order, OrderReasons.CancelledByUser, now);
        }

        var closing = new List<Order>();
        foreach (var symbol in _positions.Keys.Order(StringComparer.Ordinal).ToList())
        {
            if ((ended.Contains(symbol) ? CloseAtLast(symbol, now) : Close(symbol, now)).Order is { } order)
            {
                closing.Add(order);
            }
        }

        return closing;
    }

    /// <summary>
    /// Turns a position around: a market order of twice its size on the other side. Its exits are withdrawn at once, because one that filled first would leave the
    /// new position too large.
    /// </summary>
    /// <param name="symbol">The symbol's grid.</param>
    /// <param name="market">Current prices.</param>
    /// <param name="now">Only later ticks can fill it.</param>
    public Placement Reverse(SymbolRules symbol, in PriceTick market, DateTimeOffset now)
    {
        if (!_positions.TryGetValue(symbol.Symbol, out var held))
        {
            return Placement.Refused(Refusal.NoPosition);
        }

        if (ClosingOf(symbol.Symbol) is not null || Leaves(held, quantity => quantity >= Math.Abs(held.Quantity)))
        {
            return Placement.Refused(Refusal.AlreadyClosing);
        }

        var side = held.Quantity > 0 ? Side.Sell : Side.Buy;
        var placed = Place(symbol, market, new NewOrder(side, OrderType.Market, 2 * Math.Abs(held.Quantity)), now);
        if (placed.Order is not null)
        {
            foreach (var order in _orders.Values.Where(o => o.Symbol == symbol.Symbol && o.OnlyReduces && o.Status == OrderStatus.Working).ToList())
            {
                CancelWithExits(order, OrderReasons.CancelledByUser, now);
                WithdrawRest(order.ParentId, OrderReasons.CancelledByUser, now);
            }
        }

        return placed;
    }

    /// <summary>
    /// A market order of exactly twice what is held turns it around with the next tick: a close, which comes first, would leave twice as much on the other side.
    /// </summary>
    private bool IsTurning(Position held) => Leaves(held, quantity => quantity == 2 * Math.Abs(held.Quantity));

    /// <summary>Whether a market order of such a quantity works against what is held, whatever it was placed for.</summary>
    private bool Leaves(Position held, Func<decimal, bool> enough) =>
        _orders.Values.Any(o => o.Symbol == held.Symbol && o.Type == OrderType.Market && Reduces(o, held.Quantity) && enough(o.Remaining));
}
