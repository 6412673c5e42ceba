namespace Ami.Quant.Trading;

/// <content>What companies do to their shares.</content>
public sealed partial class TradingBook
{
    /// <summary>Nothing that is held or ordered of a symbol is of shares of before this; looked for once, as each tick asks.</summary>
    private readonly Dictionary<string, DateTimeOffset> _oldest = [];

    /// <summary>The actions of a symbol that are still to be applied to what is held or ordered, oldest first.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="by">The newest moment that counts.</param>
    public IReadOnlyList<CorporateAction> ActionsDue(string symbol, DateTimeOffset by)
    {
        if (Rules.For(symbol).Actions is not { } actions || actions.LastBy(by) is not { } last)
        {
            return [];
        }

        if (_oldest.TryGetValue(symbol, out var known) && known >= last.At)
        {
            return [];
        }

        var from = _positions.TryGetValue(symbol, out var held) ? held.ActedFrom : DateTimeOffset.MaxValue;
        foreach (var order in _orders.Values)
        {
            from = order.Symbol == symbol && order.ActedFrom < from ? order.ActedFrom : from;
        }

        _oldest[symbol] = from;
        return from >= last.At ? [] : actions.Between(from, by);
    }

    /// <summary>
    /// Takes the last price of a symbol, which may be from before an action that is in what is held: then it is valued at what that price is for its shares.
    /// </summary>
    /// <param name="symbol">Whose price.</param>
    /// <param name="price">The price.</param>
    /// <param name="began">When it began.</param>
    public void See(string symbol, decimal price, DateTimeOffset began)
    {
        if (_positions.TryGetValue(symbol, out var held) && Rules.For(symbol).Actions is { } actions)
        {
            See(symbol, decimal.Round(actions.PriceFor(price, began, held.ActedFrom), KeptPriceDigits));
        }
    }

    /// <summary>Whether a price is from before an action that is in what is held or ordered already: it says nothing about that, and meets nothing.</summary>
    /// <param name="symbol">Whose price.</param>
    /// <param name="began">When the price began.</param>
    public bool IsBeforeAction(string symbol, DateTimeOffset began)
    {
        if (Rules.For(symbol).Actions is not { All: [.., var last] } actions || last.At <= began)
        {
            return false;
        }

        var acted = _positions.TryGetValue(symbol, out var held) ? held.ActedFrom : DateTimeOffset.MinValue;
        foreach (var order in _orders.Values)
        {
            acted = order.Symbol == symbol && order.ActedFrom > acted ? order.ActedFrom : acted;
        }

        return actions.LastBy(acted)?.At > began;
    }

    /// <summary>Something of a symbol is of shares of then.</summary>
    private void Remember(string symbol, DateTimeOffset acted)
    {
        if (_oldest.TryGetValue(symbol, out var known) && acted < known)
        {
            _oldest[symbol] = acted;
        }
    }

    /// <summary>
    /// Applies an action to what was held and ordered before it: a dividend is paid, quantities are multiplied and prices divided. What a quantity has beyond the
    /// symbol's step is paid as cash. Whoever calls it before the first price of the new shares is met changes no value by it; called again it does nothing.
    /// </summary>
    /// <param name="symbol">Whose.</param>
    /// <param name="action">The action.</param>
    /// <param name="price">The first price after it; where other actions came before that price, what it is for the shares before them.</param>
    /// <param name="now">The moment of the change.</param>
    /// <returns>What it did to the position; null when none was held then.</returns>
    public ActionEffect? Act(string symbol, CorporateAction action, decimal price, DateTimeOffset now)
    {
        var step = Rules.For(symbol).Actions?.QuantityStep ?? throw new InvalidOperationException("The venue knows no actions of the symbol.");
        price = decimal.Round(price, KeptPriceDigits);
        var effect = _positions.TryGetValue(symbol, out var held) && held.ActedFrom < action.At ? Apply(held, action, step, price, now) : null;
        foreach (var order in _orders.Values.Where(o => o.Symbol == symbol && o.ActedFrom < action.At).OrderBy(o => o.IsProtective).ToList())
        {
            if (_orders.ContainsKey(order.Id))
            {
                Apply(order, action, step, now);
            }
        }

        See(symbol, price);
        TrimReducingOrders(symbol, now);
        return effect;
    }

    private ActionEffect Apply(Position held, CorporateAction action, decimal step, decimal price, DateTimeOffset now)
    {
        var (quantity, beyond) = action.Split(held.Quantity, step);
        var released =
            beyond == 0 ? 0
            : quantity == 0 ? held.CostBasis
            : Rules.Round(held.CostBasis * beyond / (held.Quantity * action.NewShares));
        var effect = new ActionEffect(
            _newId(),
            held.Id,
            held.Symbol,
            action.At,
            action.NewShares,
            action.OldShares,
            action.Dividend,
            held.Quantity,
            quantity,
            price,
            Rules.Round(beyond * price / action.OldShares),
            released,
            Rules.Round(held.Quantity * action.Dividend),
            now
        );
        Balance = Balance with { Cash = Balance.Cash + effect.CashChange, RealisedPnl = Balance.RealisedPnl + effect.RealisedPnl };
        var position = held with
        {
            Quantity = quantity,
            CostBasis = held.CostBasis - released,
            Lots = held.Lots is null ? null : CostLots.Split(held.Lots, action, step, released),
            RealisedPnl = held.RealisedPnl + effect.RealisedPnl,
            ActedTo = action.At,
            ClosedAt = quantity == 0 ? now : null,
            CloseReason = quantity == 0 ? Position.ClosedByFill : null,
        };
        Changes.Touch(position);
        if (position.IsOpen)
        {
            _positions[held.Symbol] = position;
        }
        else
        {
            _positions.Remove(held.Symbol);
        }

        return effect;
    }

    private void Apply(Order order, CorporateAction action, decimal step, DateTimeOffset now)
    {
        if (!action.IsSplit)
        {
            Keep(order with { ActedTo = action.At });
            return;
        }

        // What opens something is for exactly what somebody asked for, or for nothing; what protects stays.
        if (!order.OnlyReduces && (order.FilledQuantity > 0 || !FitsOnGrid(order, action, step)))
        {
            CancelWithExits(order, OrderReasons.CorporateAction, now);
            return;
        }

        Keep(order.Split(action, step, now));
    }

    /// <summary>Whether an entry and the exits that wait for it are the same after a split, to the last step.</summary>
    private bool FitsOnGrid(Order entry, CorporateAction action, decimal step) =>
        ChildrenOf(entry.Id).Append(entry).All(o => action.Split(o.Quantity, step).Beyond == 0)
        && new[] { entry.LimitPrice, entry.StopPrice, entry.TrailDistance }.All(price =>
            action.Split(price) is not { } split || decimal.Round(split, entry.PriceDigits) * action.NewShares == price * action.OldShares
        );
}
