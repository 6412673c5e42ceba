using Ami.Quant.Series;

namespace Ami.Quant.Backtesting;

/// <summary>An order waiting to be filled; <paramref name="Target"/> is a position size to reach, or NaN.</summary>
internal readonly record struct WorkingOrder(Order Order, double Target, int DecidedAt);

/// <summary>
/// One instrument's position and orders, and the rules by which a bar fills them. Where a bar does not say what came first, the worse is
/// assumed: stops before targets, lows after entries of longs; a limit entry is given only the close as its best price.
/// </summary>
internal sealed class SymbolBook(int symbol, Instrument instrument, BacktestSettings settings, Account account)
{
    private readonly List<WorkingOrder> _orders = [];
    private Bar _bar;

    internal int Symbol => symbol;

    internal Instrument Instrument => instrument;

    internal OpenPosition Position { get; } = new();

    internal ref readonly Bar Bar => ref _bar;

    internal int Index { get; private set; } = -1;

    internal int WorkingOrders => _orders.Count;

    /// <summary>Last close, once the instant is complete.</summary>
    internal double Mark { get; private set; }

    internal void Add(in WorkingOrder order) => _orders.Add(order);

    internal void CancelAll() => _orders.Clear();

    internal void Process(in Bar bar, int index)
    {
        var previousTime = Index < 0 ? bar.Time : _bar.Time;
        _bar = bar;
        Index = index;
        if (Position.Quantity != 0)
        {
            Live(bar.Open, bar.High, bar.Low);
            ExitAtOpen();
        }

        if (_orders.Count > 0) FillOrders(atOpen: true);
        if (Position.Quantity != 0) ExitAtStop();
        if (_orders.Count > 0) FillOrders(atOpen: false);
        if (Position.Quantity != 0) ExitAtTarget();
        if (_orders.Count > 0) _orders.RemoveAll(o => o.Order.GoodForBars > 0 && index - o.DecidedAt >= o.Order.GoodForBars);
        if (Position.Quantity != 0) EndBar(previousTime);
    }

    internal void SetMark() => Mark = _bar.Close;

    internal void CloseOut(double price, ExitReason reason)
    {
        _orders.Clear();
        if (Position.Quantity == 0) return;
        Position.Touch(price, price);
        Exit(price, maker: false, reason);
    }

    private void Live(double from, double high, double low)
    {
        var isLong = Position.Side == Side.Long;
        Position.Live = from;
        Position.Worst = isLong ? low : high;
        Position.Best = isLong ? high : low;
    }

    private void ExitAtOpen()
    {
        var (s, open) = ((int)Position.Side, _bar.Open);
        if (s * open <= s * Position.Stop) ExitTouching(open, open, open, maker: false, StopReason);
        else if (s * open >= s * Position.Target) ExitTouching(open, open, open, maker: true, ExitReason.TakeProfit);
    }

    private void ExitAtStop()
    {
        var (s, p) = ((int)Position.Side, Position);
        if (!(s * p.Worst <= s * p.Stop)) return;
        var price = s * Math.Min(s * p.Live, s * p.Stop);
        ExitTouching(price, price, p.Live, maker: false, StopReason);
    }

    private void ExitAtTarget()
    {
        var (s, p) = ((int)Position.Side, Position);
        if (!(s * p.Best >= s * p.Target)) return;
        var price = s * Math.Max(s * p.Live, s * p.Target);
        ExitTouching(price, p.Worst, price, maker: s * p.Live < s * p.Target, ExitReason.TakeProfit);
    }

    private ExitReason StopReason => Position.StopTrailed ? ExitReason.TrailingStop : ExitReason.StopLoss;

    private void ExitTouching(double price, double worst, double best, bool maker, ExitReason reason)
    {
        Position.Touch(worst, best);
        Exit(price, maker, reason);
    }

    private void FillOrders(bool atOpen)
    {
        // Stops before limits within the bar: what hurts comes first. At the open all trade at one price, in the order given.
        if (atOpen)
        {
            FillWhere(static o => true, atOpen);
            return;
        }

        FillWhere(static o => o.Type == OrderType.Stop, atOpen);
        FillWhere(static o => o.Type == OrderType.Limit, atOpen);
    }

    private void FillWhere(Func<Order, bool> chosen, bool atOpen)
    {
        var kept = 0;
        for (var i = 0; i < _orders.Count; i++)
        {
            var working = _orders[i];
            if (!chosen(working.Order) || !TryFill(working, atOpen)) _orders[kept++] = working;
        }

        _orders.RemoveRange(kept, _orders.Count - kept);
    }

