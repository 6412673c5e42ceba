namespace Ami.Quant.Trading;

/// <summary>The grid on which a symbol is traded.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="PriceDigits">Decimals of prices, 0 to 28; 28 is no grid.</param>
/// <param name="QuantityStep">Smallest difference between two quantities; 0 is no grid.</param>
/// <param name="MinQuantity">Smallest order that does more than reduce, units.</param>
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

    /// <summary>A limit that only rests would be executed at once.</summary>
    PostOnly,

    /// <summary>It would have expired already.</summary>
    Expiry,

    /// <summary>The quantities of several targets are not together that of the order.</summary>
    TargetQuantities,

    /// <summary>The order's terms have changed since the version that was to be amended.</summary>
    OrderChanged,

    /// <summary>So much of it is executed already.</summary>
    AlreadyFilled,

    /// <summary>An order of its kind does not have what was to be amended.</summary>
    NotAmendable,
}

/// <summary>What became of a command.</summary>
/// <param name="Order">The order that was taken or changed; null when refused.</param>
/// <param name="Refusal">Why not.</param>
public readonly record struct Placement(Order? Order, Refusal Refusal)
{
    internal static Placement Refused(Refusal why) => new(null, why);
}

/// <summary>One of several targets of a bracket.</summary>
/// <param name="Price">Where it is.</param>
/// <param name="Quantity">How much of the order it closes, units.</param>
public readonly record struct TargetPart(decimal Price, decimal Quantity);

/// <summary>What somebody wants to trade.</summary>
/// <param name="Side">Buy or sell.</param>
/// <param name="Type">What makes it execute.</param>
/// <param name="Quantity">Units, above zero.</param>
public sealed record NewOrder(Side Side, OrderType Type, decimal Quantity)
{
    /// <summary>Of limit and stop-limit orders.</summary>
    public decimal? LimitPrice { get; init; }

    /// <summary>Of stop and stop-limit orders.</summary>
    public decimal? StopPrice { get; init; }

    /// <summary>Target of its bracket, as a price.</summary>
    public decimal? TakeProfit { get; init; }

    /// <summary>Stop of its bracket, as a price.</summary>
    public decimal? StopLoss { get; init; }

    /// <summary>Target of its bracket, as a distance from the fill.</summary>
    public decimal? TargetDistance { get; init; }

    /// <summary>Stop of its bracket, as a distance from the fill.</summary>
    public decimal? StopDistance { get; init; }

    /// <summary>
    /// Of a trailing stop, the distance at which it follows the best price; of any other order, that of the stop of its bracket, which without a price of its own
    /// begins there.
    /// </summary>
    public decimal? TrailDistance { get; init; }

    /// <summary>Several targets instead of <see cref="TakeProfit"/>; their quantities are together the order's.</summary>
    public IReadOnlyList<TargetPart> Targets { get; init; } = [];

    /// <summary>Moves the stop of its bracket to the entry's price once the first of several targets is reached.</summary>
    public bool BreakEven { get; init; }

    /// <summary>How long it works.</summary>
    public TimeInForce TimeInForce { get; init; }

    /// <summary>The first moment at which it no longer works.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>A limit that is refused when it would be executed at once.</summary>
    public bool PostOnly { get; init; }

    /// <summary>Only reduces a position, never opens one.</summary>
    public bool ReduceOnly { get; init; }

    /// <summary>Bars after which it expires; null keeps it until cancelled.</summary>
    public int? GoodForBars { get; init; }

    /// <summary>The price an unfilled order is expected to trade at: its own, or the other side of the book.</summary>
    public decimal ReferencePrice(in PriceTick market) => LimitPrice ?? TriggerPrice(market) ?? market.Touch(Side);

    /// <summary>Where its stop is when it is placed; null when it has none.</summary>
    private decimal? TriggerPrice(in PriceTick market) => Type == OrderType.TrailingStop ? market.Last + (Side.Sign() * TrailDistance) : StopPrice;

    /// <summary>The rules of the symbol and of the current market, apart from its quantity and buying power.</summary>
    /// <param name="symbol">The symbol's grid.</param>
    /// <param name="market">Current prices.</param>
    /// <param name="now">The moment at which it is placed.</param>
    public Refusal Violation(SymbolRules symbol, in PriceTick market, DateTimeOffset now)
    {
        if (ExpiresAt <= now)
        {
            return Refusal.Expiry;
        }

        if (
            !IsOnGrid(symbol, LimitPrice)
            || !IsOnGrid(symbol, StopPrice)
            || !IsOnGrid(symbol, TakeProfit)
            || !IsOnGrid(symbol, StopLoss)
            || !IsOnGrid(symbol, TrailDistance)
        )
        {
            return Refusal.PriceStep;
        }

        var sign = Side.Sign();
        if (TriggerPrice(market) is { } trigger && (sign * (trigger - market.Last) <= 0 || trigger <= 0))
        {
            return Refusal.StopWrongSide;
        }

        if (PostOnly && Type == OrderType.Limit && sign * (LimitPrice - market.Touch(Side)) >= 0)
        {
            return Refusal.PostOnly;
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

        return TargetDistance <= 0 || (TakeProfit is { } target && sign * (target - entry) <= 0) ? Refusal.TargetWrongSide : ViolationOfTargets(symbol, entry);
    }

    private Refusal ViolationOfTargets(SymbolRules symbol, decimal entry)
    {
        foreach (var target in Targets)
        {
            if (target.Quantity <= 0 || !symbol.IsOnQuantityStep(target.Quantity))
            {
                return Refusal.QuantityStep;
            }

            if (!symbol.IsOnPriceStep(target.Price))
            {
                return Refusal.PriceStep;
            }

            if (Side.Sign() * (target.Price - entry) <= 0)
            {
                return Refusal.TargetWrongSide;
            }
        }

        return Targets.Count > 0 && Targets.Sum(target => target.Quantity) != Quantity ? Refusal.TargetQuantities : Refusal.None;
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
            StopPrice = TriggerPrice(market),
            TakeProfit = TakeProfit ?? (Targets.Count > 0 ? NearestFirst().First().Price : (decimal?)null),
            StopLoss = StopLoss,
            TargetDistance = TargetDistance,
            StopDistance = StopDistance,
            TrailDistance = TrailDistance,
            BarsLeft = GoodForBars,
            TimeInForce = TimeInForce,
            ExpiresAt = ExpiresAt,
            PostOnly = PostOnly,
            ReferencePrice = ReferencePrice(market),
            PriceDigits = symbol.PriceDigits,
            QuantityStep = symbol.QuantityStep,
            Status = OrderStatus.Working,
            PlacedAt = now,
            ActedTo = market.Began,
            WorkingSince = now,
            UpdatedAt = now,
        };
        return Type == OrderType.Limit && Execution.IsMet(order, market) ? order with { TakesLiquidity = true } : order;
    }

    internal IEnumerable<TargetPart> NearestFirst() => Targets.OrderBy(target => Side.Sign() * target.Price);

    private static bool IsOnGrid(SymbolRules symbol, decimal? price) => price is not { } given || symbol.IsOnPriceStep(given);
}
