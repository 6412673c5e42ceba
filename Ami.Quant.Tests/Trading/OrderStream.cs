using Ami.Quant.Trading;

namespace Ami.Quant.Tests.Trading;

/// <summary>One random stream of commands and ticks, checked after each against what fills alone say.</summary>
internal sealed partial class OrderStream
{
    private const string Symbol = "X";
    private const decimal Cash = 100_000;

    private static readonly VenueRules Venue = new()
    {
        MakerFee = 0.0002m,
        TakerFee = 0.0007m,
        Slippage = 0.0003m,
        MoneyDigits = 8,
        TrailsByTick = true,
    };
    private static readonly SymbolRules Rules = new(Symbol, 2, 0.001m, 0.001m, 1);

    private readonly Random _random;
    private readonly Tally _tally;
    private readonly TradingBook _book;
    private readonly Dictionary<Guid, Order> _known = [];
    private readonly Dictionary<Guid, List<Guid>> _brackets = [];
    private readonly Dictionary<Guid, (decimal Quantity, decimal Value, decimal Fees)> _done = [];
    private DateTimeOffset _now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private decimal _last = 100;
    private decimal _cash = Cash,
        _pnl,
        _fees,
        _held,
        _forgiven;
    private int _ids;

    internal OrderStream(int seed, Tally tally)
    {
        (_random, _tally) = (new Random(seed), tally);
        _book = new TradingBook(
            new Balance(Cash),
            5,
            new Dictionary<string, Position>(),
            new Dictionary<Guid, Order>(),
            new Dictionary<string, decimal>(),
            // Every other one with as much at each level as an ordinary order has, or less.
            seed % 2
            == 0
                ? Venue
                : Venue with
                {
                    Depth = new MarketDepth(_random.Next(20, 200), 0.03m * _random.Next(1, 9)),
                },
            () => new Guid(++_ids, 0, 0, new byte[8]),
            seed % 4 < 2 ? CostMethod.Average : CostMethod.Fifo
        );
        Tick(null);
    }

    internal void Step()
    {
        _now += TimeSpan.FromSeconds(1);
        switch (_random.Next(20))
        {
            case < 9:
                Tick(_random.Next(3) == 0 ? null : _last);
                break;
            case < 15:
                Place();
                break;
            case < 17:
                Amend();
                break;
            case 17:
                if (Any() is { } order)
                {
                    _book.Cancel(order.Id, _now);
                }

                break;
            case 18:
                Count(Event.Reversed, _book.Reverse(Rules, Quote(), _now).Order is not null);
                break;
            default:
                if (_random.Next(4) == 0)
                {
                    Count(Event.ClosedAll, _book.CloseAll(new HashSet<string>(), _now).Count > 0);
                }
                else
                {
                    _book.Expire(_now);
                }

                break;
        }

        Check();
    }

    private void Tick(decimal? from)
    {
        var far = _random.Next(12) == 0 ? 40 : 4;
        _last = Math.Max(40, _last + (_random.Next(-far * 100, (far * 100) + 1) / 100m));
        Count(Event.Liquidated, _book.OnTick(Symbol, Quote() with { From = from }, _now) is not null);
        var executed = _book.Changes.Executed.Count;
        if (_random.Next(4) == 0)
        {
            _book.OnTick(Symbol, Quote() with { From = from }, _now);
            Require(_book.Changes.Executed.Count == executed, "a tick that is told twice fills once");
        }

        if (_book.ForgiveDebt() is { } debt)
        {
            _forgiven += debt;
        }
    }

    private PriceTick Quote() => new(_now, _last - 0.02m, _last + 0.02m, _last);

    private Order? Any() => _book.OpenOrders.Count == 0 ? null : _book.OpenOrders.Values.ElementAt(_random.Next(_book.OpenOrders.Count));

    private decimal Away(int most) => _random.Next(1, most * 100) / 100m;

    private void Place()
    {
        var side = _random.Next(2) == 0 ? Side.Buy : Side.Sell;
        var type = (OrderType)_random.Next(5);
        var (sign, away) = (side.Sign(), Away(6) - (_random.Next(4) == 0 ? 3 : 0));
        var quantity = _random.Next(1, _random.Next(6) == 0 ? 5_000_000 : 400_000) / 1000m;
        var stop = type is OrderType.Stop or OrderType.StopLimit ? _last + (sign * away) : (decimal?)null;
        decimal? limit =
            type == OrderType.Limit ? _last - (sign * away)
            : type == OrderType.StopLimit ? stop + (sign * (Away(3) - 1.5m))
            : null;
        var reference = limit ?? stop ?? _last;
        var order = new NewOrder(side, type, quantity)
        {
            LimitPrice = limit,
            StopPrice = stop,
            TrailDistance = type == OrderType.TrailingStop || _random.Next(3) == 0 ? Away(6) : null,
            PostOnly = type == OrderType.Limit && _random.Next(3) == 0,
            ReduceOnly = _random.Next(5) == 0,
            TimeInForce = type == OrderType.Limit && _random.Next(4) == 0 ? TimeInForce.Ioc + _random.Next(2) : TimeInForce.Gtc,
            ExpiresAt = type != OrderType.Market && _random.Next(4) == 0 ? _now.AddSeconds(_random.Next(1, 9)) : null,
        };
        order = _random.Next(3) switch
        {
            0 => order with { StopLoss = reference - (sign * Away(8)), TakeProfit = reference + (sign * Away(8)) },
            1 when quantity > 1 => order with
            {
                StopLoss = reference - (sign * Away(8)),
                Targets =
                [
                    new(reference + (sign * Away(3)), 0.4m),
                    new(reference + (sign * Away(6)), quantity - 0.9m),
                    new(reference + (sign * Away(9)), 0.5m),
                ],
                BreakEven = _random.Next(2) == 0,
            },
            _ => order,
        };
        var placed = _book.Place(Rules, Quote(), order, _now);
        Count(Event.PostOnlyRefused, placed.Refusal == Refusal.PostOnly);
        Count(Event.ReducedOnly, placed.Order is { Role: OrderRole.Close });
    }

