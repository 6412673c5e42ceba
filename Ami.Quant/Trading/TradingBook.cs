namespace Ami.Quant.Trading;

/// <summary>
/// One account with its open positions and open orders, and every decision about them. Does no I/O and reads no clock: the same book and the same calls give
/// the same <see cref="Changes"/>. Used by one caller at a time.
/// </summary>
public sealed partial class TradingBook
{
    private readonly Dictionary<Guid, Order> _orders;
    private readonly Dictionary<string, Position> _positions;
    private readonly Dictionary<string, decimal> _seen = [];
    private readonly IReadOnlyDictionary<string, decimal> _marks;
    private readonly Func<Guid> _newId;

    /// <summary>A book that goes on from what is given; it works on copies.</summary>
    /// <param name="balance">The account's money.</param>
    /// <param name="leverage">How many times its equity it may hold, above zero.</param>
    /// <param name="openPositions">Its open positions, by symbol.</param>
    /// <param name="openOrders">Its pending and working orders, by id.</param>
    /// <param name="marks">Last price of each symbol, kept up to date by its owner; a symbol without one is valued at its average price.</param>
    /// <param name="rules">The venue.</param>
    /// <param name="newId">Makes ids that sort by time.</param>
    /// <param name="costs">What reductions release of what positions cost.</param>
    public TradingBook(
        Balance balance,
        decimal leverage,
        IReadOnlyDictionary<string, Position> openPositions,
        IReadOnlyDictionary<Guid, Order> openOrders,
        IReadOnlyDictionary<string, decimal> marks,
        VenueRules rules,
        Func<Guid> newId,
        CostMethod costs = CostMethod.Average
    )
    {
        (Balance, Leverage, _positions, _orders) = (balance, leverage, new(openPositions), new(openOrders));
        (_marks, Rules, _newId, Costs) = (marks, rules, newId, costs);
    }

    /// <summary>The account's money.</summary>
    public Balance Balance { get; private set; }

    /// <summary>How many times its equity the account may hold.</summary>
    public decimal Leverage { get; private set; }

    /// <summary>What trading costs and how much may be held.</summary>
    public VenueRules Rules { get; }

    /// <summary>What reductions release of what positions cost; of those that are open already, as they were opened.</summary>
    public CostMethod Costs { get; }

    /// <summary>What has changed since the book was made or the changes were cleared.</summary>
    public TradingChanges Changes { get; } = new();

    /// <summary>What is held, by symbol.</summary>
    public IReadOnlyDictionary<string, Position> Positions => _positions;

    /// <summary>Pending and working orders, by id.</summary>
    public IReadOnlyDictionary<Guid, Order> OpenOrders => _orders;

    /// <summary><see cref="OpenOrders"/> and <see cref="Positions"/> without a detour, for the backtester.</summary>
    internal Dictionary<Guid, Order> Orders => _orders;

    internal Dictionary<string, Position> Holdings => _positions;

    /// <summary>Cash plus the value of what is held.</summary>
    public decimal Equity
    {
        get
        {
            var equity = Balance.Cash;
            foreach (var position in _positions.Values)
            {
                equity += position.Quantity * MarkOf(position);
            }

            return equity;
        }
    }

    /// <summary>The same book without changes, to decide on; this one stays as it is.</summary>
    /// <param name="rules">The venue by now; null as before.</param>
    public TradingBook Fork(VenueRules? rules = null) => new(Balance, Leverage, _positions, _orders, _marks, rules ?? Rules, _newId, Costs);

    /// <summary>Takes a price that is newer than the marks.</summary>
    public void See(string symbol, decimal price) => _seen[symbol] = price;

    /// <summary>The last price of what is held, or what it cost when there is none.</summary>
    public decimal MarkOf(Position position) => MarkOf(position.Symbol) ?? position.AveragePrice;

    /// <summary>What the account has and has committed.</summary>
    public Standing Standing()
    {
        var symbols = _positions.Keys.Union(_orders.Values.Where(o => !o.IsProtective).Select(o => o.Symbol));
        return new Standing(Balance.Cash, Leverage, [.. symbols.Select(symbol => ExposureOf(symbol))], Rules);
    }

    /// <summary>
    /// Takes an order with the pending exits of its bracket, or refuses it. Buying power is checked at reference prices: the market may differ by the time of
    /// the fill.
    /// </summary>
    /// <param name="symbol">The symbol's grid.</param>
    /// <param name="market">Current prices.</param>
    /// <param name="wanted">The order.</param>
    /// <param name="now">Only later ticks can fill it.</param>
    public Placement Place(SymbolRules symbol, in PriceTick market, NewOrder wanted, DateTimeOffset now)
    {
        See(symbol.Symbol, market.Last);
        if (IsWrongQuantity(symbol, wanted.Side, wanted.Quantity, wanted.ReduceOnly))
        {
            return Placement.Refused(Refusal.QuantityStep);
        }

        var violation = wanted.Violation(symbol, market, now);
        if (violation != Refusal.None)
        {
            return Placement.Refused(violation);
        }

        if (!wanted.ReduceOnly && IsWorthTooLittle(symbol, wanted.Side, wanted.Quantity, wanted.ReferencePrice(market)))
        {
            return Placement.Refused(Refusal.MinNotional);
        }

        if (_orders.Count >= Rules.MostOrders)
        {
            return Placement.Refused(Refusal.TooManyOrders);
        }

        var entry = Expected(wanted.ToOrder(_newId(), symbol, market, now), market);
        if (!Rules.ReducesToFit && !entry.OnlyReduces && !IsCovered(entry, market))
        {
            return Placement.Refused(Refusal.BuyingPower);
        }

        Keep(entry);
        if (entry.HasBracket)
        {
            KeepExits(entry, wanted);
        }

        return new Placement(entry, Refusal.None);
    }