    private bool TryFill(in WorkingOrder working, bool atOpen)
    {
        var order = working.Order;
        var s = (int)order.Side;
        switch (order.Type)
        {
            case OrderType.Market:
                FillMarket(working);
                return true;
            case OrderType.Stop when atOpen ? s * _bar.Open >= s * order.Price : (s > 0 ? _bar.High >= order.Price : _bar.Low <= order.Price):
                FillAt(order, atOpen ? _bar.Open : order.Price, maker: false, atOpen);
                return true;
            case OrderType.Limit:
                var needed = order.Price - s * settings.Costs.Spread.HalfSpread(_bar, order.Price);
                var met = atOpen ? _bar.Open : s > 0 ? _bar.Low : _bar.High;
                if (s * met > s * needed) return false;
                // A limit that is met at the open trades at the open (plus half the spread), which is not worse than its price.
                var price = atOpen ? _bar.Open + (order.Price - needed) : order.Price;
                FillAt(order, price, maker: true, atOpen);
                return true;
            default:
                return false;
        }
    }

    private void FillMarket(in WorkingOrder working)
    {
        var order = working.Order;
        if (!double.IsNaN(working.Target))
        {
            var difference = working.Target - Position.Quantity;
            if (difference == 0) return;
            order = order with { Side = difference > 0 ? Side.Long : Side.Short, Quantity = Math.Abs(difference) };
        }

        FillAt(order, _bar.Open, maker: false, atOpen: true);
    }

    private void FillAt(in Order order, double price, bool maker, bool atOpen)
    {
        var toClose = Position.Quantity != 0 && Position.Side != order.Side ? Math.Min(order.Quantity, Math.Abs(Position.Quantity)) : 0;
        if (toClose > 0)
        {
            if (atOpen) Position.Touch(price, price);
            else Position.Touch(Position.Worst, price);
            Trade(order.Side, toClose, 0, price, maker, order);
        }

        var toOpen = order.ReduceOnly ? 0 : order.Quantity - toClose;
        if (!(toOpen > 0)) return;
        var wasFlat = Position.Quantity == 0;
        Trade(order.Side, 0, toOpen, price, maker, order);
        if (Position.Quantity == 0) return;
        if (wasFlat) Live(price, _bar.High, _bar.Low);
        if (atOpen) return;
        // A limit is met on the way against the position: of the later prices only the close is known.
        if (order.Type == OrderType.Limit) Position.Best = order.Side == Side.Long ? Math.Max(price, _bar.Close) : Math.Min(price, _bar.Close);
        ExitAtStop();
    }

    private void Exit(double price, bool maker, ExitReason reason)
    {
        var side = Position.Side == Side.Long ? Side.Short : Side.Long;
        Trade(side, Math.Abs(Position.Quantity), 0, price, maker, new Order(side, OrderType.Market, 1) { Reason = reason });
    }

    private void Trade(Side side, double toClose, double toOpen, double price, bool maker, in Order order)
    {
        var quantity = toClose + toOpen;
        var paid = maker ? price : price + (int)side * (settings.Costs.Spread.HalfSpread(_bar, price) + settings.Costs.Slippage.Slippage(_bar, price, quantity));
        if (toOpen > 0)
        {
            quantity = Math.Min(quantity, account.Affordable(this, paid));
            if (instrument.QuantityStep > 0) quantity = Math.Floor(quantity / instrument.QuantityStep * (1 + 1e-12)) * instrument.QuantityStep;
            if (!(quantity > 0)) return;
        }

        var fee = settings.Costs.Fees.Fee(quantity, paid, maker);
        account.Cash -= (int)side * quantity * paid + fee;
        account.FeesPaid += fee;
        account.TradedValue += quantity * paid;
        account.Fills?.Add(new Fill(symbol, Index, side, quantity, paid, fee));
        if (toOpen > 0) Position.Open(side, quantity, paid, fee, order.Protection, Index, _bar.Time);
        else if (Position.Reduce(quantity, paid, fee)) account.Trades.Add(Position.ToTrade(symbol, Index, _bar.Time, order.Reason));
    }

    private void EndBar(long previousTime)
    {
        Position.Touch(Position.Worst, Position.Best);
        Position.TrailStop();
        var value = Math.Abs(Position.Quantity) * _bar.Close;
        var cost = value * settings.Costs.Funding.Cost(Position.Side, previousTime, _bar.Time);
        if (cost == 0) return;
        Position.Charge(cost);
        account.Cash -= cost;
        account.FundingPaid += cost;
    }
}
