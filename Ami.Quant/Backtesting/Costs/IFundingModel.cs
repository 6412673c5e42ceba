namespace Ami.Quant.Backtesting.Costs;

/// <summary>What holding a position costs over time.</summary>
public interface IFundingModel
{
    /// <summary>Cost of holding over an interval, as a fraction of the position's value; negative is received.</summary>
    /// <param name="side">Direction held.</param>
    /// <param name="from">Start, Unix milliseconds UTC, exclusive.</param>
    /// <param name="to">End, Unix milliseconds UTC, inclusive.</param>
    double Cost(PositionSide side, long from, long to);
}

/// <summary>Interest that accrues continuously.</summary>
/// <param name="LongPerYear">Yearly rate paid by longs (financing), a fraction.</param>
/// <param name="ShortPerYear">Yearly rate paid by shorts (borrowing), a fraction.</param>
public sealed record AccruedFunding(double LongPerYear, double ShortPerYear) : IFundingModel
{
    private const double MillisecondsPerYear = 365.25 * 86_400_000;

    /// <summary>No funding.</summary>
    public static readonly AccruedFunding Free = new(0, 0);

    /// <inheritdoc/>
    public double Cost(PositionSide side, long from, long to) => (side == PositionSide.Long ? LongPerYear : ShortPerYear) * ((to - from) / MillisecondsPerYear);
}

/// <summary>Funding of perpetual futures: longs pay shorts (or the reverse) at fixed instants.</summary>
/// <param name="Rate">Fraction of the position's value that longs pay at each instant; negative when shorts pay.</param>
/// <param name="IntervalMilliseconds">Time between instants, which are multiples of it since the Unix epoch; default eight hours.</param>
public sealed record PerpetualFunding(double Rate, long IntervalMilliseconds = 28_800_000) : IFundingModel
{
    /// <inheritdoc/>
    public double Cost(PositionSide side, long from, long to) =>
        (int)side * Rate * (Math.Floor((double)to / IntervalMilliseconds) - Math.Floor((double)from / IntervalMilliseconds));
}
