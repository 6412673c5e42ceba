using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Contracts;

namespace Ami.Modules.PaperTrading.Domain;

/// <summary>
/// One account with its open positions and open orders, and every decision about them. Does no I/O and reads no clock:
/// the same book and the same calls give the same <see cref="Changes"/>.
/// </summary>
public sealed partial class PaperBook
{
    private readonly Dictionary<Guid, Order> orders;
    private readonly Dictionary<string, Position> positions;
    private readonly Dictionary<string, decimal> seen = [];
    private readonly IReadOnlyDictionary<string, decimal> marks;
    private readonly TradingCosts costs;
    private readonly Func<Guid> newId;

    /// <param name="openOrders">All pending and working orders of the account.</param>
    /// <param name="openPositions">Its open positions.</param>
    /// <param name="marks">Last price of each symbol, kept up to date by its owner; a symbol without one is valued at its average price.</param>
    /// <param name="newId">Makes ids that sort by time.</param>
    public PaperBook(
        PaperAccount account, IEnumerable<Position> openPositions, IEnumerable<Order> openOrders,
        IReadOnlyDictionary<string, decimal> marks, TradingCosts costs, Func<Guid> newId)
        : this(account, openPositions.ToDictionary(p => p.Symbol), openOrders.ToDictionary(o => o.Id), marks, costs, newId)
    {
    }

    /// <param name="stored">What it begins with; it works on a copy.</param>
    private PaperBook(
        PaperAccount account, IReadOnlyDictionary<string, Position> openPositions, IReadOnlyDictionary<Guid, Order> stored,
        IReadOnlyDictionary<string, decimal> marks, TradingCosts costs, Func<Guid> newId)
    {
        (Account, positions, orders, this.marks, this.costs, this.newId) = (account, new(openPositions), new(stored), marks, costs, newId);
        Changes = new BookChanges(stored);
    }

    /// <summary>The same book without changes, to decide on; this one stays as it is.</summary>
    public PaperBook Fork() => new(Account, positions, orders, marks, costs, newId);

    /// <summary>The same book after its changes were written, as the next decision finds it.</summary>
    public PaperBook Committed() => new(Account with { Version = Account.Version + 1 }, positions, orders, marks, costs, newId);

    /// <summary>Takes a price that is newer than the marks, for this decision.</summary>
    public void See(string symbol, decimal price) => seen[symbol] = price;

    public PaperAccount Account { get; private set; }

    public BookChanges Changes { get; }

    public IReadOnlyCollection<Position> Positions => positions.Values;

    public IReadOnlyCollection<Order> OpenOrders => orders.Values;

    public decimal MarkOf(Position position) => MarkOf(position.Symbol) ?? position.AveragePrice;

    private decimal? MarkOf(string symbol) => seen.TryGetValue(symbol, out var mark) || marks.TryGetValue(symbol, out mark) ? mark : null;

    public Standing Standing()
    {
        var symbols = positions.Keys.Union(orders.Values.Where(o => !o.IsProtective).Select(o => o.Symbol));
        return new Standing(Account, [.. symbols.Select(ExposureOf)]);
    }

    public Result<Order> Place(SymbolSpec spec, Quote quote, OrderTicket ticket, DateTimeOffset now)
    {
        See(spec.Symbol.Value, quote.Last);
        var decision = OrderAcceptance.Decide(Standing(), orders.Count, spec, quote, ticket, now, newId);
        if (!decision.Try(out var accepted, out var error))
        {
            return error;
        }

        foreach (var order in accepted.All)
        {
            Keep(order);
        }

        return accepted.Entry;
    }

    public Result<Order> Cancel(Guid orderId, DateTimeOffset now)
    {
        if (!orders.TryGetValue(orderId, out var order))
        {
            return PaperErrors.OrderFinal;
        }

        if (order.Role == OrderRole.Liquidation)
        {
            return PaperErrors.LiquidationOrder;
        }

        return CancelWithChildren(order, OrderReasons.CancelledByUser, now);
    }

    /// <summary>A market order for the whole position that can only reduce it.</summary>
    public Result<Order> Close(string symbol, DateTimeOffset now)
    {
        if (!positions.TryGetValue(symbol, out var position))
        {
            return PaperErrors.NoPosition;
        }

        if (orders.Values.Any(o => o.Symbol == symbol && (o.Role is OrderRole.Close or OrderRole.Liquidation)))
        {
            return PaperErrors.AlreadyClosing;
        }

        return Keep(MarketExit(position, OrderRole.Close, null, now));
    }

