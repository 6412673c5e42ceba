namespace Ami.Quant.Trading;

public sealed partial class TradingBook
{
    /// <summary>An order that does more than reduce has to be worth something.</summary>
    private bool IsWorthTooLittle(SymbolRules symbol, Side side, decimal quantity, decimal price, Guid? instead = null) =>
        symbol.MinNotional > 0 && quantity * price < symbol.MinNotional && !Reduces(symbol.Symbol, side, quantity, instead);

    /// <summary>A quantity lies on the grid; that of an order that does more than reduce is also large enough.</summary>
    private bool IsWrongQuantity(SymbolRules symbol, Side side, decimal quantity, bool onlyReduces, Guid? instead = null) =>
        quantity <= 0
        || !symbol.IsOnQuantityStep(quantity)
        || (quantity < symbol.MinQuantity && !onlyReduces && !Reduces(symbol.Symbol, side, quantity, instead));

    /// <param name="entry">The order.</param>
    /// <param name="market">Current prices.</param>
    /// <param name="instead">The working order that it takes the place of.</param>
    private bool IsCovered(Order entry, in PriceTick market, Order? instead = null)
    {
        var standing = Standing();
        var exposure = instead is not null
            ? ExposureOf(entry.Symbol, instead.Id)
            : standing.Symbols.FirstOrDefault(s => s.Symbol == entry.Symbol) ?? SymbolExposure.Of(entry.Symbol, 0, market.Last);
        return standing.Allows(exposure.Add(entry.Side, entry.Remaining, entry.ReferencePrice, FeeOf(entry)), entry.Side);
    }

    private decimal FeeOf(Order order) =>
        Rules.For(order.Symbol).Fee(order.Remaining, order.ReferencePrice, Rules.Notional(order.Remaining, order.ReferencePrice), order.IsMaker);

    private SymbolExposure ExposureOf(string symbol, Guid? without = null)
    {
        var held = _positions.GetValueOrDefault(symbol);
        var exposure = SymbolExposure.Of(symbol, held?.Quantity ?? 0, held is null ? MarkOf(symbol) ?? 0 : MarkOf(held));
        // Orders that only reduce never do more than close what is held, however many of them work.
        var closing = Math.Abs(exposure.Position);
        foreach (var order in _orders.Values)
        {
            if (order.Status != OrderStatus.Working || order.IsProtective || order.Symbol != symbol || order.Id == without)
            {
                continue;
            }

            var quantity = order.OnlyReduces ? Math.Min(order.Remaining, closing) : order.Remaining;
            closing -= order.OnlyReduces ? quantity : 0;
            exposure = exposure.Add(order.Side, quantity, order.ReferencePrice, order.OnlyReduces ? 0 : FeeOf(order));
        }

        return exposure;
    }

    private void KeepExits(Order entry, NewOrder wanted)
    {
        var exit = entry with
        {
            Side = entry.Side.Opposite(),
            LimitPrice = null,
            StopPrice = null,
            TakeProfit = null,
            StopLoss = null,
            StopDistance = null,
            TargetDistance = null,
            TrailDistance = null,
            BarsLeft = null,
            TakesLiquidity = false,
            TimeInForce = TimeInForce.Gtc,
            ExpiresAt = null,
            PostOnly = false,
            ParentId = entry.Id,
            Status = OrderStatus.Pending,
            WorkingSince = null,
        };
        if ((entry.StopLoss ?? entry.StopDistance ?? entry.ExitTrail) is not null)
        {
            Keep(
                exit with
                {
                    Id = _newId(),
                    Type = OrderType.Stop,
                    Role = OrderRole.StopLoss,
                    StopPrice = entry.StopLoss,
                    TrailDistance = entry.ExitTrail,
                    BreakEvenPrice = wanted.BreakEven ? entry.ReferencePrice : null,
                    ReferencePrice = entry.StopLoss ?? entry.ReferencePrice,
                }
            );
        }

        if (wanted.Targets.Count > 0)
        {
            foreach (var (index, target) in wanted.NearestFirst().Index())
            {
                Keep(
                    exit with
                    {
                        Id = _newId(),
                        Type = OrderType.Limit,
                        Role = OrderRole.TakeProfit,
                        LimitPrice = target.Price,
                        ReferencePrice = target.Price,
                        Quantity = target.Quantity,
                        PlacedQuantity = target.Quantity,
                        Rung = index + 1,
                    }
                );
            }
        }
        else if ((entry.TakeProfit ?? entry.TargetDistance) is not null)
        {
            Keep(
                exit with
                {
                    Id = _newId(),
                    Type = OrderType.Limit,
                    Role = OrderRole.TakeProfit,
                    LimitPrice = entry.TakeProfit,
                    ReferencePrice = entry.TakeProfit ?? entry.ReferencePrice,
                }
            );
        }
    }

    private Order MarketExit(Position position, OrderRole role, string? reason, DateTimeOffset now)
    {
        var quantity = Math.Abs(position.Quantity);
        return new Order
        {
            Id = _newId(),
            Symbol = position.Symbol,
            Side = position.Quantity > 0 ? Side.Sell : Side.Buy,
            Type = OrderType.Market,
            Role = role,
            Quantity = quantity,
            PlacedQuantity = quantity,
            ReferencePrice = MarkOf(position),
            PriceDigits = position.PriceDigits,
            Status = OrderStatus.Working,
            Reason = reason,
            PlacedAt = now,
            ActedTo = position.ActedFrom,
            WorkingSince = now,
            UpdatedAt = now,
        };
    }

    private Order CancelWithExits(Order order, string reason, DateTimeOffset now)
    {
        if (order.HasBracket)
        {
            foreach (var exit in _orders.Values.Where(o => o.ParentId == order.Id && o.Status == OrderStatus.Pending).ToList())
            {
                Keep(exit.Cancel(OrderReasons.EntryCancelled, now));
            }
        }

        return Keep(order.Cancel(reason, now));
    }

    /// <summary>What is left of an entry goes with its exits: nothing would protect what it opens.</summary>
    private void WithdrawRest(Guid? entryId, string reason, DateTimeOffset now)
    {
        if (entryId is { } id && _orders.TryGetValue(id, out var entry) && entry.Status == OrderStatus.Working)
        {
            CancelWithExits(entry, reason, now);
        }
    }

    private void CancelAll(string reason, DateTimeOffset now)
    {
        foreach (var order in _orders.Values.ToList())
        {
            Keep(order.Cancel(reason, now));
        }
    }

    private Order Keep(Order order)
    {
        if (order.IsFinal)
        {
            _orders.Remove(order.Id);
        }
        else
        {
            _orders[order.Id] = order;
            Remember(order.Symbol, order.ActedFrom);
        }

        Changes.Touch(order);
        return order;
    }
}
