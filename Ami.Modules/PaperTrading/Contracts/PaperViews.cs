using Ami.Modules.PaperTrading.Domain;
using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Contracts;

/// <summary>An order as clients see it.</summary>
/// <param name="Id">UUID version 7: sorts by time of placement.</param>
/// <param name="AccountId">Its paper account.</param>
/// <param name="Symbol">What it trades.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Type">Market, limit, stop, stop-limit or trailing stop.</param>
/// <param name="Role">Why it exists; every role but entry can only reduce a position.</param>
/// <param name="Quantity">Units; smaller than asked for when the position it protects shrank.</param>
/// <param name="FilledQuantity">What of it is executed: a part while a limit waits for more depth, or after its rest was withdrawn.</param>
/// <param name="LimitPrice">Only for limit and stop-limit orders.</param>
/// <param name="StopPrice">Only for stop orders of every kind; of those that follow the price, where it is now.</param>
/// <param name="TakeProfit">Target of the bracket of an entry.</param>
/// <param name="StopLoss">Stop of the bracket of an entry.</param>
/// <param name="ParentId">The entry that a bracket's order belongs to.</param>
/// <param name="Status">Pending orders wait for their entry; working ones for the market; the others are final.</param>
/// <param name="Reason">Why it was cancelled, rejected or made smaller: user, oco, entry_cancelled, position_reduced, exit_filled, reset, margin, expired, not_at_once, ended, corporate_action.</param>
/// <param name="AverageFillPrice">Price of what is executed, on average.</param>
/// <param name="Fees">Commission in account currency.</param>
/// <param name="PlacedAt">When it was accepted, UTC.</param>
/// <param name="UpdatedAt">Last change, UTC.</param>
/// <param name="TimeInForce">How long it works: gtc until cancelled, day and gtd until <paramref name="ExpiresAt"/>, ioc and fok for one tick.</param>
/// <param name="ExpiresAt">The first moment at which it no longer works, UTC.</param>
/// <param name="PostOnly">A limit that is refused rather than executed at once.</param>
/// <param name="TrailDistance">Distance at which a stop follows the best price; of an entry, that of its stop-loss.</param>
/// <param name="IsTriggered">Of a stop-limit, whether its stop was reached: it is a limit since.</param>
/// <param name="Version">How often its terms have changed; an amendment says which version it means.</param>
/// <param name="BreakEvenPrice">Of a stop-loss: where it moves once the first of several targets is reached.</param>
[GenerateSerializer, Immutable, Alias("paper.order-view")]
public sealed record OrderView(
    Guid Id,
    Guid AccountId,
    string Symbol,
    Side Side,
    OrderType Type,
    OrderRole Role,
    decimal Quantity,
    decimal FilledQuantity,
    decimal? LimitPrice,
    decimal? StopPrice,
    decimal? TakeProfit,
    decimal? StopLoss,
    Guid? ParentId,
    OrderStatus Status,
    string? Reason,
    decimal? AverageFillPrice,
    decimal Fees,
    DateTimeOffset PlacedAt,
    DateTimeOffset UpdatedAt,
    TimeInForce TimeInForce,
    DateTimeOffset? ExpiresAt,
    bool PostOnly,
    decimal? TrailDistance,
    bool IsTriggered,
    int Version,
    decimal? BreakEvenPrice
)
{
    internal static OrderView Of(Order o, Guid accountId) =>
        new(
            Id: o.Id,
            AccountId: accountId,
            Symbol: o.Symbol,
            Side: o.Side,
            Type: o.Type,
            Role: o.Role,
            Quantity: o.Quantity.Plain(),
            FilledQuantity: o.FilledQuantity.Plain(),
            LimitPrice: o.LimitPrice.Plain(),
            StopPrice: o.StopPrice.Plain(),
            TakeProfit: o.TakeProfit.Plain(),
            StopLoss: o.StopLoss.Plain(),
            ParentId: o.ParentId,
            Status: o.Status,
            Reason: o.Reason,
            AverageFillPrice: o.AverageFillPrice.Plain(),
            Fees: o.Fees.Plain(),
            PlacedAt: o.PlacedAt,
            UpdatedAt: o.UpdatedAt,
            TimeInForce: o.TimeInForce,
            ExpiresAt: o.ExpiresAt,
            PostOnly: o.PostOnly,
            TrailDistance: o.TrailDistance.Plain(),
            IsTriggered: o.IsTriggered,
            Version: o.Version,
            BreakEvenPrice: o.BreakEvenPrice.Plain()
        );
}

