using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Domain;

/// <summary>
/// A practice account around the trading engine's book: what the engine decides gets its owner, ledger entries, events and generations here. Does no I/O and
/// reads no clock:
/// the same book and the same calls give the same <see cref="Changes"/>.
/// </summary>
public sealed partial class PaperBook
{
    private readonly TradingBook _trading;
    private readonly Func<Guid> _newId;

    /// <param name="openOrders">All pending and working orders of the account.</param>
    /// <param name="openPositions">Its open positions.</param>
    /// <param name="marks">Last price of each symbol, kept up to date by its owner; a symbol without one is valued at its average price.</param>
    /// <param name="venue">What trading costs.</param>
    /// <param name="newId">Makes ids that sort by time.</param>
    public PaperBook(
        PaperAccount account,
        IEnumerable<Position> openPositions,
        IEnumerable<Order> openOrders,
        IReadOnlyDictionary<string, decimal> marks,
        VenueRules venue,
        Func<Guid> newId
    )
        : this(account, openPositions.ToDictionary(p => p.Symbol), openOrders.ToDictionary(o => o.Id), marks, venue, newId) { }

    private PaperBook(
        PaperAccount account,
        IReadOnlyDictionary<string, Position> openPositions,
        IReadOnlyDictionary<Guid, Order> stored,
        IReadOnlyDictionary<string, decimal> marks,
        VenueRules venue,
        Func<Guid> newId
    )
        : this(account, new TradingBook(account.Balance, account.Leverage, openPositions, stored, marks, venue, newId, account.Costs), stored, newId) { }

    private PaperBook(PaperAccount account, TradingBook trading, IReadOnlyDictionary<Guid, Order> stored, Func<Guid> newId)
    {
        (Account, _trading, _newId) = (account, trading, newId);
        Changes = new BookChanges(stored, trading.Changes);
    }

    /// <summary>The same book without changes, to decide on; this one stays as it is.</summary>
    /// <param name="venue">What trading costs by now; null as before.</param>
    public PaperBook Fork(VenueRules? venue = null) =>
        new PaperBook(Account, _trading.Fork(venue), _trading.OpenOrders, _newId).Under(Discipline, Day).In(Replay);

    /// <summary>The same book after its changes were written, as the next decision finds it.</summary>
    public PaperBook Committed() =>
        new PaperBook(Account with { Version = Account.Version + 1 }, _trading.Fork(), _trading.OpenOrders, _newId).Under(Discipline, Day).In(Replay);

    /// <summary>Takes a price that is newer than the marks, for this decision.</summary>
    public void See(string symbol, decimal price) => _trading.See(symbol, price);

    public PaperAccount Account { get; private set; }

    public BookChanges Changes { get; }

    public IReadOnlyCollection<Position> Positions => (IReadOnlyCollection<Position>)_trading.Positions.Values;

    public IReadOnlyCollection<Order> OpenOrders => (IReadOnlyCollection<Order>)_trading.OpenOrders.Values;

    public decimal MarkOf(Position position) => _trading.MarkOf(position);

    public Standing Standing() => _trading.Standing();

    /// <param name="onlyReduces">Whether it is taken only as one that never opens anything, see <see cref="Reduces"/>.</param>
    public Result<Order> Place(SymbolSpec spec, Quote quote, OrderTicket ticket, DateTimeOffset now, bool onlyReduces = false)
    {
        if (Ready(quote, now) is { } barred)
        {
            return barred;
        }

        ticket = Ruled(spec.Symbol.Value, ticket, now);
        var wanted = ticket.ToOrder(onlyReduces, ticket.TimeInForce == TimeInForce.Day ? spec.DayEndsAt(now, isPast: Replay is not null) : null);
        if (ticket.ReduceOnly)
        {
            var held = Held(spec.Symbol.Value);
            if (ticket.Side.Sign() * held >= 0)
            {
                return PaperErrors.NothingToReduce;
            }

            wanted = wanted with { Quantity = Math.Min(ticket.Quantity, Math.Abs(held)) };
        }

        return Judged(Answer(_trading.Place(RulesOf(spec), MarketOf(quote), wanted, now), spec, ticket.Side), now);
    }

    /// <inheritdoc cref="TradingBook.Amend"/>
    public Result<Order> Amend(SymbolSpec spec, Quote quote, OrderChange change, DateTimeOffset now)
    {
        if (Ready(quote, now) is { } barred)
        {
            return barred;
        }

        var before = _trading.OpenOrders.GetValueOrDefault(change.OrderId);
        var amended = Answer(_trading.Amend(RulesOf(spec), MarketOf(quote), change.OrderId, change.ToAmendment(), now), spec, before?.Side ?? default);
        var answer = Judged(amended, now, before);
        if (before is not null && answer.Try(out var after, out _))
        {
            Changes.Add(OrderAmendment.Of(Account.Id, before, after));
            Changes.Add(new OrderAmended(after.Id, Account.Id, Account.UserId, after.Symbol, after.Version, now));
        }

        return answer;
    }

