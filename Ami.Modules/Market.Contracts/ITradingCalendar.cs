namespace Ami.Modules.Market.Contracts;

/// <summary>A stretch of time in which a market trades.</summary>
/// <param name="Opens">From then on.</param>
/// <param name="Closes">Until then.</param>
/// <param name="DayEnds">When the last stretch of its day closes: a day may have a break.</param>
public sealed record TradingSession(DateTimeOffset Opens, DateTimeOffset Closes, DateTimeOffset DayEnds);

/// <summary>When a market trades, by the clocks of its zone.</summary>
public interface ITradingCalendar
{
    /// <summary>The stretches that are not over at a moment, in order: the first may have begun already.</summary>
    /// <param name="at">The moment.</param>
    /// <param name="most">How many; fewer come where a year has no more.</param>
    IReadOnlyList<TradingSession> From(DateTimeOffset at, int most);

    /// <summary>The stretches of which some part lies within a time, in order.</summary>
    /// <param name="from">Its beginning.</param>
    /// <param name="to">Its end; nothing lies within where it is not later.</param>
    IEnumerable<TradingSession> Between(DateTimeOffset from, DateTimeOffset to);
}
