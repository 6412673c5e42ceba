using Ami.Modules.Market.Contracts;
using Ami.Quant.Trading;

namespace Ami.Tests.PaperTrading.Domain;

/// <summary>
/// What an account does, told the long way round: mutable orders in one list, holdings as plain numbers, no cost basis.
/// It is told which orders were accepted and must come to the same cash, holdings and order states.
/// </summary>
internal sealed class ReferenceBook(decimal cash, int leverage, VenueRules venue)
{
    private readonly List<Entry> _all = [];
    private int _leverage = leverage;

    public decimal Cash { get; private set; } = cash;

    public Dictionary<string, decimal> Held { get; } = [];

    public Dictionary<Guid, OrderStatus> Statuses => _all.ToDictionary(e => e.Id, e => e.Status);

    public void Charge(decimal amount) => Cash -= amount;

    public void Accept(IEnumerable<Order> orders) => _all.AddRange(orders.Select(o => new Entry(o)));

    public void Cancel(Guid id)
    {
        foreach (var entry in _all.Where(e => e.Id == id || (e.ParentId == id && e.Status == OrderStatus.Pending)))
        {
            entry.Status = OrderStatus.Cancelled;
        }
    }

    /// <summary>Orders have new terms, which the model takes over.</summary>
    public void Amend(IEnumerable<Order> amended)
    {
        foreach (var order in amended)
        {
            _all[_all.FindIndex(e => e.Id == order.Id)] = new Entry(order);
        }
    }

    /// <summary>Whoever turns a position around gives up what protected it.</summary>
    public void WithdrawReducing(string symbol) =>
        _all.ForEach(e => e.Status = e.Symbol == symbol && e.Status == OrderStatus.Working && e.Role != OrderRole.Entry ? OrderStatus.Cancelled : e.Status);

    /// <summary>Whoever closes everything gives up what could open something, and what reduces only a part.</summary>
    public void WithdrawEntries()
    {
        var closing = _all.Where(e =>
                e is { IsOpen: true, Type: OrderType.Market, Role: OrderRole.Close or OrderRole.Liquidation }
                && e.Quantity >= Math.Abs(Held.GetValueOrDefault(e.Symbol))
            )
            .GroupBy(e => e.Symbol)
            .Select(symbol => symbol.OrderBy(e => e.PlacedAt).ThenBy(e => e.Id).First())
            .ToList();
        foreach (var e in _all.Where(e => e is { IsOpen: true, Role: OrderRole.Entry or OrderRole.Close } && !closing.Contains(e)).ToList())
        {
            Cancel(e.Id);
        }
    }

    public void Expire(DateTimeOffset by)
    {
        foreach (var e in _all.Where(e => e.Status == OrderStatus.Working && e.Expires <= by).ToList())
        {
            Cancel(e.Id);
        }
    }

    public void Restart(decimal startingCash, int newLeverage)
    {
        _leverage = newLeverage;
        Cash = startingCash;
        Held.Clear();
        _all.ForEach(e => e.Status = e.IsOpen ? OrderStatus.Cancelled : e.Status);
    }

    public void CancelAllOpen() => _all.ForEach(e => e.Status = e.IsOpen ? OrderStatus.Cancelled : e.Status);