/// <summary>An execution as clients see it.</summary>
/// <param name="Id">UUID version 7; the ledger's transfers refer to it.</param>
/// <param name="OrderId">The order it executed; one that turned a position around, or was larger than the depth, has several.</param>
/// <param name="AccountId">The paper account.</param>
/// <param name="Symbol">What was traded.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Quantity">Units, above zero.</param>
/// <param name="Price">In the symbol's currency.</param>
/// <param name="Notional">Quantity × price, to eight decimals.</param>
/// <param name="Fee">Commission in account currency.</param>
/// <param name="Slippage">Cost against bid or ask, in account currency.</param>
/// <param name="RealisedPnl">Before fees; zero when nothing was closed.</param>
/// <param name="At">Time of the tick, UTC.</param>
public sealed record FillView(
    Guid Id,
    Guid OrderId,
    Guid AccountId,
    string Symbol,
    Side Side,
    decimal Quantity,
    decimal Price,
    decimal Notional,
    decimal Fee,
    decimal Slippage,
    decimal RealisedPnl,
    DateTimeOffset At
)
{
    internal static FillView Of(Fill f, Guid accountId) =>
        new(
            Id: f.Id,
            OrderId: f.OrderId,
            AccountId: accountId,
            Symbol: f.Symbol,
            Side: f.Side,
            Quantity: f.Quantity.Plain(),
            Price: f.Price.Plain(),
            Notional: f.Notional.Plain(),
            Fee: f.Fee.Plain(),
            Slippage: f.Slippage.Plain(),
            RealisedPnl: f.RealisedPnl.Plain(),
            At: f.At
        );
}

/// <summary>A holding as clients see it.</summary>
/// <param name="AccountId">The paper account.</param>
/// <param name="Symbol">What is held.</param>
/// <param name="Quantity">Below zero when short; zero when it has just been closed.</param>
/// <param name="AveragePrice">Cost basis per unit.</param>
/// <param name="CostBasis">Sign of the quantity, account currency.</param>
/// <param name="Mark">Last price.</param>
/// <param name="MarketValue">Quantity × mark.</param>
/// <param name="UnrealisedPnl">Market value minus cost basis.</param>
/// <param name="UnrealisedPct">As a fraction of the cost basis.</param>
/// <param name="StopLoss">Nearest working stop-loss.</param>
/// <param name="TakeProfit">Nearest working take-profit.</param>
/// <param name="OpenedAt">First fill, UTC.</param>
/// <param name="LiquidationPrice">Where the account is liquidated when only this price moves; null when no price does that.</param>
[GenerateSerializer, Immutable, Alias("paper.position-view")]
public sealed record PositionView(
    Guid AccountId,
    string Symbol,
    decimal Quantity,
    decimal AveragePrice,
    decimal CostBasis,
    decimal Mark,
    decimal MarketValue,
    decimal UnrealisedPnl,
    decimal UnrealisedPct,
    decimal? StopLoss,
    decimal? TakeProfit,
    DateTimeOffset OpenedAt,
    decimal? LiquidationPrice = null
)
{
    internal static PositionView Of(Position p, PaperBook book)
    {
        var (mark, exits) = (book.MarkOf(p), book.OpenOrders.Where(o => o.Symbol == p.Symbol && o.Status == OrderStatus.Working && o.IsProtective).ToList());
        var value = book.Round(p.Quantity * mark);
        var cost = p.IsOpen ? p.CostBasis : 0;
        var near = p.Quantity > 0;
        var stops = exits.Where(o => o.StopPrice is not null).Select(o => o.StopPrice);
        var targets = exits.Where(o => o.LimitPrice is not null).Select(o => o.LimitPrice);
        return new PositionView(
            AccountId: book.Account.Id,
            Symbol: p.Symbol,
            Quantity: p.Quantity.Plain(),
            AveragePrice: decimal.Round(p.AveragePrice, 8).Plain(),
            CostBasis: cost.Plain(),
            Mark: mark.Plain(),
            MarketValue: value.Plain(),
            UnrealisedPnl: (value - cost).Plain(),
            UnrealisedPct: cost == 0 ? 0 : decimal.Round((value - cost) / Math.Abs(cost), 6).Plain(),
            StopLoss: (near ? stops.Max() : stops.Min()).Plain(),
            TakeProfit: (near ? targets.Min() : targets.Max()).Plain(),
            OpenedAt: p.OpenedAt,
            LiquidationPrice: p.IsOpen ? book.LiquidationPriceOf(p).Plain() : null
        );
    }
}
