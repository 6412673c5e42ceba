namespace Ami.Quant.Trading;

/// <summary>One order of a book. Immutable: every change is a new value.</summary>
public sealed record Order
{
    internal const int AverageDigits = 10;

    /// <summary>Ids of one source sort by time.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it trades.</summary>
    public required string Symbol { get; init; }

    /// <summary>Buy or sell.</summary>
    public required Side Side { get; init; }

    /// <summary>What makes it execute.</summary>
    public required OrderType Type { get; init; }

    /// <summary>Why it exists.</summary>
    public required OrderRole Role { get; init; }

    /// <summary>Units to be executed; smaller than <see cref="PlacedQuantity"/> when the position it reduces shrank or the margin did not allow more.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>What was asked for.</summary>
    public required decimal PlacedQuantity { get; init; }

    /// <summary>
    /// What of the quantity is executed: all of it once filled, less while the rest works or when it was withdrawn, zero when nothing ever was.
    /// </summary>
    public decimal FilledQuantity { get; init; }

    /// <summary>What may still be executed while it is open.</summary>
    public decimal Remaining => Quantity - FilledQuantity;

    /// <summary>Of limit and stop-limit orders; null while a target waits to be measured from its entry.</summary>
    public decimal? LimitPrice { get; init; }

    /// <summary>Of stop orders of every kind; null while a stop waits to be measured from its entry, or for its first trailing.</summary>
    public decimal? StopPrice { get; init; }

    /// <summary>Target of the bracket of an entry.</summary>
    public decimal? TakeProfit { get; init; }

    /// <summary>Stop of the bracket of an entry.</summary>
    public decimal? StopLoss { get; init; }

    /// <summary>Price at which a working order counts against the buying power.</summary>
    public required decimal ReferencePrice { get; init; }

    /// <summary>Decimals of the symbol's prices, kept so that matching needs no other source; 28 means no grid.</summary>
    public required int PriceDigits { get; init; }

    /// <summary>The entry (or, for exits added later, the position) whose exits cancel each other.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required OrderStatus Status { get; init; }

    /// <summary>Why it changed without a fill: one of <see cref="OrderReasons"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>Price of what is executed, on average; to ten decimals when its fills have several prices.</summary>
    public decimal? AverageFillPrice { get; init; }