    /// <summary>
    /// When equity no longer covers the maintenance margin: cancels everything and sends a market order for each position.
    /// </summary>
    /// <returns>False when the margin suffices or the liquidation is already under way.</returns>
    public bool Liquidate(DateTimeOffset asOf, DateTimeOffset now)
    {
        var standing = Standing();
        var underWay = orders.Values.Any(o => o.Role == OrderRole.Liquidation);
        if (underWay || !Margin.IsBreached(standing.Equity, standing.GrossExposure, Account.Leverage))
        {
            return false;
        }

        CancelAll(OrderReasons.Margin, now);
        foreach (var position in positions.Values)
        {
            Keep(MarketExit(position, OrderRole.Liquidation, OrderReasons.Margin, now) with { WorkingSince = asOf });
        }

        Changes.Add(new AccountLiquidated(Account.Id, Account.UserId, standing.Equity, standing.GrossExposure, asOf));
        return true;
    }

    /// <summary>Ends the generation: orders are cancelled, positions closed as they are, and the next generation starts with fresh cash.</summary>
    public void Reset(decimal startingCash, int leverage, DateTimeOffset now)
    {
        CancelAll(OrderReasons.Reset, now);
        var (resetId, cost) = (newId(), positions.Values.Sum(p => p.CostBasis));
        var ended = new EndedGeneration(Account.Id, Account.Generation, now, Account.Cash, cost, Account.RealisedPnl, Account.FeesPaid);
        Changes.Add(LedgerEntry.OfReset(resetId, Account, cost, startingCash));
        foreach (var position in positions.Values)
        {
            Changes.Touch(position.CloseByReset(now));
        }

        positions.Clear();
        Account = Account.Restart(startingCash, leverage, now);
        Changes.Touch(Account);
        Changes.Turn(ended, new Generation(Account.Id, Account.Generation, resetId, startingCash, leverage, now));
        Changes.Add(new EquityPoint(Account.Id, Account.Generation, now, startingCash, startingCash));
        Changes.Add(new AccountReset(Account.Id, Account.UserId, Account.Generation, startingCash, now));
    }

    private SymbolExposure ExposureOf(string symbol)
    {
        var held = positions.GetValueOrDefault(symbol);
        var (buyQuantity, buyNotional, sellQuantity, sellNotional) = (0m, 0m, 0m, 0m);
        foreach (var order in orders.Values)
        {
            if (order.Status != OrderStatus.Working || order.IsProtective || order.Symbol != symbol)
            {
                continue;
            }

            var notional = order.Quantity * order.ReferencePrice;
            (buyQuantity, buyNotional, sellQuantity, sellNotional) = order.Side == Side.Buy
                ? (buyQuantity + order.Quantity, buyNotional + notional, sellQuantity, sellNotional)
                : (buyQuantity, buyNotional, sellQuantity + order.Quantity, sellNotional + notional);
        }

        return new SymbolExposure(
            symbol, held?.Quantity ?? 0, held is null ? MarkOf(symbol) ?? 0 : MarkOf(held), buyQuantity, buyNotional, sellQuantity, sellNotional);
    }

    private Order MarketExit(Position position, OrderRole role, string? reason, DateTimeOffset now)
    {
        var quantity = Math.Abs(position.Quantity);
        var side = position.Quantity > 0 ? Side.Sell : Side.Buy;
        return new Order(
            newId(), Account.Id, Account.UserId, Account.Generation, position.Symbol, side, OrderType.Market, role,
            quantity, quantity, 0, null, null, null, null, MarkOf(position), position.PriceDigits, null,
            OrderStatus.Working, reason, null, 0, now, now, now);
    }

    private Order CancelWithChildren(Order order, string reason, DateTimeOffset now)
    {
        foreach (var child in orders.Values.Where(o => o.ParentId == order.Id && o.Status == OrderStatus.Pending).ToList())
        {
            Keep(child.Cancel(OrderReasons.EntryCancelled, now));
        }

        return Keep(order.Cancel(reason, now));
    }

    private void CancelAll(string reason, DateTimeOffset now)
    {
        foreach (var order in orders.Values.ToList())
        {
            Keep(order.Cancel(reason, now));
        }
    }

    private Order Keep(Order order)
    {
        if (order.IsFinal)
        {
            orders.Remove(order.Id);
        }
        else
        {
            orders[order.Id] = order;
        }

        Changes.Touch(order);
        return order;
    }
}
