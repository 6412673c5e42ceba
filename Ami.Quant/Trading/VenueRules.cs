namespace Ami.Quant.Trading;

/// <summary>What trading costs and how much may be held: the one place for fees, slippage, spread, rounding, buying power and margin.</summary>
public record VenueRules
{
    /// <summary>Fee of limits that rested in the book, as a fraction of the notional; negative is a rebate. Default 0.</summary>
    public decimal MakerFee { get; init; }

    /// <summary>
    /// Fee of market and stop orders, and of limits that could be executed when they were accepted, as a fraction of the notional. Default 0.
    /// </summary>
    public decimal TakerFee { get; init; }

    /// <summary>How much worse than bid or ask market and stop orders fill, as a fraction of the price, ≥ 0. Default 0.</summary>
    public decimal Slippage { get; init; }

    /// <summary>
    /// Distance of bid and ask from the last price where only traded prices are known, as a fraction of the price, ≥ 0. Default half a basis point.
    /// </summary>
    public decimal HalfSpread { get; init; } = 0.00005m;

    /// <summary>How much can be traded at once; null (default) is any quantity at the touched price.</summary>
    public MarketDepth? Depth { get; init; }

    /// <summary>What holding costs; null (default) is nothing.</summary>
    public CarryRates? Carry { get; init; }

    /// <summary>What companies do to their shares; null (default) is nothing.</summary>
    public CorporateActions? Actions { get; init; }

    /// <summary>
    /// Rules of symbols that differ: their fees, slippage, spread, depth and what holding costs count, everything else is the
    /// venue's. Null (default) when none does.
    /// </summary>
    public IReadOnlyDictionary<string, VenueRules>? BySymbol { get; init; }

    /// <summary>Decimals of amounts of money, 0 to 28; 2 (default) is cents.</summary>
    public int MoneyDigits { get; init; } = 2;

    /// <summary>Share of gross exposure that equity must cover, unless half of what was needed to open is less. 0.25 by default.</summary>
    public decimal MaintenanceMargin { get; init; } = 0.25m;

    /// <summary>Most orders that an account may have open.</summary>
    public int MostOrders { get; init; } = 500;

    /// <summary>
    /// False (default): an order that the buying power does not cover is refused, as venues do. True: orders are taken, and an opening fill is reduced to
    /// what leverage allows then, which spares a strategy the guess at the next open.
    /// </summary>
    public bool ReducesToFit { get; init; }

    /// <summary>
    /// When trailing stops follow the best price: with each tick (true), as on a paper account, or at the end of each bar (false, default), what somebody can do
    /// who amends an order once a bar.
    /// </summary>
    public bool TrailsByTick { get; init; }

    /// <summary>What trading a symbol costs.</summary>
    public VenueRules For(string symbol) => BySymbol is not null && BySymbol.TryGetValue(symbol, out var own) ? own : this;

    /// <summary>An amount of money in the digits it is kept in, half away from zero.</summary>
    public decimal Round(decimal amount) => decimal.Round(amount, MoneyDigits, MidpointRounding.AwayFromZero);

    /// <summary>What a quantity costs at a price, before fees.</summary>
    public decimal Notional(decimal quantity, decimal price) => Round(quantity * price);

    /// <summary>The fee of one fill; where there is one, it is never rounded to nothing.</summary>
    /// <param name="quantity">Units, above zero.</param>
    /// <param name="price">Price per unit.</param>
    /// <param name="notional">Their product, rounded.</param>
    /// <param name="maker">Whether a resting limit was filled.</param>
    public virtual decimal Fee(decimal quantity, decimal price, decimal notional, bool maker)
    {
        var exact = notional * (maker ? MakerFee : TakerFee);
        var fee = Round(exact);
        return fee == 0 && exact > 0 ? new decimal(1, 0, 0, false, (byte)MoneyDigits) : fee;
    }

    /// <summary>The touched price moved against whoever takes it, and rounded away from them to the price step.</summary>
    /// <param name="side">Side of the order.</param>
    /// <param name="touch">Ask of a buyer, bid of a seller.</param>
    /// <param name="quantity">Units, above zero.</param>
    /// <param name="priceDigits">Decimals of prices, 0 to 28.</param>
    public decimal Slip(Side side, decimal touch, decimal quantity, int priceDigits)
    {
        var distance = SlippageOf(touch, quantity);
        if (distance == 0)
        {
            return touch;
        }

        var rounding = side == Side.Buy ? MidpointRounding.ToPositiveInfinity : MidpointRounding.ToNegativeInfinity;
        var slipped = decimal.Round(touch + (side.Sign() * distance), priceDigits, rounding);
        return slipped > 0 ? slipped : touch;
    }

