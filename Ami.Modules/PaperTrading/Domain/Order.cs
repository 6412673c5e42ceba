using Ami.Modules.PaperTrading.Contracts;

namespace Ami.Modules.PaperTrading.Domain;

/// <summary>One order of one generation of an account. Immutable: every change is a new value.</summary>
/// <param name="PlacedQuantity">What was asked for; <see cref="Quantity"/> is smaller when the position it protects shrank.</param>
/// <param name="ReferencePrice">Price at which a working order counts against the buying power.</param>
/// <param name="PriceDigits">Decimals of the symbol's prices, kept so that matching needs no other source.</param>
/// <param name="WorkingSince">Only ticks after this moment can fill the order; null while pending.</param>
public sealed record Order(
    Guid Id, Guid AccountId, Guid UserId, int Generation, string Symbol, Side Side, OrderType Type, OrderRole Role,
    decimal Quantity, decimal PlacedQuantity, decimal FilledQuantity,
    decimal? LimitPrice, decimal? StopPrice, decimal? TakeProfit, decimal? StopLoss,
    decimal ReferencePrice, int PriceDigits, Guid? ParentId, OrderStatus Status, string? Reason,
    decimal? AverageFillPrice, decimal Fees, DateTimeOffset PlacedAt, DateTimeOffset? WorkingSince, DateTimeOffset UpdatedAt)
{
    public bool IsFinal => Status is OrderStatus.Filled or OrderStatus.Cancelled or OrderStatus.Rejected;

    public bool IsProtective => Role is OrderRole.TakeProfit or OrderRole.StopLoss;

    public bool OnlyReduces => Role != OrderRole.Entry;

    /// <summary>Change of the position when this order fills completely.</summary>
    public decimal SignedQuantity => Side.Sign() * Quantity;

    public Order Activate(DateTimeOffset since, DateTimeOffset now) =>
        this with { Status = OrderStatus.Working, WorkingSince = since, UpdatedAt = now };

    public Order Cancel(string reason, DateTimeOffset now) =>
        this with { Status = OrderStatus.Cancelled, Reason = reason, UpdatedAt = now };

    public Order Reject(string reason, DateTimeOffset now) =>
        this with { Status = OrderStatus.Rejected, Reason = reason, UpdatedAt = now };

    public Order ShrinkTo(decimal quantity, DateTimeOffset now) =>
        this with { Quantity = quantity, Reason = OrderReasons.PositionReduced, UpdatedAt = now };

    public Order Fill(decimal price, decimal fees, DateTimeOffset now) => this with
    {
        Status = OrderStatus.Filled,
        FilledQuantity = Quantity,
        AverageFillPrice = price,
        Fees = fees,
        UpdatedAt = now,
    };
}
