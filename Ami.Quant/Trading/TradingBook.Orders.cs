namespace Ami.Quant.Trading;

public sealed partial class TradingBook
{
    private bool IsCovered(Order entry, in PriceTick market)
    {
        var standing = Standing();
        var exposure = standing.Symbols.FirstOrDefault(s => s.Symbol == entry.Symbol) ?? SymbolExposure.Of(entry.Symbol, 0, market.Last);
        return standing.Allows(exposure.Add(entry.Side, entry.Quantity, entry.ReferencePrice, FeeOf(entry)), entry.Side);
    }

    private decimal FeeOf(Order order) => Rules.Fee(order.Quantity, order.ReferencePrice, Rules.Notional(order.Quantity, order.ReferencePrice), order.IsMaker);

    private SymbolExposure ExposureOf(string symbol)
    {
        var held = _positions.GetValueOrDefault(symbol);
        var exposure = SymbolExposure.Of(symbol, held?.Quantity ?? 0, held is null ? MarkOf(symbol) ?? 0 : MarkOf(held));
        // Orders that only reduce never do more than close what is held, however many of them work.
        var closing = Math.Abs(exposure.Position);
        foreach (var order in _orders.Values)
        {
            if (order.Status != OrderStatus.Working || order.IsProtective || order.Symbol != symbol)
            {
                continue;
            }

            var quantity = order.OnlyReduces ? Math.Min(order.Quantity, closing) : order.Quantity;
            closing -= order.OnlyReduces ? quantity : 0;
            exposure = exposure.Add(order.Side, quantity, order.ReferencePrice, order.OnlyReduces ? 0 : FeeOf(order));
        }

        return exposure;
    }

    private void KeepExits(Order entry)
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
            ParentId = entry.Id,
            Status = OrderStatus.Pending,
            WorkingSince = null,
        };
        if ((entry.StopLoss ?? entry.StopDistance ?? entry.TrailDistance) is not null)
        {
            Keep(
                exit with
                {
                    Id = _newId(),
                    Type = OrderType.Stop,
                    Role = OrderRole.StopLoss,
                    StopPrice = entry.StopLoss,
                    TrailDistance = entry.TrailDistance,
                    ReferencePrice = entry.StopLoss ?? entry.ReferencePrice,
                }
            );
        }

        if ((entry.TakeProfit ?? entry.TargetDistance) is not null)
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
        }

        Changes.Touch(order);
        return order;
    }
}
