using Ami.Core.Documents;

namespace Ami.Modules.PaperTrading.Statements;

/// <summary>The days that a statement is about, in somebody's time zone.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day, which counts whole.</param>
/// <param name="Zone">Where days begin and end.</param>
internal sealed record StatementPeriod(DateOnly From, DateOnly To, TimeZoneInfo Zone)
{
    private static readonly DateOnly Earliest = new(2000, 1, 1);
    private static readonly DateOnly Latest = new(2200, 1, 1);

    /// <summary>When it begins, UTC.</summary>
    public DateTimeOffset Begins => LocalDay.Begins(From, Zone);

    /// <summary>When it is over, UTC; the first moment that does not belong to it.</summary>
    public DateTimeOffset Ends => LocalDay.Begins(To.AddDays(1), Zone);

    /// <summary>A period, or <c>paper.period_invalid</c>.</summary>
    public static Result<StatementPeriod> Of(DateOnly from, DateOnly to, TimeZoneInfo zone) =>
        from <= to && from >= Earliest && to <= Latest ? new StatementPeriod(from, to, zone) : StatementErrors.PeriodInvalid;
}

/// <summary>Whose statement it is, and how they read it.</summary>
/// <param name="Holder">Their name; null when it is not known.</param>
/// <param name="Language">Of all texts.</param>
/// <param name="Zone">Of all times.</param>
/// <param name="At">When it is made, UTC.</param>
internal sealed record StatementReader(string? Holder, Language Language, TimeZoneInfo Zone, DateTimeOffset At)
{
    public LocalFormat Format => new(Language, Zone);
}

internal static class StatementErrors
{
    public static Error PeriodInvalid { get; } =
        Error.InvalidField("paper.period_invalid", "to", "Choose a first day and a last day that is not before it, between 2000 and 2200.");

    public static Error TooLong(int most) =>
        new("paper.statement_too_long", $"There are more than {most} executions in this period. Choose a shorter one.", ErrorKind.Unprocessable);
}
