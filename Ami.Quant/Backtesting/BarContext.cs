using Ami.Quant.Series;
using Ami.Quant.Trading;

namespace Ami.Quant.Backtesting;

/// <summary>What a strategy sees and can do at the close of a bar of one instrument.</summary>
public sealed class BarContext
{
    private const double MostUnits = 1e15;
    private readonly Account _account;
    private readonly InstrumentRun _run;

    internal BarContext(Account account, InstrumentRun run)
    {
        _account = account;
        _run = run;
    }

    /// <summary>Position of the instrument in the input, from 0.</summary>
    public int Symbol => _run.Symbol;

    /// <summary>The instrument's name.</summary>
    public string Name => _run.Instrument.Symbol;

    /// <summary>Index of the bar in the instrument's series.</summary>
    public int Index => _run.Index;

    /// <summary>The bar that has just closed.</summary>
    public ref readonly Bar Bar => ref _run.Bar;

    /// <summary>All bars up to and including this one. Nothing later can be reached through it.</summary>
    public CandleView History => _run.Instrument.Bars.Slice(0, _run.Index + 1);

    /// <summary>Units held: positive long, negative short, 0 flat.</summary>
    public double Quantity => _run.Quantity;

    /// <summary>True without a position in this instrument.</summary>
    public bool IsFlat => _run.Quantity == 0;

    /// <summary>Average entry price; NaN when flat.</summary>
    public double EntryPrice => IsFlat ? double.NaN : _run.Trade.AverageEntry;

    /// <summary>Nearest stop-loss; NaN when there is none.</summary>
    public double StopPrice => IsFlat ? double.NaN : _run.LevelOf(OrderRole.StopLoss);

    /// <summary>Nearest take-profit; NaN when there is none.</summary>
    public double TargetPrice => IsFlat ? double.NaN : _run.LevelOf(OrderRole.TakeProfit);

    /// <summary>Bars since the entry bar; 0 on the entry bar and when flat.</summary>
    public int BarsHeld => IsFlat ? 0 : _run.Index - _run.Trade.EntryBar;

    /// <summary>Gain of the open position at this close before exit costs, money.</summary>
    public double UnrealisedProfit => IsFlat ? 0 : Quantity * (Bar.Close - _run.Trade.AverageEntry);

    /// <summary>Orders that are waiting to be filled.</summary>
    public int WorkingOrders => _run.WorkingOrders;

    /// <summary>Fees, margin and rounding of the venue that is traded at.</summary>
    public VenueRules Venue => _account.Venue;

    /// <summary>Value of the account at this close, money.</summary>
    public double Equity => _account.Equity;

    /// <summary>Cash, money; short sales add to it.</summary>
    public double Cash => _account.Cash;

    /// <summary>Gives an order.</summary>
    /// <returns>
    /// False when the venue refuses it: its stop lies where the market already is, its exits on the wrong side, or it is smaller than a quantity step.
    /// </returns>
    /// <exception cref="ArgumentException">The quantity is not positive or beyond 1e15, or a limit or stop order has no price.</exception>
    public bool Submit(in Order order)
    {
        var isAll = double.IsPositiveInfinity(order.Quantity) && order.ReduceOnly;
        if (!isAll && !(order.Quantity > 0 && order.Quantity <= MostUnits))
        {
            throw new ArgumentException($"The quantity must be positive, not {order.Quantity}.", nameof(order));
        }

        if (order.Type != OrderType.Market && !double.IsFinite(order.Type == OrderType.TrailingStop ? order.TrailDistance : order.Price))
        {
            throw new ArgumentException($"A {order.Type} order needs a price.", nameof(order));
        }

        if (order.Type == OrderType.StopLimit && !double.IsFinite(order.LimitPrice))
        {
            throw new ArgumentException("A stop-limit needs a limit.", nameof(order));
        }

        Record(new Decision(Symbol, Bar.Time, DecisionKind.Submit, order, 0));
        return _run.Submit(order);
    }