    /// <summary>What an order would be filled with at once, level by level; less than its quantity when a limit leaves some of it.</summary>
    /// <param name="lots">Gets the parts.</param>
    /// <param name="side">Side of the order.</param>
    /// <param name="touch">Ask of a buyer, bid of a seller.</param>
    /// <param name="quantity">Units, above zero.</param>
    /// <param name="limit">Its limit; null when it takes any price, and slips.</param>
    /// <param name="priceDigits">Decimals of prices.</param>
    /// <param name="taken">What others took there before, units.</param>
    public void Fill(IList<Lot> lots, Side side, decimal touch, decimal quantity, decimal? limit, int priceDigits, decimal taken = 0)
    {
        if (Depth is not { } depth)
        {
            lots.Add(new Lot(quantity, limit is null ? Slip(side, touch, quantity, priceDigits) : touch));
            return;
        }

        depth.Take(lots, side, touch, taken, quantity, limit, priceDigits);
        for (var i = 0; limit is null && i < lots.Count; i++)
        {
            lots[i] = lots[i] with { Price = Slip(side, lots[i].Price, lots[i].Quantity, priceDigits) };
        }
    }

    /// <summary>Half of the spread around a traded price on the price grid, at least one step.</summary>
    /// <param name="price">A traded price.</param>
    /// <param name="step">The price step, above zero.</param>
    public decimal HalfSpreadAt(decimal price, decimal step) => Math.Max(step, decimal.Round(price * HalfSpread / step) * step);

    /// <summary>
    /// The largest quantity that costs no more than what is left of equity × leverage, its own fee taken from the equity; to eight decimals.
    /// </summary>
    /// <param name="room">What is left, ≥ 0.</param>
    /// <param name="price">Price per unit, above zero.</param>
    /// <param name="leverage">Leverage of the account.</param>
    /// <param name="maker">Whether it pays as a maker.</param>
    public virtual decimal MostFor(decimal room, decimal price, decimal leverage, bool maker)
    {
        var each = price * (1 + (leverage * Math.Max(0, maker ? MakerFee : TakerFee)));
        // A quotient of doubles, put right by a product of decimals, is several times as fast as a quotient of decimals.
        var units = Math.Floor((double)room / (double)each * 1e8);
        if (units >= 1e15)
        {
            return room / each;
        }

        var most = new decimal((long)units) * 0.00000001m;
        return most * each <= room ? most : Math.Max(0, most - 0.00000001m);
    }

    /// <summary>
    /// Maintenance margin as a share of gross exposure: never more than half of what was needed to open (1/leverage), so that a fully used account of any
    /// leverage has room before it is liquidated.
    /// </summary>
    public decimal Required(decimal leverage) => Math.Min(MaintenanceMargin, 0.5m / leverage);

    /// <summary>True when equity no longer covers the maintenance margin of what is held.</summary>
    public bool IsBreached(decimal equity, decimal grossExposure, decimal leverage) => grossExposure > 0 && equity < Required(leverage) * grossExposure;

    /// <summary>
    /// The price at which the equity of an account that holds one symbol is exactly its maintenance margin: what is long is no longer covered below it, what is
    /// short above it. Zero or less when no price ends the margin of what is long, or none covers that of what is short.
    /// </summary>
    /// <param name="cash">The account's cash.</param>
    /// <param name="quantity">Units held, below zero when short, not zero.</param>
    /// <param name="leverage">Leverage of the account.</param>
    public decimal LiquidationPrice(decimal cash, decimal quantity, decimal leverage) =>
        // At most half of what is held is required, so that its price always moves it.
        Margin.LiquidationPrice(cash, quantity, Required(leverage))!.Value;

    /// <summary>Distance from the touched price, before rounding, ≥ 0.</summary>
    /// <param name="touch">The touched price.</param>
    /// <param name="quantity">Units, above zero.</param>
    protected virtual decimal SlippageOf(decimal touch, decimal quantity) => touch * Slippage;
}
