namespace Ami.Modules.PaperTrading.Domain.Rules;

/// <summary>The rules that somebody set for an account of theirs, so that an order against them is refused. What is null is no rule.</summary>
/// <param name="RiskPerTradePct">The most that a position may lose between its entries and its stops, with what waits to open more of it, in percent of the equity.</param>
/// <param name="RiskPerDayPct">The loss of a day, realised and open, in percent of the equity with which it began, from which on nothing is opened.</param>
/// <param name="CoolDownLosses">After so many lost trades in a row nothing is opened for a while.</param>
/// <param name="CoolDownMinutes">How long, from the last of these losses.</param>
/// <param name="MostPositions">The most positions at once; symbols with an order that may open one count too.</param>
/// <param name="NeedsStop">Whether what opens something needs a stop-loss.</param>
[GenerateSerializer, Immutable, Alias("paper.account-rules")]
public sealed record AccountRules(
    decimal? RiskPerTradePct = null,
    decimal? RiskPerDayPct = null,
    int? CoolDownLosses = null,
    int? CoolDownMinutes = null,
    int? MostPositions = null,
    bool NeedsStop = false
)
{
    public static readonly AccountRules None = new();

    internal bool IsEmpty => this == None;

    /// <summary>Rules that hold wherever these or the others do.</summary>
    public AccountRules Tightest(AccountRules other) =>
        new(
            RiskPerTradePct: Least(RiskPerTradePct, other.RiskPerTradePct),
            RiskPerDayPct: Least(RiskPerDayPct, other.RiskPerDayPct),
            CoolDownLosses: Least(CoolDownLosses, other.CoolDownLosses),
            CoolDownMinutes: -Least(-CoolDownMinutes, -other.CoolDownMinutes),
            MostPositions: Least(MostPositions, other.MostPositions),
            NeedsStop: NeedsStop || other.NeedsStop
        );

    private static T? Least<T>(T? one, T? other)
        where T : struct, IComparable<T> =>
        one is not { } a ? other
        : other is not { } b ? a
        : a.CompareTo(b) <= 0 ? a
        : b;
}
