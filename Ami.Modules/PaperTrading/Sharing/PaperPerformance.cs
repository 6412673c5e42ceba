using Ami.Modules.PaperTrading.Features;

namespace Ami.Modules.PaperTrading.Sharing;

/// <summary>What the owner chose.</summary>
/// <param name="Generation">Which life of the account: a reset neither changes nor hides what was shared.</param>
/// <param name="Amounts">Practice money instead of fractions of what the account began with.</param>
internal sealed record PerformanceTerms(int Generation, bool Amounts);

/// <param name="Value">In the unit of <see cref="PaperPerformance"/>; as a fraction, the change since the beginning.</param>
public sealed record PerformancePoint(DateTimeOffset At, decimal Value);

/// <summary>How one life of a practice account went so far; says nothing about whose it is.</summary>
/// <param name="Currency">Of all amounts; null when amounts are fractions of what the account began with.</param>
/// <param name="StartingCash">What it began with; null when that is not shown.</param>
/// <param name="Return">Change of its value since the beginning, as a fraction.</param>
/// <param name="Since">When it began, UTC.</param>
/// <param name="Until">When it ended, UTC; null while it goes on.</param>
/// <param name="Curve">The equity curve, thinned out to at most 1000 points.</param>
/// <param name="Stats">Statistics of its closed trades; amounts in the same unit.</param>
public sealed record PaperPerformance(
    string? Currency,
    decimal? StartingCash,
    decimal Return,
    DateTimeOffset Since,
    DateTimeOffset? Until,
    IReadOnlyList<PerformancePoint> Curve,
    PaperStats Stats
)
{
    /// <summary>Fractions are exact to a millionth, as those of the statistics are.</summary>
    private const int Digits = 6;

    internal static PaperPerformance Of(PerformanceTerms terms, string currency, LifeRow life, IReadOnlyList<EquityCurvePoint> curve, PaperStats stats)
    {
        var began = life.StartingCash;
        decimal Fraction(decimal amount) => decimal.Round(amount / began, Digits);
        return new PaperPerformance(
            terms.Amounts ? currency : null,
            terms.Amounts ? began : null,
            curve is [.., var last] ? Fraction(last.Equity - began) : 0,
            life.StartedAt,
            life.EndedAt,
            [.. curve.Select(p => new PerformancePoint(p.At, terms.Amounts ? p.Equity : Fraction(p.Equity - began)))],
            terms.Amounts
                ? stats
                : stats with
                {
                    Expectancy = stats.Expectancy is { } expectancy ? Fraction(expectancy) : null,
                    AverageWin = Fraction(stats.AverageWin),
                    AverageLoss = Fraction(stats.AverageLoss),
                    MaxDrawdown = Fraction(stats.MaxDrawdown),
                    FeesPaid = Fraction(stats.FeesPaid),
                    CarryPaid = Fraction(stats.CarryPaid),
                    BestTrade = Fraction(stats.BestTrade),
                    WorstTrade = Fraction(stats.WorstTrade),
                }
        );
    }
}

/// <summary>When a life of an account began and ended, and with what.</summary>
internal sealed record LifeRow(decimal StartingCash, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);
