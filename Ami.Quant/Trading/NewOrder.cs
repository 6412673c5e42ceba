namespace Ami.Quant.Trading;

/// <summary>The grid on which a symbol is traded.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="PriceDigits">Decimals of prices, 0 to 28; 28 is no grid.</param>
/// <param name="QuantityStep">Smallest difference between two quantities; 0 is no grid.</param>
/// <param name="MinQuantity">Smallest order, units.</param>
/// <param name="MinNotional">Least value of an order that does more than reduce, in money.</param>
public sealed record SymbolRules(string Symbol, int PriceDigits, decimal QuantityStep, decimal MinQuantity, decimal MinNotional = 0)
{
    /// <summary>True when a price lies on the grid.</summary>
    public bool IsOnPriceStep(decimal price) => PriceDigits >= 28 || decimal.Round(price, PriceDigits) == price;

    /// <summary>True when a quantity lies on the grid.</summary>
    public bool IsOnQuantityStep(decimal quantity) => QuantityStep == 0 || quantity % QuantityStep == 0;
}

/// <summary>Why an order, a cancellation or a close is not taken.</summary>
public enum Refusal
{
    /// <summary>It is taken.</summary>
    None,

    /// <summary>The quantity is off the grid or too small.</summary>
    QuantityStep,

    /// <summary>The order is worth too little.</summary>
    MinNotional,

    /// <summary>A price is off the grid.</summary>
    PriceStep,

    /// <summary>A stop order lies where the market is already beyond it.</summary>
    StopWrongSide,

    /// <summary>A stop-loss would be met at once, or gains.</summary>
    StopLossWrongSide,

    /// <summary>A take-profit would not gain.</summary>
    TargetWrongSide,

    /// <summary>The account has too many open orders.</summary>
    TooManyOrders,

    /// <summary>The account may not hold so much.</summary>
    BuyingPower,

    /// <summary>The order is already final.</summary>
    OrderFinal,

    /// <summary>A liquidation cannot be cancelled.</summary>
    LiquidationOrder,

    /// <summary>Nothing is held.</summary>
    NoPosition,

    /// <summary>The position is already being closed.</summary>
    AlreadyClosing,
}

/// <summary>What became of a command.</summary>
/// <param name="Order">The order that was taken or changed; null when refused.</param>
/// <param name="Refusal">Why not.</param>
public readonly record struct Placement(Order? Order, Refusal Refusal)
{
    internal static Placement Refused(Refusal why) => new(null, why);
}

/// <summary>What somebody wants to trade.</summary>
/// <param name="Side">Buy or sell.</param>
/// <param name="Type">What makes it execute.</param>
/// <param name="Quantity">Units, above zero.</param>
public sealed record NewOrder(Side Side, OrderType Type, decimal Quantity)
{
    /// <summary>Of limit orders.</summary>
    public decimal? LimitPrice { get; init; }

    /// <summary>Of stop orders.</summary>
    public decimal? StopPrice { get; init; }

    /// <summary>Target of its bracket, as a price.</summary>
    public decimal? TakeProfit { get; init; }

    /// <summary>Stop of its bracket, as a price.</summary>
    public decimal? StopLoss { get; init; }

    /// <summary>Target of its bracket, as a distance from the fill.</summary>
    public decimal? TargetDistance { get; init; }

    /// <summary>Stop of its bracket, as a distance from the fill.</summary>
    public decimal? StopDistance { get; init; }

    /// <summary>Distance at which the stop of its bracket follows the best price; without a stop of its own it begins there.</summary>
    public decimal? TrailDistance { get; init; }

    /// <summary>Only reduces a position, never opens one.</summary>
    public bool ReduceOnly { get; init; }

    /// <summary>Bars after which it expires; null keeps it until cancelled.</summary>
    public int? GoodForBars { get; init; }

    /// <summary>The price an unfilled order is expected to trade at: its own, or the other side of the book.</summary>
    public decimal ReferencePrice(in PriceTick market) => LimitPrice ?? StopPrice ?? market.Touch(Side);

    /// <summary>The rules of the symbol and of the current market, apart from buying power.</summary>
    public Refusal Violation(SymbolRules symbol, in PriceTick market)
    {
        if (Quantity < symbol.MinQuantity || !symbol.IsOnQuantityStep(Quantity))
        {
            return Refusal.QuantityStep;
        }

        if (!IsOnGrid(symbol, LimitPrice) || !IsOnGrid(symbol, StopPrice) || !IsOnGrid(symbol, TakeProfit) || !IsOnGrid(symbol, StopLoss))
        {
            return Refusal.PriceStep;
        }

        var sign = Side.Sign();
        if (StopPrice is { } trigger && sign * (trigger - market.Last) <= 0)
        {
            return Refusal.StopWrongSide;
        }

        var entry = ReferencePrice(market);
        var leaves = Type == OrderType.Market ? market.Touch(Side.Opposite()) : entry;
        if (StopDistance <= 0 || TrailDistance <= 0)
        {
            return Refusal.StopLossWrongSide;
        }

        if (StopLoss is { } stop && (sign * (entry - stop) <= 0 || sign * (leaves - stop) <= 0))
        {
            return Refusal.StopLossWrongSide;
        }

        return TargetDistance <= 0 || (TakeProfit is { } target && sign * (target - entry) <= 0) ? Refusal.TargetWrongSide : Refusal.None;
    }

    internal Order ToOrder(Guid id, SymbolRules symbol, in PriceTick market, DateTimeOffset now)
    {
        var order = new Order
        {
            Id = id,
            Symbol = symbol.Symbol,
            Side = Side,
            Type = Type,
            Role = ReduceOnly ? OrderRole.Close : OrderRole.Entry,
            Quantity = Quantity,
            PlacedQuantity = Quantity,
            LimitPrice = LimitPrice,
            StopPrice = StopPrice,
            TakeProfit = TakeProfit,
            StopLoss = StopLoss,
            TargetDistance = TargetDistance,
            StopDistance = StopDistance,
            TrailDistance = TrailDistance,
            BarsLeft = GoodForBars,
            ReferencePrice = ReferencePrice(market),
            PriceDigits = symbol.PriceDigits,
            QuantityStep = symbol.QuantityStep,
            Status = OrderStatus.Working,
            PlacedAt = now,
            WorkingSince = now,
            UpdatedAt = now,
        };
        return Type == OrderType.Limit && Execution.IsMet(order, market) ? order with { TakesLiquidity = true } : order;
    }

    private static bool IsOnGrid(SymbolRules symbol, decimal? price) => price is not { } given || symbol.IsOnPriceStep(given);
}
