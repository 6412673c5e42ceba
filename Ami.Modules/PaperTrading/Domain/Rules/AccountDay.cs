namespace Ami.Modules.PaperTrading.Domain.Rules;

/// <summary>The day of an account, which orders "for the day" know too: it ends at midnight UTC.</summary>
public static class AccountDay
{
    public static DateOnly Of(DateTimeOffset moment) => DateOnly.FromDateTime(moment.UtcDateTime);

    public static DateTimeOffset Start(DateTimeOffset moment) => new(moment.UtcDateTime.Date, TimeSpan.Zero);

    /// <summary>When the next one begins.</summary>
    public static DateTimeOffset After(DateTimeOffset moment) => Start(moment).AddDays(1);
}

/// <summary>With how much a day of an account began.</summary>
/// <param name="Generation">The life of the account that goes on today.</param>
/// <param name="Equity">At the day's begin, or what this life began with where it began today.</param>
/// <param name="CarriedPct">What lives that ended today had lost of theirs, in percent: a reset does not end the day.</param>
public sealed record DayOpening(DateOnly Day, int Generation, decimal Equity, decimal CarriedPct)
{
    public decimal LossPct(decimal equity) => CarriedPct + Percent.Of(Equity - equity, Equity);
}

/// <summary>Shares in percent, rounded up so that none is ever shown or judged as less than it is.</summary>
public static class Percent
{
    /// <summary>What a share of nothing is.</summary>
    public const decimal Most = 1_000_000m;

    private const int Digits = 4;

    /// <returns>Zero where the part is not above zero.</returns>
    public static decimal Of(decimal part, decimal whole) =>
        part <= 0 ? 0
        : whole <= 0 || part / Most >= whole ? Most
        : Math.Min(Most, decimal.Round(part / whole * 100, Digits, MidpointRounding.ToPositiveInfinity));
}
