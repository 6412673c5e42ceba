using Ami.Quant.Trading;

namespace Ami.Quant.Tests.Trading;

/// <summary>A book with a scripted clock, without spread unless told, so that a test reads like a trading day.</summary>
internal sealed class Trader
{
    internal const string Symbol = "X";
    private readonly SymbolRules _rules;
    private decimal _halfSpread;
    private decimal _last;
    private DateTimeOffset _told;
    private int _ids;

    internal Trader(
        VenueRules? venue = null,
        decimal cash = 100_000,
        decimal leverage = 1,
        decimal quantityStep = 0.001m,
        int priceDigits = 2,
        decimal minQuantity = 0,
        CostMethod costs = CostMethod.Average
    )
    {
        _rules = new SymbolRules(Symbol, priceDigits, quantityStep, minQuantity);
        Book = new TradingBook(
            new Balance(cash),
            leverage,
            new Dictionary<string, Position>(),
            new Dictionary<Guid, Order>(),
            new Dictionary<string, decimal>(),
            venue ?? new VenueRules(),
            () => new Guid(++_ids, 0, 0, new byte[8]),
            costs
        );
    }

    internal TradingBook Book { get; }

    internal DateTimeOffset Now { get; private set; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    internal decimal Held => Book.Positions.GetValueOrDefault(Symbol)?.Quantity ?? 0;

    /// <summary>Price and fee of each fill.</summary>
    internal IEnumerable<(decimal Price, decimal Fee)> Fills => Book.Changes.Executed.Select(e => (e.Fill.Price, e.Fill.Fee));

    /// <summary>Quantity and price of each fill.</summary>
    internal IEnumerable<(decimal Quantity, decimal Price)> Lots => Book.Changes.Executed.Select(e => (e.Fill.Quantity, e.Fill.Price));

    internal IEnumerable<decimal> Prices => Fills.Select(f => f.Price);

    internal Order Latest(Order order) => Book.Changes.Orders.Single(o => o.Id == order.Id);

    internal Trader Spread(decimal half)
    {
        _halfSpread = half;
        return this;
    }

    /// <summary>Time passes without a price.</summary>
    internal Trader At(DateTimeOffset moment)
    {
        Now = moment;
        return this;
    }

    /// <summary>The price is suddenly elsewhere.</summary>
    internal Trader Jump(decimal price) => Tick(price, null);

    /// <summary>The price goes there through every price between.</summary>
    internal Trader Go(params decimal[] prices)
    {
        foreach (var price in prices)
        {
            Tick(price, _last);
        }

        return this;
    }

    /// <summary>One bar: the price jumps to the first corner and goes to the others.</summary>
    internal Trader Bar(params decimal[] corners)
    {
        Tick(corners[0], null);
        var begun = _told;
        foreach (var price in corners.Skip(1))
        {
            Tick(price, _last, begun);
        }

        return this;
    }

    /// <summary>The last tick again, although something was ordered since.</summary>
    internal Trader Late(decimal from)
    {
        Book.OnTick(Symbol, Quote() with { Time = _told, From = from }, Now);
        return this;
    }

    /// <summary>The last tick again, as it comes after a fail-over.</summary>
    internal Trader Again(decimal from)
    {
        Book.OnTick(Symbol, Quote() with { From = from }, Now);
        return this;
    }

    internal Placement Try(NewOrder order)
    {
        var placed = Book.Place(_rules, Quote(), order, Now);
        Now += TimeSpan.FromSeconds(1);
        return placed;
    }

    internal Placement Amend(Order order, Amendment wanted)
    {
        var amended = Book.Amend(_rules, Quote(), order.Id, wanted, Now);
        Now += TimeSpan.FromSeconds(1);
        return amended;
    }

    internal Placement Reverse()
    {
        var placed = Book.Reverse(_rules, Quote(), Now);
        Now += TimeSpan.FromSeconds(1);
        return placed;
    }

    /// <summary>The orders that wait for or follow an entry, by rung: stop, and targets.</summary>
    internal IReadOnlyList<Order> ExitsOf(Order entry) => [.. Book.Changes.Orders.Where(o => o.ParentId == entry.Id).OrderBy(o => o.Rung)];

    internal Order Place(NewOrder order) => Try(order).Order.ShouldNotBeNull();

    internal Order Buy(decimal quantity, decimal? stop = null, decimal? target = null) =>
        Place(new NewOrder(Side.Buy, OrderType.Market, quantity) { StopLoss = stop, TakeProfit = target });

    internal static NewOrder Limit(Side side, decimal quantity, decimal price) => new(side, OrderType.Limit, quantity) { LimitPrice = price };

    internal static NewOrder StopLimit(Side side, decimal quantity, decimal stop, decimal limit) =>
        new(side, OrderType.StopLimit, quantity) { StopPrice = stop, LimitPrice = limit };

    internal static NewOrder Trailing(Side side, decimal quantity, decimal distance) =>
        new(side, OrderType.TrailingStop, quantity) { TrailDistance = distance };

    internal static NewOrder Stop(Side side, decimal quantity, decimal price) => new(side, OrderType.Stop, quantity) { StopPrice = price };

    private Trader Tick(decimal price, decimal? from, DateTimeOffset? begun = null)
    {
        Now += TimeSpan.FromSeconds(1);
        (_last, _told) = (price, Now);
        Book.OnTick(Symbol, Quote() with { From = from, Begun = begun }, Now);
        return this;
    }

    private PriceTick Quote() => new(Now, _last - _halfSpread, _last + _halfSpread, _last);
}
