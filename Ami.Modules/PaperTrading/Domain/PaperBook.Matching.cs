using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Contracts;

namespace Ami.Modules.PaperTrading.Domain;

public sealed partial class PaperBook
{
    /// <summary>
    /// Executes what this tick executes. An order met by the same tick twice fills once, because the first time makes it final;
    /// children of a bracket that this tick activates wait for the next one.
    /// </summary>
    public void OnTick(string symbol, Tick tick, DateTimeOffset now)
    {
        See(symbol, tick.Last);
        var triggered = orders.Values
            .Where(o => o.Symbol == symbol && Execution.IsTriggered(o, tick))
            .OrderBy(Execution.Priority).ThenBy(o => o.PlacedAt).ThenBy(o => o.Id)
            .Select(o => o.Id)
            .ToList();
        var filledBefore = Changes.Fills.Count;
        foreach (var id in triggered)
        {
            // An earlier fill of this tick may have cancelled the order or made it smaller.
            if (orders.TryGetValue(id, out var order) && Execution.IsTriggered(order, tick))
            {
                Execute(order, tick, now);
            }
        }

        if (Changes.Fills.Count > filledBefore)
        {
            Changes.Add(new EquityPoint(Account.Id, Account.Generation, tick.Time, Cents.Round(Equity()), Account.Cash));
        }
    }

    private decimal Equity() => Account.Cash + positions.Values.Sum(p => p.Quantity * MarkOf(p));

    private void Execute(Order order, Tick tick, DateTimeOffset now)
    {
        var price = Execution.PriceOf(order, tick, costs);
        if (order.Role == OrderRole.Entry && WouldBreachMargin(order, price))
        {
            CancelWithChildren(order, OrderReasons.Margin, now);
            Keep(order.Reject(OrderReasons.Margin, now));
            return;
        }

        var touch = Execution.TouchOf(order.Side, tick);
        var fees = Parts(order).ToList().Sum(quantity => Trade(order, quantity, price, touch, tick.Time));
        Keep(order.Fill(price, fees, now));
        Changes.Touch(Account);
        CancelSibling(order, now);
        ActivateChildren(order, tick.Time, now);
        TrimReducingOrders(order.Symbol, now);
        Changes.Add(new OrderFilled(
            order.Id, order.AccountId, order.UserId, order.Symbol, order.Side.ToString(), order.Role.ToString(),
            order.Quantity, price, fees, tick.Time));
    }

    /// <summary>The quantity that closes the present position, then the quantity that opens or grows one.</summary>
    private IEnumerable<decimal> Parts(Order order)
    {
        var held = positions.GetValueOrDefault(order.Symbol)?.Quantity ?? 0;
        var against = Math.Sign(held) == -order.Side.Sign() ? Math.Min(Math.Abs(held), order.Quantity) : 0;
        if (against > 0)
        {
            yield return against;
        }

        if (order.Quantity > against)
        {
            yield return order.Quantity - against;
        }
    }

    private decimal Trade(Order order, decimal quantity, decimal price, decimal touch, DateTimeOffset at)
    {
        var position = positions.GetValueOrDefault(order.Symbol) ?? Position.Open(newId(), order, at);
        var notional = TradingCosts.Notional(quantity, price);
        var fill = new Fill(
            newId(), order.Id, order.AccountId, order.UserId, order.Generation, position.Id, order.Symbol, order.Side,
            quantity, price, notional, costs.Fee(notional), Cents.Round(Math.Abs(price - touch) * quantity),
            position.ProfitOf(order.Side, quantity, notional), at);
        Changes.Add(fill);
        Changes.Add(LedgerEntry.OfFill(fill));
        Account = Account.Apply(fill);
        Keep(position.Apply(fill));
        return fill.Fee;
    }

    private void Keep(Position position)
    {
        Changes.Touch(position);
        if (position.IsOpen)
        {
            positions[position.Symbol] = position;
            return;
        }

        positions.Remove(position.Symbol);
        Changes.Add(new PositionClosed(
            position.Id, position.AccountId, position.UserId, position.Symbol, position.RealisedPnl, position.Fees,
            position.OpenedAt, position.ClosedAt.GetValueOrDefault()));
    }

    /// <summary>An entry that would be liquidated at once is refused instead: the account changed since the order was taken.</summary>
    private bool WouldBreachMargin(Order order, decimal price)
    {
        var held = positions.GetValueOrDefault(order.Symbol);
        var mark = MarkOf(order.Symbol) ?? price;
        var before = positions.Values.Sum(p => Math.Abs(p.Quantity) * MarkOf(p));
        var quantity = held?.Quantity ?? 0;
        var after = before - (Math.Abs(quantity) * mark) + (Math.Abs(quantity + order.SignedQuantity) * mark);
        if (after <= before)
        {
            return false;
        }

        var cost = costs.Fee(TradingCosts.Notional(order.Quantity, price)) + (order.SignedQuantity * (price - mark));
        return Margin.IsBreached(Equity() - cost, after, Account.Leverage);
    }

    private void CancelSibling(Order filled, DateTimeOffset now)
    {
        if (!filled.IsProtective)
        {
            return;
        }

        foreach (var sibling in orders.Values.Where(o => o.ParentId == filled.ParentId).ToList())
        {
            Keep(sibling.Cancel(OrderReasons.OneCancelsOther, now));
        }
    }

    private void ActivateChildren(Order filled, DateTimeOffset since, DateTimeOffset now)
    {
        foreach (var child in orders.Values.Where(o => o.ParentId == filled.Id && o.Status == OrderStatus.Pending).ToList())
        {
            Keep(child.Activate(since, now));
        }
    }

    /// <summary>
    /// Orders that may only reduce never exceed the position: closing orders one by one, brackets together,
    /// where the oldest bracket gives way first (first in, first out).
    /// </summary>
    private void TrimReducingOrders(string symbol, DateTimeOffset now)
    {
        var held = positions.GetValueOrDefault(symbol)?.Quantity ?? 0;
        var reducing = orders.Values.Where(o => o.Symbol == symbol && o.OnlyReduces && o.Status == OrderStatus.Working).ToList();
        foreach (var exit in reducing.Where(o => !o.IsProtective))
        {
            Shrink(exit, Reduces(exit, held) ? Math.Min(exit.Quantity, Math.Abs(held)) : 0, now);
        }

        var left = Math.Abs(held);
        foreach (var bracket in reducing.Where(o => o.IsProtective).GroupBy(o => o.ParentId).OrderByDescending(g => g.Max(o => o.WorkingSince)).ThenByDescending(g => g.Key))
        {
            var covered = 0m;
            foreach (var order in bracket)
            {
                var quantity = Reduces(order, held) ? Math.Min(order.Quantity, left) : 0;
                Shrink(order, quantity, now);
                covered = Math.Max(covered, quantity);
            }

            left -= covered;
        }
    }

    private static bool Reduces(Order order, decimal held) => held != 0 && Math.Sign(held) == -order.Side.Sign();

    private void Shrink(Order order, decimal quantity, DateTimeOffset now)
    {
        if (quantity == 0)
        {
            Keep(order.Cancel(OrderReasons.PositionReduced, now));
        }
        else if (quantity < order.Quantity)
        {
            Keep(order.ShrinkTo(quantity, now));
        }
    }
}
