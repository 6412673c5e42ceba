namespace Ami.Quant.Trading;

/// <content>Commands about what is held as a whole.</content>
public sealed partial class TradingBook
{
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
