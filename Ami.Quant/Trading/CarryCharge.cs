namespace Ami.Quant.Trading;

/// <summary>What holding something costs.</summary>
public enum CarryKind
{
    /// <summary>What is sold short is borrowed: each midnight UTC costs a day's share of the yearly rate.</summary>
    Borrow,

    /// <summary>What is long pays to what is short at fixed moments, or gets it where the rate is below zero.</summary>
    Funding,
}

/// <summary>One charge for holding a position over a moment.</summary>
/// <param name="Id">Its own id.</param>
/// <param name="PositionId">The position.</param>
/// <param name="Symbol">What was held.</param>
/// <param name="Kind">What for.</param>
/// <param name="Moment">The moment that is charged, each once.</param>
/// <param name="Quantity">What was held then, units; below zero when short.</param>
/// <param name="Price">The price at the moment.</param>
/// <param name="Rate">Share of the value, for this moment.</param>
/// <param name="Amount">Taken from the cash, rounded; below zero when received.</param>
public sealed record CarryCharge(
    Guid Id,
    Guid PositionId,
    string Symbol,
    CarryKind Kind,
    DateTimeOffset Moment,
    decimal Quantity,
    decimal Price,
    decimal Rate,
    decimal Amount
);