    private void Amend()
    {
        if (Any() is not { } order)
        {
            return;
        }

        var isStale = _random.Next(6) == 0;
        var wanted = new Amendment(order.Version + (isStale ? 1 : 0))
        {
            LimitPrice = order.LimitPrice is { } limit && _random.Next(2) == 0 ? limit + Away(4) - 2 : null,
            StopPrice = order is { StopPrice: { } stop, Follows: false, IsTriggered: false } && _random.Next(2) == 0 ? stop + Away(4) - 2 : null,
            TrailDistance = order.Follows ? Away(6) : null,
            Quantity = !order.IsProtective && _random.Next(2) == 0 ? _random.Next(1, 400_000) / 1000m : null,
        };
        var amended = _book.Amend(Rules, Quote(), order.Id, wanted, _now);
        Count(Event.StaleAmendment, amended.Refusal == Refusal.OrderChanged);
        Count(Event.Amended, amended.Order is not null);
        Require(!isStale || amended.Order is null, "a stale amendment is refused");
    }

    /// <summary>After each step: what fills say is what the book says, and every order moved along an arrow of docs/orders.md.</summary>
    private void Check()
    {
        foreach (var executed in _book.Changes.Executed)
        {
            var (order, fill) = (executed.Order, executed.Fill);
            Require(!order.OnlyReduces || -fill.Side.Sign() * _held >= fill.Quantity, "what only reduces opens nothing");
            Take(order, fill);
        }

        var position = _book.Positions.GetValueOrDefault(Symbol);
        CheckLots(position);
        var balance = _book.Balance;
        Require((position?.Quantity ?? 0) == _held, "what is held is what was bought less what was sold");
        Require(balance.Cash == _cash + _forgiven && balance.RealisedPnl == _pnl && balance.FeesPaid == _fees, "money is what fills say");
        Require(
            balance.Cash + (position?.CostBasis ?? 0) + balance.FeesPaid == Cash + _forgiven + balance.RealisedPnl,
            "cash, what was paid for what is held, and fees are what was put in and what was realised"
        );
        foreach (var order in _book.Changes.Orders)
        {
            var before = _known.GetValueOrDefault(order.Id);
            OrderStates.Check(before, order);
            CheckFilled(order);
            Note(before, order);
            _known[order.Id] = order;
            if (before is null && order is { IsProtective: true, ParentId: { } entry })
            {
                (_brackets.TryGetValue(entry, out var exits) ? exits : _brackets[entry] = []).Add(order.Id);
            }
        }

        OrderStates.CheckBrackets(_book, _known, _brackets);
        _book.Changes.Clear();
    }

    private void Take(Order order, Fill fill)
    {
        TakeLots(fill);
        _cash += fill.CashChange;
        _pnl += fill.RealisedPnl;
        _fees += fill.Fee;
        _held += fill.Side.Sign() * fill.Quantity;
        var (quantity, value, fees) = _done.GetValueOrDefault(order.Id);
        _done[order.Id] = (quantity + fill.Quantity, value + (fill.Quantity * fill.Price), fees + fill.Fee);
        Require(order.LimitPrice is not { } limit || fill.Side.Sign() * (fill.Price - limit) <= 0, "no limit fills worse than its price");
    }

    private void CheckFilled(Order order)
    {
        var (quantity, value, fees) = _done.GetValueOrDefault(order.Id);
        Require(order.FilledQuantity == quantity && order.Fees == fees, "an order is filled by its fills");
        Require(Math.Abs((order.AverageFillPrice.GetValueOrDefault() * quantity) - value) <= quantity * 1e-8m, "at their average price");
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Not so: {what}.");
        }
    }

    private void Note(Order? before, Order after)
    {
        Count(Event.FilledInParts, after.Status == OrderStatus.Filled && before?.FilledQuantity > 0);
        Count(Event.CancelledInPart, after is { Status: OrderStatus.Cancelled, FilledQuantity: > 0 });
        Count(
            Event.ExitsGrew,
            after is { IsProtective: true, Status: OrderStatus.Working } && before is { Status: OrderStatus.Working } && after.Quantity > before.Quantity
        );
        Count(Event.Filled, after.Status == OrderStatus.Filled);
        Count(Event.Cancelled, after.Status == OrderStatus.Cancelled);
        Count(Event.Triggered, after.IsTriggered && before is { IsTriggered: false });
        Count(Event.Trailed, after.IsTrailed && before is { IsTrailed: false });
        Count(Event.Expired, after.Reason == OrderReasons.Expired);
        Count(Event.NotAtOnce, after.Reason == OrderReasons.NotAtOnce);
        Count(Event.LadderTarget, after is { Rung: > 0, Status: OrderStatus.Filled });
        Count(Event.BreakEven, after.BreakEvenPrice is { } even && after.StopPrice == even && before?.StopPrice != even);
    }

    private void Count(Event what, bool happened) => _tally[what] += happened ? 1 : 0;
}
