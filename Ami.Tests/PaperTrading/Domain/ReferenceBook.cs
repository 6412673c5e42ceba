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

    public void Accept(IEnumerable<Order> orders) => _all.AddRange(orders.Select(o => new Entry(o)));

    public void Cancel(Guid id)
    {
        foreach (var entry in _all.Where(e => e.Id == id || (e.ParentId == id && e.Status == OrderStatus.Pending)))
        {
            entry.Status = OrderStatus.Cancelled;
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

            Trade(entry, tick);
            entry.Status = OrderStatus.Filled;
            foreach (var other in _all.Where(e => e.IsOpen && e.ParentId == entry.ParentId && entry.ParentId is not null))
            {
                other.Status = OrderStatus.Cancelled;
            }

            foreach (var child in _all.Where(e => e.ParentId == entry.Id && e.Status == OrderStatus.Pending))
            {
                child.Status = OrderStatus.Working;
                child.Since = tick.Time;
                child.RestedAsLimit = child.Type == OrderType.Limit && !Crosses(child, tick);
            }

            Trim(symbol);
        }

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
        e.Type switch
        {
            OrderType.Market => true,
            OrderType.Limit => e.Side == Side.Buy ? t.Ask <= e.Price : t.Bid >= e.Price,
            _ => e.Side == Side.Buy ? t.Last >= e.Price : t.Last <= e.Price,
        };

    private static int Rank(Entry e) =>
        e.Role switch
        {
            OrderRole.Liquidation => 0,
            OrderRole.StopLoss => 1,
            OrderRole.Close => 2,
            OrderRole.TakeProfit => 3,
            _ => e.Type == OrderType.Market ? 4
            : e.Type == OrderType.Stop ? 5
            : 6,
        };

    private void Trade(Entry e, Tick tick)
    {
        var touch = e.Side == Side.Buy ? tick.Ask : tick.Bid;
        var price = e.Type == OrderType.Limit ? touch : venue.Slip(e.Side, touch, e.Quantity, 2);
        var held = Held.GetValueOrDefault(e.Symbol);
        var sign = e.Side == Side.Buy ? 1 : -1;
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
        var exits = _all.Where(e => e.Symbol == symbol && e.Status == OrderStatus.Working && e.Role != OrderRole.Entry)
            .OrderByDescending(e => e.PlacedAt)
            .ThenByDescending(e => e.ParentId)
            .ToList();
        foreach (var e in exits)
        {
            var wrongSide = held == 0 || (held > 0) == (e.Side == Side.Buy);
            var most = e.ParentId is null ? Math.Abs(held) : room;
            e.Quantity = wrongSide ? 0 : Math.Min(e.Quantity, most);
            e.Status = e.Quantity == 0 ? OrderStatus.Cancelled : e.Status;
            var last = exits.LastOrDefault(x => x.ParentId == e.ParentId);
            room -= e.ParentId is not null && last == e ? e.Quantity : 0;
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
        public decimal? Price { get; } = order.LimitPrice ?? order.StopPrice;
        public bool RestedAsLimit { get; set; } = order is { Type: OrderType.Limit, TakesLiquidity: false };
        public decimal Quantity { get; set; } = order.Quantity;
        public OrderStatus Status { get; set; } = order.Status;
        public DateTimeOffset PlacedAt { get; } = order.PlacedAt;
        public DateTimeOffset? Since { get; set; } = order.WorkingSince;
        public bool IsOpen => Status is OrderStatus.Pending or OrderStatus.Working;
    }
}
