namespace Ami.Quant.Trading;

public sealed partial class TradingBook
{
    private bool _tradedHere;

    /// <summary>
    /// When equity no longer covers the maintenance margin: cancels everything and sends a market order for each position.
    /// </summary>
    /// <param name="asOf">Only later ticks fill them.</param>
    /// <param name="now">The moment of the change.</param>
    /// <returns>Null when the margin suffices or the liquidation is already under way.</returns>
    public Liquidation? Liquidate(DateTimeOffset asOf, DateTimeOffset now)
    {
        var (equity, exposure) = (Equity, _positions.Values.Sum(p => Math.Abs(p.Quantity) * MarkOf(p)));
        if (!Rules.IsBreached(equity, exposure, Leverage) || _orders.Values.Any(o => o.Role == OrderRole.Liquidation))
        {
            return null;
        }

        CancelAll(OrderReasons.Margin, now);
        foreach (var position in _positions.Values)
        {
            Keep(MarketExit(position, OrderRole.Liquidation, OrderReasons.Margin, now) with { WorkingSince = asOf });
        }

        return new Liquidation(equity, exposure);
    }

    /// <summary>
    /// Judges the margin where a tick is, after its orders there were executed, and closes at that price what is no longer covered, as a stop would. Only an
    /// account that holds nothing else is judged inside a tick: prices of several symbols do not come at one moment, so what balances one of them may not have
    /// been told yet.
    /// </summary>
    private Liquidation? JudgeMargin(string symbol, in PriceTick tick, DateTimeOffset now)
    {
        if (Judged(symbol, tick.Time) is null || Liquidate(tick.Time, now) is not { } liquidation)
        {
            return null;
        }

        foreach (var order in _orders.Values.Where(o => o.Role == OrderRole.Liquidation).ToList())
        {
            Execute(order, tick, now);
        }

        return liquidation;
    }

    /// <summary>The position that alone decides about the margin; null when none does, or when it was traded later than the tick.</summary>
    private Position? Judged(string symbol, DateTimeOffset time) =>
        Rules.MaintenanceMargin > 0
        && _positions.Count == 1
        && _positions.TryGetValue(symbol, out var position)
        && (position.TradedAt < time || (_tradedHere && position.TradedAt == time))
            ? position
            : null;

    /// <summary>
    /// The first price on the grid at which the margin of a symbol is no longer covered when its price falls, for what is long, or rises, for what is short;
    /// null when the account holds nothing of it, or other symbols too, or the venue has no margin.
    /// </summary>
    /// <param name="symbol">The symbol.</param>
    public decimal? LiquidationPriceOf(string symbol) => LiquidationPriceOf(Judged(symbol, DateTimeOffset.MaxValue));

    private decimal? LiquidationPriceOf(Position? held)
    {
        if (held is null)
        {
            return null;
        }

        var exact = Rules.LiquidationPrice(Balance.Cash, held.Quantity, Leverage);
        var step = new decimal(1, 0, 0, false, (byte)held.PriceDigits);
        var price = decimal.Round(exact, held.PriceDigits, held.Quantity > 0 ? MidpointRounding.ToNegativeInfinity : MidpointRounding.ToPositiveInfinity);
        // The quotient is inexact, and at the very price the margin is still covered.
        return Rules.IsBreached(Balance.Cash + (held.Quantity * price), Math.Abs(held.Quantity) * price, Leverage)
            ? price
            : price - (Math.Sign(held.Quantity) * step);
    }

    /// <summary>An entry that would be liquidated at once is refused instead: the account changed since the order was taken.</summary>
    private bool WouldBreachMargin(Order order, decimal traded, decimal price)
    {
        var change = order.Side.Sign() * traded;
        var mark = MarkOf(order.Symbol) ?? price;
        var quantity = _positions.GetValueOrDefault(order.Symbol)?.Quantity ?? 0;
        var before = _positions.Values.Sum(p => Math.Abs(p.Quantity) * MarkOf(p));
        var after = before - (Math.Abs(quantity) * mark) + (Math.Abs(quantity + change) * mark);
        if (after <= before)
        {
            return false;
        }

        var fee = Rules.For(order.Symbol).Fee(traded, price, Rules.Notional(traded, price), order.IsMaker);
        return Rules.IsBreached(Equity - fee - (change * (price - mark)), after, Leverage);
    }

    /// <summary>How much of an opening quantity equity × leverage allows at a price, its own fee included, on the quantity's grid.</summary>
    /// <param name="order">The order.</param>
    /// <param name="quantity">What it is to open.</param>
    /// <param name="price">What it fills at.</param>
    /// <param name="closing">What it closes before, all of a position; zero when that is done.</param>
    private decimal Fitting(Order order, decimal quantity, decimal price, decimal closing = 0)
    {
        var (equity, exposure) = (Balance.Cash, 0m);
        if (closing > 0)
        {
            var notional = Rules.Notional(closing, price);
            equity += (-order.Side.Sign() * notional) - Rules.For(order.Symbol).Fee(closing, price, notional, order.IsMaker);
        }

        foreach (var position in _positions.Values)
        {
            if (closing > 0 && position.Symbol == order.Symbol)
            {
                continue;
            }

            var value = position.Quantity * (position.Symbol == order.Symbol ? price : MarkOf(position));
            equity += value;
            exposure += Math.Abs(value);
        }

        var most = Rules.For(order.Symbol).MostFor(Math.Max(0, (Leverage * equity) - exposure), price, Leverage, order.IsMaker);
        if (quantity <= most)
        {
            return quantity;
        }

        return order.QuantityStep > 0 ? decimal.Floor(most / order.QuantityStep) * order.QuantityStep : decimal.Round(most, 8, MidpointRounding.ToZero);
    }
}
