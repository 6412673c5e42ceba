namespace Ami.Quant.Trading;

/// <content>New terms for orders that work already.</content>
public sealed partial class TradingBook
{
    /// <summary>
    /// Changes the terms of an order, which keeps its id and its place among orders of one price, or refuses: then it stays as it is. An amended order is met by
    /// later ticks only. The exits that wait for an entry get its new quantity.
    /// </summary>
    /// <param name="symbol">The symbol's grid.</param>
    /// <param name="market">Current prices.</param>
    /// <param name="orderId">The order.</param>
    /// <param name="wanted">What is to be different.</param>
    /// <param name="now">The moment of the change.</param>
    public Placement Amend(SymbolRules symbol, in PriceTick market, Guid orderId, Amendment wanted, DateTimeOffset now)
    {
        See(symbol.Symbol, market.Last);
        if (!_orders.TryGetValue(orderId, out var order))
        {
            return Placement.Refused(Refusal.OrderFinal);
        }

        if (order.Role == OrderRole.Liquidation)
        {
            return Placement.Refused(Refusal.LiquidationOrder);
        }

        if (order.Version != wanted.Version)
        {
            return Placement.Refused(Refusal.OrderChanged);
        }

        var exits = ChildrenOf(order.Id).ToList();
        if (!wanted.Fits(order) || (wanted.Quantity is not null && exits.Exists(exit => exit.Rung > 0)))
        {
            return Placement.Refused(Refusal.NotAmendable);
        }

        exits.RemoveAll(exit => exit.Status != OrderStatus.Pending);
        if (order.FilledQuantity > 0 && wanted.Quantity <= order.FilledQuantity)
        {
            return Placement.Refused(Refusal.AlreadyFilled);
        }

        var held = Math.Abs(_positions.GetValueOrDefault(order.Symbol)?.Quantity ?? 0);
        var amended = wanted.ApplyTo(order, order.OnlyReduces ? held : null, market, now);
        var refusal = Violation(symbol, market, amended, wanted, exits);
        if (refusal != Refusal.None)
        {
            return Placement.Refused(refusal);
        }

        Keep(amended);
        foreach (var exit in exits.Where(exit => exit.Quantity != amended.Quantity && exit.Rung == 0))
        {
            Keep(exit with { Quantity = amended.Quantity, PlacedQuantity = amended.Quantity, Version = exit.Version + 1, UpdatedAt = now });
        }

        ShowAtEntry(amended, now);
        return new Placement(amended, Refusal.None);
    }

    private Refusal Violation(SymbolRules symbol, in PriceTick market, Order amended, Amendment wanted, List<Order> exits)
    {
        if (wanted.Quantity is not null && IsWrongQuantity(symbol, amended.Side, amended.Quantity, amended.OnlyReduces, amended.Id))
        {
            return Refusal.QuantityStep;
        }

        if (!wanted.IsOnGrid(symbol))
        {
            return Refusal.PriceStep;
        }

        var price = ViolationOfPrices(market, amended, wanted);
        if (price != Refusal.None)
        {
            return price;
        }

        foreach (var exit in exits)
        {
            var side = ViolationOfExit(exit, amended.ReferencePrice);
            if (side != Refusal.None)
            {
                return side;
            }
        }

        if (amended.OnlyReduces)
        {
            return Refusal.None;
        }

        return IsWorthTooLittle(symbol, amended.Side, amended.Quantity, amended.ReferencePrice, amended.Id) ? Refusal.MinNotional
            : !Rules.ReducesToFit && !IsCovered(amended, market, _orders[amended.Id]) ? Refusal.BuyingPower
            : Refusal.None;
    }

    private Refusal ViolationOfPrices(in PriceTick market, Order amended, Amendment wanted)
    {
        var sign = amended.Side.Sign();
        if (amended.Status == OrderStatus.Pending)
        {
            return ViolationOfExit(amended, _orders[amended.ParentId.GetValueOrDefault()].ReferencePrice);
        }

        if ((wanted.StopPrice ?? wanted.TrailDistance) is not null && (sign * (amended.StopPrice - market.Last) <= 0 || amended.StopPrice <= 0))
        {
            return amended.Role == OrderRole.StopLoss ? Refusal.StopLossWrongSide : Refusal.StopWrongSide;
        }

        return !amended.TakesLiquidity ? Refusal.None
            : amended.Role == OrderRole.TakeProfit ? Refusal.TargetWrongSide
            : amended.PostOnly ? Refusal.PostOnly
            : Refusal.None;
    }

    /// <summary>An exit's stop loses and its target gains, measured from its entry.</summary>
    private static Refusal ViolationOfExit(Order exit, decimal entry)
    {
        var sign = exit.Side.Sign();
        return exit.StopPrice is { } stop && (sign * (stop - entry) <= 0 || stop <= 0) ? Refusal.StopLossWrongSide
            : exit.LimitPrice is { } target && sign * (target - entry) >= 0 ? Refusal.TargetWrongSide
            : Refusal.None;
    }

    /// <summary>An entry says where its exits will be.</summary>
    private void ShowAtEntry(Order exit, DateTimeOffset now)
    {
        if (exit.Status != OrderStatus.Pending || !_orders.TryGetValue(exit.ParentId.GetValueOrDefault(), out var entry))
        {
            return;
        }

        Keep(
            exit.Role == OrderRole.StopLoss
                ? entry with
                {
                    StopLoss = exit.StopPrice,
                    TrailDistance = exit.TrailDistance ?? (entry.Follows ? entry.TrailDistance : null),
                    UpdatedAt = now,
                }
                : entry with
                {
                    TakeProfit = ChildrenOf(entry.Id).Where(o => o.Role == OrderRole.TakeProfit).MinBy(o => o.Farness)?.LimitPrice,
                    UpdatedAt = now,
                }
        );
    }
}