    /// <inheritdoc cref="TradingBook.Reverse"/>
    public Result<Order> Reverse(SymbolSpec spec, Quote quote, DateTimeOffset now)
    {
        if (Ready(quote, now) is { } barred)
        {
            return barred;
        }

        return Judged(Answer(_trading.Reverse(RulesOf(spec), MarketOf(quote), now), spec, default), now);
    }

    /// <inheritdoc cref="TradingBook.Expire"/>
    public int Expire(DateTimeOffset now) => _trading.Expire(now);

    private static SymbolRules RulesOf(SymbolSpec spec) => new(spec.Symbol.Value, spec.PriceDigits, spec.QuantityStep, spec.MinQuantity, spec.MinNotional);

    private Result<Order> Answer(Placement placement, SymbolSpec spec, Side side) =>
        placement switch
        {
            { Order: { } order } => order,
            { Refusal: Refusal.QuantityStep } => PaperErrors.QuantityStep(spec.QuantityDigits, spec.MinQuantity),
            { Refusal: Refusal.MinNotional } => PaperErrors.MinNotional(spec.MinNotional, spec.Currency.Code),
            { Refusal: Refusal.PriceStep } => PaperErrors.PriceStep(spec.PriceDigits),
            { Refusal: Refusal.BuyingPower } => PaperErrors.InsufficientBuyingPower(Standing().BuyingPower),
            var refused => PaperErrors.Of(refused.Refusal, side),
        };

    /// <summary>An amount of money in the digits in which accounts are kept.</summary>
    public decimal Round(decimal amount) => _trading.Rules.Round(amount);

    /// <summary>
    /// Whether an order can only make smaller what is held. A market order opens nothing beside the orders that work already; limits and stops are placed so
    /// that they never do, so each counts on its own, and a stop and a target may both be for the whole position.
    /// </summary>
    public bool Reduces(string symbol, OrderTicket ticket) =>
        ticket is { TakeProfit: null, StopLoss: null, Targets: null }
        && (ticket.TrailDistance is null || ticket.Type == OrderType.TrailingStop)
        && (
            ticket.ReduceOnly
            || (
                ticket.Type == OrderType.Market
                    ? _trading.Reduces(symbol, ticket.Side, ticket.Quantity)
                    : _trading.Positions.TryGetValue(symbol, out var held) && ticket.Side.Sign() * held.Quantity <= -ticket.Quantity
            )
        );

    public Result<Order> Cancel(Guid orderId, DateTimeOffset now)
    {
        var before = _trading.OpenOrders.GetValueOrDefault(orderId);
        return Judged(Answer(_trading.Cancel(orderId, now)), now, before);
    }

    /// <inheritdoc cref="TradingBook.OnTick"/>
    public void OnTick(string symbol, Tick tick, DateTimeOffset now)
    {
        // Told late or again, it is a price of shares that nothing here is of any more.
        if (_trading.IsBeforeAction(symbol, tick.Began))
        {
            return;
        }

        Act(symbol, tick.Began, tick.From ?? tick.Last, tick.Time, now);
        Carry(tick.Time, symbol);
        var told = _trading.Changes.Executed.Count;
        if (_trading.OnTick(symbol, new PriceTick(tick.Time, tick.Bid, tick.Ask, tick.Last, tick.From, tick.Begun), now) is { } liquidation)
        {
            Tell(liquidation, tick.Time);
        }

        TellSince(told, tick.Time, now);
    }

    /// <inheritdoc cref="TradingBook.Liquidate"/>
    /// <returns>False when the margin suffices or the liquidation is already under way.</returns>
    public bool Liquidate(DateTimeOffset asOf, DateTimeOffset now)
    {
        if (_trading.Liquidate(asOf, now) is not { } liquidation)
        {
            return false;
        }

        Tell(liquidation, asOf);
        return true;
    }

    private void Tell(Liquidation liquidation, DateTimeOffset at) =>
        Changes.Add(new AccountLiquidated(Account.Id, Account.UserId, liquidation.Equity, liquidation.GrossExposure, at));

    /// <summary>Ends the generation: orders are cancelled, positions closed as they are, and the next generation starts with fresh cash.</summary>
    public void Reset(decimal startingCash, int leverage, DateTimeOffset now)
    {
        // A life pays for itself: the next one does not know its positions.
        Carry(now);
        var (resetId, cost) = (_newId(), _trading.Restart(startingCash, leverage, now));
        var ended = new EndedGeneration(Account.Id, Account.Generation, now, Account.Cash, cost, Account.RealisedPnl, Account.FeesPaid);
        Changes.Add(LedgerEntry.OfReset(resetId, Account, cost, startingCash));
        var funding = startingCash - Account.StartingCash;
        Account = Account.Restart(startingCash, leverage, now);
        Changes.Touch(Account);
        Changes.Turn(ended, new Generation(Account.Id, Account.Generation, resetId, startingCash, leverage, now), funding);
        Changes.Add(new EquityPoint(Account.Id, Account.Generation, now, startingCash, startingCash));
        Changes.Add(new AccountReset(Account.Id, Account.UserId, Account.Generation, startingCash, now));
    }

    private static Result<Order> Answer(Placement placement) => placement.Order is { } order ? order : PaperErrors.Of(placement.Refusal, default);
}