    /// <param name="rejected">Orders that the margin rule refuses at this tick: the one decision the model is told.</param>
    public void OnTick(string symbol, Tick tick, IReadOnlySet<Guid> rejected)
    {
        foreach (var e in _all.Where(e => e.Symbol == symbol && e.Status == OrderStatus.Working && e.Expires <= tick.Time).ToList())
        {
            Cancel(e.Id);
        }

        var due = _all.Where(e => e.Symbol == symbol && e.Status == OrderStatus.Working && e.Since < tick.Time).ToList();
        var crossed = _all.Where(e => e.Symbol == symbol && e.Status == OrderStatus.Working && e.Since < tick.Time && Crosses(e, tick))
            .OrderBy(e => Rank(e))
            .ThenBy(e => e.PlacedAt)
            .ThenBy(e => e.Id)
            .ToList();
        foreach (var entry in crossed.Where(e => e.Status == OrderStatus.Working))
        {
            if (rejected.Contains(entry.Id))
            {
                Cancel(entry.Id);
                entry.Status = OrderStatus.Rejected;
                continue;
            }

            if (entry is { Type: OrderType.StopLimit, Triggered: false })
            {
                (entry.Triggered, entry.Since) = (true, tick.Time);
                entry.RestedAsLimit = !Crosses(entry, tick);
                if (entry.RestedAsLimit)
                {
                    continue;
                }
            }

            Trade(entry, tick);
            entry.Status = OrderStatus.Filled;
            foreach (var other in _all.Where(e => e.IsOpen && e.ParentId == entry.ParentId && entry.ParentId is not null))
            {
                if (entry.Rung == 0)
                {
                    other.Status = OrderStatus.Cancelled;
                }
                else if (other.Role == OrderRole.StopLoss)
                {
                    other.ReachTarget(entry.Quantity, tick.Last);
                }
            }

            foreach (var child in _all.Where(e => e.ParentId == entry.Id && e.Status == OrderStatus.Pending))
            {
                child.Status = OrderStatus.Working;
                child.Begin(entry, tick.Time);
                child.RestedAsLimit = child.Type == OrderType.Limit && !Crosses(child, tick);
            }

            Trim(symbol);
        }

        foreach (var e in due.Where(e => e.Status == OrderStatus.Working && e.Brief).ToList())
        {
            Cancel(e.Id);
        }

        due.Where(e => e.Status == OrderStatus.Working).ToList().ForEach(e => e.Follow(tick.Last));
        if (crossed.Count > 0)
        {
            Forgive();
        }
    }

    /// <param name="forced">What the tick closed because the margin was no longer covered: the other decision the model is told.</param>
    public void Liquidate(string symbol, Tick tick, IReadOnlyList<Order> forced)
    {
        Held.Where(held => held.Value != 0).Select(held => held.Key).ShouldBe([symbol], "only whoever holds one symbol is judged inside a tick");
        (Cash + (Held[symbol] * tick.Last)).ShouldBeLessThan(venue.Required(_leverage) * Math.Abs(Held[symbol]) * tick.Last);
        CancelAllOpen();
        foreach (var entry in forced.Select(order => new Entry(order) { Status = OrderStatus.Filled }))
        {
            _all.Add(entry);
            Trade(entry, tick);
        }

        Forgive();
    }

    /// <summary>Nobody who holds nothing owes anything.</summary>
    private void Forgive() => Cash = Held.Values.All(quantity => quantity == 0) ? Math.Max(0, Cash) : Cash;

    private static bool Crosses(Entry e, Tick t) =>
        e.Type == OrderType.Market
        || (
            e.IsLimit
                ? e.Side == Side.Buy
                    ? t.Ask <= e.Limit
                    : t.Bid >= e.Limit
                : e.Side == Side.Buy
                    ? t.Last >= e.Stop
                    : t.Last <= e.Stop
        );

    private static int Rank(Entry e) =>
        e.Role switch
        {
            OrderRole.Liquidation => 0,
            OrderRole.StopLoss => 1,
            OrderRole.Close => 2,
            OrderRole.TakeProfit => 3,
            _ => e.Type == OrderType.Market ? 4
            : e.IsLimit ? 6
            : 5,
        };

    private void Trade(Entry e, Tick tick)
    {
        var touch = e.Side == Side.Buy ? tick.Ask : tick.Bid;
        var price = e.IsLimit ? touch : venue.Slip(e.Side, touch, e.Quantity, 2);
        var held = Held.GetValueOrDefault(e.Symbol);
        var sign = e.Side == Side.Buy ? 1 : -1;
        e.FillPrice = price;
        var closing = held * sign < 0 ? Math.Min(Math.Abs(held), e.Quantity) : 0;
        foreach (var part in new[] { closing, e.Quantity - closing }.Where(p => p > 0))
        {
            var notional = Math.Round(part * price, 8, MidpointRounding.AwayFromZero);
            Cash -= (sign * notional) + Math.Round(notional * (e.RestedAsLimit ? venue.MakerFee : venue.TakerFee), 8, MidpointRounding.AwayFromZero);
        }

        Held[e.Symbol] = held + (sign * e.Quantity);
    }

