using Ami.Quant.Series;

namespace Ami.Quant.Backtesting;

/// <summary>What a strategy sees and can do at the close of a bar of one instrument.</summary>
public sealed class BarContext
{
    private readonly Account _account;
    private readonly SymbolBook _book;

    internal BarContext(Account account, SymbolBook book)
    {
        _account = account;
        _book = book;
    }

    /// <summary>Position of the instrument in the input, from 0.</summary>
    public int Symbol => _book.Symbol;

    /// <summary>The instrument's name.</summary>
    public string Name => _book.Instrument.Symbol;

    /// <summary>Index of the bar in the instrument's series.</summary>
    public int Index => _book.Index;

    /// <summary>The bar that has just closed.</summary>
    public ref readonly Bar Bar => ref _book.Bar;

    /// <summary>All bars up to and including this one. Nothing later can be reached through it.</summary>
    public CandleView History => _book.Instrument.Bars.Slice(0, _book.Index + 1);

    /// <summary>Units held: positive long, negative short, 0 flat.</summary>
    public double Quantity => _book.Position.Quantity;

    /// <summary>True without a position in this instrument.</summary>
    public bool IsFlat => _book.Position.Quantity == 0;

    /// <summary>Average entry price; NaN when flat.</summary>
    public double EntryPrice => IsFlat ? double.NaN : _book.Position.AverageEntry;

    /// <summary>Current stop-loss; NaN when there is none.</summary>
    public double StopPrice => IsFlat ? double.NaN : _book.Position.Stop;

    /// <summary>Current take-profit; NaN when there is none.</summary>
    public double TargetPrice => IsFlat ? double.NaN : _book.Position.Target;

    /// <summary>Bars since the entry bar; 0 on the entry bar and when flat.</summary>
    public int BarsHeld => IsFlat ? 0 : _book.Index - _book.Position.EntryBar;

    /// <summary>Gain of the open position at this close before exit costs, money.</summary>
    public double UnrealisedProfit => IsFlat ? 0 : Quantity * (Bar.Close - _book.Position.AverageEntry);

    /// <summary>Orders that are waiting to be filled.</summary>
    public int WorkingOrders => _book.WorkingOrders;

    /// <summary>Value of the account at this close, money.</summary>
    public double Equity => _account.Equity;

    /// <summary>Cash, money; short sales add to it.</summary>
    public double Cash => _account.Cash;

    /// <summary>Gives an order.</summary>
    /// <exception cref="ArgumentException">The quantity is not positive, or a limit or stop order has no price.</exception>
    public void Submit(in Order order)
    {
        if (!(order.Quantity > 0) || (double.IsInfinity(order.Quantity) && !order.ReduceOnly))
            throw new ArgumentException($"The quantity must be positive, not {order.Quantity}.", nameof(order));
        if (order.Type != OrderType.Market && !double.IsFinite(order.Price))
            throw new ArgumentException($"A {order.Type} order needs a price.", nameof(order));
        Record(new Decision(Symbol, Bar.Time, DecisionKind.Submit, order, 0));
        _book.Add(new WorkingOrder(order, double.NaN, _book.Index));
    }

    /// <summary>Opens or adds to a position, sized at this close by a rule.</summary>
    /// <param name="side">Direction.</param>
    /// <param name="sizing">The rule; it is given the equity, the expected entry price and the stop.</param>
    /// <param name="protection">Stop, target and trailing of the position; default none.</param>
    /// <param name="type">Default market; limit and stop orders need <paramref name="price"/>.</param>
    /// <param name="price">Limit or stop price.</param>
    /// <param name="goodForBars">Bars after which the unfilled order is cancelled; 0 keeps it.</param>
    /// <returns>False when the rule gives no size, in which case nothing is ordered.</returns>
    public bool Enter(
        Side side, ISizing sizing, Protection? protection = null, OrderType type = OrderType.Market, double price = double.NaN, int goodForBars = 0)
    {
        ArgumentNullException.ThrowIfNull(sizing);
        var exits = protection ?? Protection.None;
        var expected = type == OrderType.Market ? Bar.Close : price;
        var quantity = sizing.Quantity(Equity, expected, exits.StopFor(side, expected));
        if (!(quantity > 0)) return false;
        Submit(new Order(side, type, quantity) { Price = price, Protection = exits, GoodForBars = goodForBars });
        return true;
    }

    /// <summary>Closes the position at the next open; does nothing when flat by then.</summary>
    public void Close()
    {
        if (!IsFlat) Submit(new Order(Quantity > 0 ? Side.Short : Side.Long, OrderType.Market, double.PositiveInfinity) { ReduceOnly = true });
    }

    /// <summary>Brings the position to a size at the next open, whatever it is by then.</summary>
    /// <param name="quantity">Units: positive long, negative short, 0 flat.</param>
    /// <param name="protection">Exits of a position opened by this; default none.</param>
    /// <exception cref="ArgumentException">The quantity is not finite.</exception>
    public void TargetQuantity(double quantity, Protection? protection = null)
    {
        if (!double.IsFinite(quantity)) throw new ArgumentException($"The target must be finite, not {quantity}.", nameof(quantity));
        var order = new Order(quantity < 0 ? Side.Short : Side.Long, OrderType.Market, Math.Abs(quantity)) { Protection = protection ?? Protection.None };
        Record(new Decision(Symbol, Bar.Time, DecisionKind.Target, order, quantity));
        _book.Add(new WorkingOrder(order, quantity, _book.Index));
    }

    /// <summary>Cancels all working orders of this instrument; stop and target of the position stay.</summary>
    public void CancelAll()
    {
        Record(new Decision(Symbol, Bar.Time, DecisionKind.CancelAll, default, 0));
        _book.CancelAll();
    }

    /// <summary>Moves the stop-loss of the open position, from the next bar on; NaN removes it.</summary>
    public void MoveStop(double price)
    {
        Record(new Decision(Symbol, Bar.Time, DecisionKind.MoveStop, default, price));
        _book.Position.Stop = price;
        _book.Position.StopTrailed = false;
    }

    /// <summary>Moves the take-profit of the open position, from the next bar on; NaN removes it.</summary>
    public void MoveTarget(double price)
    {
        Record(new Decision(Symbol, Bar.Time, DecisionKind.MoveTarget, default, price));
        _book.Position.Target = price;
    }

    /// <summary>Sets the trailing distance of the open position, from the close of the next bar on; NaN stops trailing.</summary>
    public void MoveTrail(double distance)
    {
        Record(new Decision(Symbol, Bar.Time, DecisionKind.MoveTrail, default, distance));
        _book.Position.Trail = distance;
    }

    private void Record(in Decision decision) => _account.Decisions?.Add(decision);
}