    /// <summary>A market order that is larger than the depth counts at what it is expected to cost.</summary>
    private Order Expected(Order order, in PriceTick market)
    {
        if (order.Type != OrderType.Market || Rules.For(order.Symbol).Depth is not { } depth)
        {
            return order;
        }

        _lots.Clear();
        depth.Take(_lots, order.Side, market.Touch(order.Side), 0, order.Quantity, null, order.PriceDigits);
        return order with { ReferencePrice = AverageOf(order.Quantity) };
    }

    /// <summary>Whether an order of this size could only reduce what is held, whatever becomes of the working orders on its side.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="side">The order's side.</param>
    /// <param name="quantity">Its quantity, above zero.</param>
    public bool Reduces(string symbol, Side side, decimal quantity) => Reduces(symbol, side, quantity, null);

    private bool Reduces(string symbol, Side side, decimal quantity, Guid? without) =>
        ExposureOf(symbol, without).Add(side, quantity, price: 0, fee: 0).OnlyReduces(side);

    /// <summary>Withdraws an order, and with an entry the exits that wait for it.</summary>
    public Placement Cancel(Guid orderId, DateTimeOffset now)
    {
        if (!_orders.TryGetValue(orderId, out var order))
        {
            return Placement.Refused(Refusal.OrderFinal);
        }

        return order.Role == OrderRole.Liquidation
            ? Placement.Refused(Refusal.LiquidationOrder)
            : new Placement(CancelWithExits(order, OrderReasons.CancelledByUser, now), Refusal.None);
    }

    /// <summary>
    /// The symbol will not be traded any more: market orders that only close or reduce what is held are executed at the last price, the oldest first, and every
    /// other order of it is cancelled. What is held then stays, until somebody closes it.
    /// </summary>
    public void End(string symbol, DateTimeOffset now)
    {
        foreach (var id in _orders.Values.Where(o => o.Symbol == symbol).OrderBy(o => o.PlacedAt).ThenBy(o => o.Id).Select(o => o.Id).ToList())
        {
            // An earlier one may have closed what this one would, or cancelled it.
            if (!_orders.TryGetValue(id, out var order))
            {
                continue;
            }

            if (order.Type == OrderType.Market && order.Status == OrderStatus.Working && Closes(order))
            {
                ExecuteAtLast(order, now);
            }
            else
            {
                Keep(order.Cancel(OrderReasons.Ended, now));
            }
        }
    }

    private bool Closes(Order order) =>
        _positions.TryGetValue(order.Symbol, out var position)
        && Reduces(order, position.Quantity)
        && (order.OnlyReduces || order.Remaining <= Math.Abs(position.Quantity));

    private Order ExecuteAtLast(Order order, DateTimeOffset now)
    {
        var held = _positions[order.Symbol];
        var last = MarkOf(held);
        return Execute(order, new PriceTick(now, last, last, last, Begun: held.ActedFrom), now, settles: true);
    }

    /// <summary>Whoever holds nothing any more owes nothing: what a gap cost beyond the account is given to it.</summary>
    /// <returns>How much, above zero; null when there is no debt.</returns>
    public decimal? ForgiveDebt()
    {
        if (_positions.Count > 0 || Balance.Cash >= 0)
        {
            return null;
        }

        var debt = -Balance.Cash;
        Balance = Balance with { Cash = 0 };
        return debt;
    }

    /// <summary>Takes funding or borrowing from the cash; below zero it is received.</summary>
    public void Charge(decimal amount) => Balance = Balance.Charge(amount);

    /// <summary>Begins anew: orders are cancelled, positions closed as they are.</summary>
    /// <returns>What the closed positions had cost.</returns>
    public decimal Restart(decimal cash, decimal leverage, DateTimeOffset now)
    {
        CancelAll(OrderReasons.Reset, now);
        var cost = _positions.Values.Sum(p => p.CostBasis);
        foreach (var position in _positions.Values)
        {
            Changes.Touch(position.CloseByReset(now));
        }

        _positions.Clear();
        (Balance, Leverage) = (new Balance(cash), leverage);
        return cost;
    }

    private decimal? MarkOf(string symbol) => _seen.TryGetValue(symbol, out var mark) || _marks.TryGetValue(symbol, out mark) ? mark : null;
}