    /// <summary>Opens or adds to a position, sized at this close by a rule.</summary>
    /// <param name="side">Direction.</param>
    /// <param name="sizing">The rule; it is given the equity, the expected entry price, the stop and the venue.</param>
    /// <param name="protection">Stop, target and trailing of the position; default none.</param>
    /// <param name="type">Default market; limit and stop orders need <paramref name="price"/>.</param>
    /// <param name="price">Limit or stop price.</param>
    /// <param name="goodForBars">Bars after which the unfilled order is cancelled; 0 keeps it.</param>
    /// <returns>False when the rule gives no size or the venue refuses; nothing is ordered then.</returns>
    public bool Enter(
        PositionSide side,
        ISizing sizing,
        Protection? protection = null,
        OrderType type = OrderType.Market,
        double price = double.NaN,
        int goodForBars = 0
    )
    {
        ArgumentNullException.ThrowIfNull(sizing);
        var exits = protection ?? Protection.None;
        var expected = type == OrderType.Market ? Bar.Close : price;
        var quantity = sizing.Quantity(Equity, expected, exits.StopFor(side, expected), Venue);
        if (!(quantity > 0))
        {
            return false;
        }

        return Submit(
            new Order(side, type, quantity)
            {
                Price = price,
                Protection = exits,
                GoodForBars = goodForBars,
            }
        );
    }

    /// <summary>Closes the position at the next open; does nothing when flat by then.</summary>
    public void Close()
    {
        if (IsFlat)
        {
            return;
        }

        var order = new Order(Quantity > 0 ? PositionSide.Short : PositionSide.Long, OrderType.Market, double.PositiveInfinity) { ReduceOnly = true };
        Record(new Decision(Symbol, Bar.Time, DecisionKind.Submit, order, 0));
        _run.Close();
    }

    /// <summary>Brings the position to a size at the next open, whatever it is by then.</summary>
    /// <param name="quantity">Units: positive long, negative short, 0 flat.</param>
    /// <param name="protection">Exits of a position opened by this; default none.</param>
    /// <exception cref="ArgumentException">The quantity is not finite, or beyond 1e15.</exception>
    public void TargetQuantity(double quantity, Protection? protection = null)
    {
        if (!(Math.Abs(quantity) <= MostUnits))
        {
            throw new ArgumentException($"The target must be finite and at most 1e15, not {quantity}.", nameof(quantity));
        }

        var order = new Order(quantity < 0 ? PositionSide.Short : PositionSide.Long, OrderType.Market, Math.Abs(quantity))
        {
            Protection = protection ?? Protection.None,
        };
        Record(new Decision(Symbol, Bar.Time, DecisionKind.Target, order, quantity));
        _run.Submit(new TargetOrder(quantity, order.Protection));
    }

    /// <summary>Cancels all working orders of this instrument; stop and target of the position stay.</summary>
    public void CancelAll()
    {
        Record(new Decision(Symbol, Bar.Time, DecisionKind.CancelAll, default, 0));
        _run.CancelAll();
    }

    /// <summary>Moves the stop-loss of the open position, from the next bar on; NaN removes it.</summary>
    public void MoveStop(double price)
    {
        Record(new Decision(Symbol, Bar.Time, DecisionKind.MoveStop, default, price));
        if (!IsFlat)
        {
            _run.Move(static (book, symbol, level, now) => book.MoveStop(symbol, level, now), price);
        }
    }

    /// <summary>Moves the take-profit of the open position, from the next bar on; NaN removes it.</summary>
    public void MoveTarget(double price)
    {
        Record(new Decision(Symbol, Bar.Time, DecisionKind.MoveTarget, default, price));
        if (!IsFlat)
        {
            _run.Move(static (book, symbol, level, now) => book.MoveTarget(symbol, level, now), price);
        }
    }

    /// <summary>Sets the trailing distance of the open position, from the close of the next bar on; NaN stops trailing.</summary>
    public void MoveTrail(double distance)
    {
        Record(new Decision(Symbol, Bar.Time, DecisionKind.MoveTrail, default, distance));
        if (!IsFlat)
        {
            _run.Move(static (book, symbol, level, now) => book.MoveTrail(symbol, level, now), distance);
        }
    }

    private void Record(in Decision decision) => _account.Decisions?.Add(decision);
}
