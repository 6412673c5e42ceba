namespace Ami.Quant.Trading;

/// <summary>What holding a symbol costs.</summary>
/// <param name="Since">Only moments after it are charged.</param>
/// <param name="BorrowPerYear">Share of the value that what is short pays for a year of 365 days, ≥ 0.</param>
/// <param name="FundingRate">Share of the value that what is long pays at each moment; below zero it receives.</param>
/// <param name="FundingEvery">From one moment to the next, counted from midnight UTC; divides a day. Zero when there are none.</param>
public sealed record CarryRates(DateTimeOffset Since, decimal BorrowPerYear, decimal FundingRate, TimeSpan FundingEvery)
{
    /// <summary>Rates are kept to so many decimals.</summary>
    private const int RateDigits = 20;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private bool Funds => FundingRate != 0 && FundingEvery > TimeSpan.Zero;

    private TimeSpan Every => Funds ? FundingEvery : Day;

    /// <summary>The last moment by then, also one at which nothing is due.</summary>
    /// <param name="upTo">Some moment.</param>
    public DateTimeOffset LastBy(DateTimeOffset upTo) => new(upTo.UtcTicks - (upTo.UtcTicks % Every.Ticks), TimeSpan.Zero);

    /// <summary>Share of the value that a holding pays in a day; below zero when it receives.</summary>
    /// <param name="side">Side of the order that opened it.</param>
    public decimal PerDay(Side side) =>
        (side == Side.Sell ? decimal.Round(BorrowPerYear / 365, RateDigits) : 0) + (Funds ? side.Sign() * FundingRate * (Day.Ticks / FundingEvery.Ticks) : 0);

    /// <summary>The moments in (from, upTo], oldest first, with what is due of a holding at each.</summary>
    /// <param name="from">The last one that was charged, or when the position was opened.</param>
    /// <param name="upTo">The newest that counts.</param>
    /// <param name="isShort">Whether the holding is below zero.</param>
    internal IEnumerable<(DateTimeOffset Moment, CarryKind Kind, decimal Rate)> Due(DateTimeOffset from, DateTimeOffset upTo, bool isShort)
    {
        for (var moment = LastBy(from > Since ? from : Since) + Every; moment <= upTo; moment += Every)
        {
            if (isShort && BorrowPerYear > 0 && moment.UtcTicks % Day.Ticks == 0)
            {
                yield return (moment, CarryKind.Borrow, decimal.Round(BorrowPerYear / 365, RateDigits));
            }

            if (Funds)
            {
                yield return (moment, CarryKind.Funding, FundingRate);
            }
        }
    }
}