    private void Trim(string symbol)
    {
        var held = Held.GetValueOrDefault(symbol);
        var room = Math.Abs(held);
        var exits = _all.Where(e => e.Symbol == symbol && e.Status == OrderStatus.Working && e.Role != OrderRole.Entry).ToList();
        exits.Where(e => e.ParentId is null).ToList().ForEach(e => Fit(e, Math.Abs(held)));
        var brackets = exits.Where(e => e.ParentId is not null).GroupBy(e => e.ParentId);
        foreach (var bracket in brackets.OrderByDescending(b => b.Max(e => e.PlacedAt)).ThenByDescending(b => b.Key))
        {
            // What targets close together is what the stop closes alone.
            var (forStop, forTargets) = (room, room);
            foreach (var e in bracket.OrderBy(e => e.Rung > 0).ThenBy(e => e.Rung > 0 ? e.Up * e.Limit : null).ThenBy(e => e.Rung))
            {
                var isStop = e.Role == OrderRole.StopLoss;
                Fit(e, isStop ? forStop : forTargets);
                forStop -= isStop ? e.Quantity : 0;
                forTargets -= isStop ? 0 : e.Quantity;
            }

            room = Math.Min(forStop, forTargets);
        }

        void Fit(Entry e, decimal most)
        {
            var wrongSide = held == 0 || (held > 0) == (e.Side == Side.Buy);
            var fits = wrongSide ? 0 : Math.Min(e.Quantity, most);
            e.Quantity = e.Whole && fits < e.Quantity ? 0 : fits;
            e.Status = e.Quantity == 0 ? OrderStatus.Cancelled : e.Status;
        }
    }

    private sealed class Entry(Order order)
    {
        public Guid Id { get; } = order.Id;
        public Guid? ParentId { get; } = order.ParentId;
        public string Symbol { get; } = order.Symbol;
        public Side Side { get; } = order.Side;
        public OrderType Type { get; } = order.Type;
        public OrderRole Role { get; } = order.Role;
        public decimal? Limit { get; } = order.LimitPrice;
        public decimal? Stop { get; private set; } = order.StopPrice;
        public decimal? FillPrice { get; set; }
        public bool Triggered { get; set; } = order.IsTriggered;
        public int Rung { get; } = order.Rung;
        public DateTimeOffset? Expires { get; } = order.ExpiresAt;
        public bool Brief { get; } = order.TimeInForce is TimeInForce.Ioc or TimeInForce.Fok;
        public bool Whole { get; } = order.TimeInForce == TimeInForce.Fok;
        public bool IsLimit => Type == OrderType.Limit || Triggered;
        public bool RestedAsLimit { get; set; } = order is { Type: OrderType.Limit or OrderType.StopLimit, TakesLiquidity: false };
        public decimal Quantity { get; set; } = order.Quantity;
        public OrderStatus Status { get; set; } = order.Status;
        public DateTimeOffset PlacedAt { get; } = order.PlacedAt;
        public DateTimeOffset? Since { get; set; } = order.WorkingSince;
        public bool IsOpen => Status is OrderStatus.Pending or OrderStatus.Working;

        /// <summary>Up for what sells, down for what buys: where a stop may move.</summary>
        public int Up { get; } = order.Side == Side.Sell ? 1 : -1;
        private decimal? Trail { get; } = order.Type == OrderType.TrailingStop || order.Role == OrderRole.StopLoss ? order.TrailDistance : null;
        private decimal? Even { get; set; } = order.BreakEvenPrice;

        public void Begin(Entry entry, DateTimeOffset at)
        {
            Since = at;
            Even = Even is null ? null : entry.FillPrice;
            // A stop that is only a distance begins at that distance.
            Stop ??= Role == OrderRole.StopLoss ? Math.Max(0.01m, entry.FillPrice.GetValueOrDefault() - (Up * Trail.GetValueOrDefault())) : null;
        }

        public void Follow(decimal last)
        {
            if (Trail is { } distance && last - (Up * distance) is > 0 and var level && (Stop is not { } stop || Up * (level - stop) > 0))
            {
                Stop = level;
            }
        }

        public void ReachTarget(decimal closed, decimal last)
        {
            Quantity -= closed;
            Status = Quantity <= 0 ? OrderStatus.Cancelled : Status;
            Stop = Even is { } even && Up * (last - even) > 0 && Up * (even - Stop) > 0 ? even : Stop;
        }
    }
}