    /// <summary>Fees of its fills.</summary>
    public decimal Fees { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>Only ticks after this moment can fill the order; null while pending.</summary>
    public DateTimeOffset? WorkingSince { get; init; }

    /// <summary>Last change.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>True of a limit that could be executed at the prices it was accepted at: it never rests in the book and pays as a taker.</summary>
    public bool TakesLiquidity { get; init; }

    /// <summary>
    /// The depth (<see cref="PriceTick.Begun"/>) from which it took all that it could: only a later one fills more. Null when it never left anything.
    /// </summary>
    public DateTimeOffset? DepthAt { get; init; }

    /// <summary>Stop of the bracket as a distance from the fill, above zero; <see cref="StopLoss"/> goes before.</summary>
    public decimal? StopDistance { get; init; }

    /// <summary>Target of the bracket as a distance from the fill, above zero; <see cref="TakeProfit"/> goes before.</summary>
    public decimal? TargetDistance { get; init; }

    /// <summary>
    /// Distance at which a trailing stop or a stop-loss follows the best price (<see cref="VenueRules.TrailsByTick"/>); of any other entry, what its stop-loss
    /// gets.
    /// </summary>
    public decimal? TrailDistance { get; init; }

    /// <summary>True of a stop that has been moved by trailing.</summary>
    public bool IsTrailed { get; init; }

    /// <summary>How long it works.</summary>
    public TimeInForce TimeInForce { get; init; }

    /// <summary>The first moment at which it no longer works; null when it works until cancelled.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>True of a limit that was to be refused rather than executed when it was accepted or amended.</summary>
    public bool PostOnly { get; init; }

    /// <summary>True of a stop-limit whose stop was reached: it is a limit since.</summary>
    public bool IsTriggered { get; init; }

    /// <summary>How often its terms have changed since it was placed; trailing does not count. An amendment says which version it amends.</summary>
    public int Version { get; init; }

    /// <summary>1 and up for the targets of a bracket that has several, nearest first; otherwise 0.</summary>
    public int Rung { get; init; }

    /// <summary>Of a stop-loss that moves to its entry's price once the first of several targets is reached: that price; null when it stays.</summary>
    public decimal? BreakEvenPrice { get; init; }

    /// <summary>Bars after which it expires; null when it works until cancelled.</summary>
    public int? BarsLeft { get; init; }

    /// <summary>Smallest tradable quantity, for orders that are reduced to fit; 0 allows any.</summary>
    public decimal QuantityStep { get; init; }

    /// <summary>Its terms are for shares as they were then: when the price began at which it was accepted or changed, or its last corporate action.</summary>
    public DateTimeOffset? ActedTo { get; init; }

    /// <summary>Only actions after it are still to be applied.</summary>
    internal DateTimeOffset ActedFrom => ActedTo ?? PlacedAt;

    /// <summary>True once nothing can happen to it any more.</summary>
    public bool IsFinal => Status is OrderStatus.Filled or OrderStatus.Cancelled or OrderStatus.Rejected;

    /// <summary>True of the exits of a bracket.</summary>
    public bool IsProtective => Role is OrderRole.TakeProfit or OrderRole.StopLoss;

    /// <summary>True when it can only reduce a position.</summary>
    public bool OnlyReduces => Role != OrderRole.Entry;

    /// <summary>True when its fill is charged the maker's fee.</summary>
    public bool IsMaker => ActsAsLimit && !TakesLiquidity;

    /// <summary>True of a limit, and of a stop-limit whose stop was reached.</summary>
    public bool ActsAsLimit => Type == OrderType.Limit || (Type == OrderType.StopLimit && IsTriggered);

    /// <summary>True of what moves with the best price.</summary>
    public bool Follows => TrailDistance is not null && (Type == OrderType.TrailingStop || Role == OrderRole.StopLoss);

    /// <summary>The trailing distance of the stop-loss of its bracket.</summary>
    internal decimal? ExitTrail => Follows ? null : TrailDistance;

    /// <summary>Sorts targets, the nearest first: amendments may move one past another.</summary>
    internal decimal? Farness => -Side.Sign() * LimitPrice;

    internal bool HasBracket => (StopLoss ?? TakeProfit ?? StopDistance ?? TargetDistance ?? ExitTrail) is not null;

    /// <summary>The pending exit of a bracket begins to work; what was given as a distance is measured from the entry's fill.</summary>
    internal Order Activate(Order entry, in PriceTick tick, DateTimeOffset now)
    {
        var fill = entry.AverageFillPrice.GetValueOrDefault();
        var exit =
            Role == OrderRole.StopLoss
                ? this with
                {
                    StopPrice = StopPrice ?? Measured(fill + (Side.Sign() * (entry.StopDistance ?? entry.ExitTrail))),
                    BreakEvenPrice = BreakEvenPrice is null ? null : fill,
                }
                : this with
                {
                    LimitPrice = LimitPrice ?? Measured(fill - (Side.Sign() * entry.TargetDistance)),
                };
        return exit with
        {
            Status = OrderStatus.Working,
            WorkingSince = tick.Time,
            ActedTo = Later(tick.Began),
            UpdatedAt = now,
            TakesLiquidity = exit.Type == OrderType.Limit && Execution.IsMet(exit, tick),
        };
    }

    /// <summary>The stop of a stop-limit was reached: only what comes later meets its limit, unless this tick does at once.</summary>
    internal Order Trigger(in PriceTick tick, DateTimeOffset now)
    {
        var limit = this with { IsTriggered = true, Version = Version + 1, WorkingSince = tick.Time, UpdatedAt = now };
        return limit with { TakesLiquidity = Execution.IsMet(limit, tick) };
    }

    /// <summary>The stop follows a price, if that is better than where it is.</summary>
    /// <returns>Null when it stays.</returns>
    internal Order? Trail(decimal reached, DateTimeOffset now)
    {
        var level = decimal.Round(reached + (Side.Sign() * TrailDistance.GetValueOrDefault()), PriceDigits);
        return level > 0 && (StopPrice is not { } stop || Side.Sign() * (level - stop) < 0)
            ? this with
            {
                StopPrice = level,
                ReferencePrice = IsProtective ? ReferencePrice : level,
                IsTrailed = true,
                UpdatedAt = now,
            }
            : null;
    }

    internal Order Cancel(string reason, DateTimeOffset now) => this with { Status = OrderStatus.Cancelled, Reason = reason, UpdatedAt = now };

    internal Order Reject(string reason, DateTimeOffset now) => this with { Status = OrderStatus.Rejected, Reason = reason, UpdatedAt = now };

    /// <param name="remaining">What may still be executed, above zero.</param>
    internal Order ShrinkTo(decimal remaining, string reason, DateTimeOffset now) =>
        this with
        {
            Quantity = FilledQuantity + remaining,
            Reason = reason,
            Version = Version + 1,
            UpdatedAt = now,
        };

    /// <summary>An exit protects more, because its entry was executed further.</summary>
    internal Order Grow(decimal by, Order entry, DateTimeOffset now) =>
        this with
        {
            Quantity = Quantity + by,
            PlacedQuantity = Math.Max(PlacedQuantity, Quantity + by),
            BreakEvenPrice = BreakEvenPrice is null ? null : entry.AverageFillPrice,
            Version = Version + 1,
            UpdatedAt = now,
        };

    /// <param name="quantity">What is executed now; the rest waits for a later depth.</param>
    /// <param name="price">Its average price.</param>
    /// <param name="fees">Its fees.</param>
    /// <param name="isReduced">Whether the margin did not allow more: nothing of it waits.</param>
    /// <param name="depth">Which depth it was executed from.</param>
    /// <param name="now">The moment of the change.</param>
    internal Order Fill(decimal quantity, decimal price, decimal fees, bool isReduced, DateTimeOffset depth, DateTimeOffset now)
    {
        var filled = FilledQuantity + quantity;
        var order = this with
        {
            FilledQuantity = filled,
            AverageFillPrice =
                AverageFillPrice is { } before && before != price
                    ? decimal.Round(((before * FilledQuantity) + (price * quantity)) / filled, AverageDigits, MidpointRounding.AwayFromZero)
                    : price,
            Fees = Fees + fees,
            UpdatedAt = now,
        };
        return isReduced || filled == Quantity
            ? order with
            {
                Status = OrderStatus.Filled,
                Reason = isReduced ? OrderReasons.Margin : Reason,
                Quantity = filled,
            }
            : order.Rest(depth, now) with
            {
                Version = Version + 1,
            };
    }

    /// <summary>For new shares, on the grids. What only reduces is rounded up: it is cut to what is held anyway, and rounded down it would protect less.</summary>
    internal Order Split(CorporateAction action, decimal step, DateTimeOffset now)
    {
        var (whole, beyond) = action.Split(Remaining, step);
        var quantity = FilledQuantity + whole + (OnlyReduces && beyond > 0 ? step : 0);
        return this with
        {
            Quantity = quantity,
            PlacedQuantity = Math.Max(quantity, action.Split(PlacedQuantity, step).Quantity),
            LimitPrice = Measured(action.Split(LimitPrice)),
            StopPrice = Measured(action.Split(StopPrice)),
            TakeProfit = Measured(action.Split(TakeProfit)),
            StopLoss = Measured(action.Split(StopLoss)),
            StopDistance = Measured(action.Split(StopDistance)),
            TargetDistance = Measured(action.Split(TargetDistance)),
            TrailDistance = Measured(action.Split(TrailDistance)),
            BreakEvenPrice = Measured(action.Split(BreakEvenPrice)),
            ReferencePrice = Measured(action.Split(ReferencePrice)) ?? ReferencePrice,
            ActedTo = action.At,
            Version = Version + 1,
            UpdatedAt = now,
        };
    }

    /// <summary>It took what it could: from now on it rests in the book.</summary>
    internal Order Rest(DateTimeOffset depth, DateTimeOffset now) => this with { DepthAt = depth, TakesLiquidity = false, UpdatedAt = now };

    /// <summary>When its terms are changed at a price that began then, they are for shares as they are then.</summary>
    internal DateTimeOffset Later(DateTimeOffset began) => ActedFrom > began ? ActedFrom : began;

    /// <summary>On the grid, and never below its first step.</summary>
    private decimal? Measured(decimal? price) =>
        price is { } level ? Math.Max(decimal.Round(level, PriceDigits), new decimal(1, 0, 0, false, (byte)PriceDigits)) : null;
}
