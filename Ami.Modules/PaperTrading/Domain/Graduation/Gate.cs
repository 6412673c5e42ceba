using Ami.Modules.PaperTrading.Domain.Rules;
using Ami.Modules.PaperTrading.Domain.Statistics;

namespace Ami.Modules.PaperTrading.Domain.Graduation;

/// <summary>What has to be shown before a larger account is offered.</summary>
public enum Requirement
{
    /// <summary>A rule is in force that limits the risk of each trade.</summary>
    Rules,

    /// <summary>Enough closed trades, on days in a row that were within the rules.</summary>
    Trades,

    /// <summary>The equity never fell far from a peak on these days.</summary>
    Drawdown,

    /// <summary>The expectancy of these trades is not known to be below zero.</summary>
    Expectancy,
}

/// <summary>One requirement, and how far the account is.</summary>
/// <param name="Needed">The largest risk of a trade in percent; trades; the largest fall in percent; the expectancy in R.</param>
/// <param name="Have">What there is; null while it is not known.</param>
public sealed record GateStep(Requirement Requirement, bool IsMet, decimal Needed, decimal? Have);

/// <summary>
/// The latest days in a row on which an account had rules and kept to them: every trade had a stop and a limit of its risk, and no more was refused than a slip or
/// two.
/// </summary>
/// <param name="Since">The first of them; null when the latest day already was not one.</param>
/// <param name="Trades">Closed on them, in order.</param>
/// <param name="BrokenOn">The day that ended the row before, if one did.</param>
public sealed record OrderlyRun(DateOnly? Since, IReadOnlyList<ClosedTrade> Trades, DateOnly? BrokenOn)
{
    /// <summary>How often a rule may refuse something on a day that still counts.</summary>
    public const int MostBreachesADay = 2;

    /// <param name="trades">Of the account's life now, in the order in which they were closed.</param>
    /// <param name="breaches">When a rule refused something, in any order.</param>
    /// <param name="rules">The rules that were in force when they were.</param>
    public static OrderlyRun Of(IReadOnlyList<ClosedTrade> trades, IEnumerable<DateTimeOffset> breaches, RuleHistory rules)
    {
        var refused = breaches.CountBy(AccountDay.Of).ToDictionary();
        var byDay = trades.ToLookup(trade => AccountDay.Of(trade.ClosedAt));
        var days = byDay.Select(day => day.Key).Union(refused.Keys).OrderDescending();
        var run = new List<ClosedTrade>();
        DateOnly? since = null;
        foreach (var day in days)
        {
            if (refused.GetValueOrDefault(day) > MostBreachesADay || byDay[day].Any(trade => !IsOrderly(trade)))
            {
                return new OrderlyRun(since, run, day);
            }

            run.InsertRange(0, byDay[day]);
            since = day;
        }

        return new OrderlyRun(since, run, null);

        bool IsOrderly(ClosedTrade trade) => trade.Risk is not null && trade.EntriesAt.Append(trade.ClosedAt).All(at => Gate.LimitsRisk(rules.InForce(at)));
    }
}

/// <summary>The way from an account to a larger one. The one place that says whether it is open.</summary>
/// <param name="NextCash">With how much the larger account begins: more than anybody may begin one with who has not earned it; null where there is none larger.</param>
/// <param name="Steps">All requirements.</param>
/// <param name="BrokenOn">The day after which the row of days began.</param>
public sealed record Gate(decimal? NextCash, IReadOnlyList<GateStep> Steps, DateOnly? BrokenOn)
{
    public const int TradesNeeded = 30;
    public const decimal MostDrawdownPct = 10m;

    /// <summary>A rule that allows a trade to risk more of the equity is none.</summary>
    public const decimal MostRiskPct = 5m;

    private static readonly decimal[] Ladder = [10_000m, 25_000m, 50_000m, 100_000m, 250_000m, 500_000m, 1_000_000m, 2_500_000m, 5_000_000m, 10_000_000m];

    public bool IsOpen => NextCash is not null && Steps.All(step => step.IsMet);

    /// <summary>Whether rules limit what a trade may lose.</summary>
    public static bool LimitsRisk(AccountRules rules) => rules.RiskPerTradePct <= MostRiskPct;

    /// <param name="startingCash">Of the account.</param>
    /// <param name="mostCash">With how much its owner may begin any account.</param>
    /// <param name="rules">In force now.</param>
    /// <param name="run">Its latest days within the rules.</param>
    /// <param name="drawdownPct">The largest fall from a peak on these days, in percent.</param>
    /// <param name="expectancyR">Of the trades on these days; null while there are too few.</param>
    public static Gate Of(decimal startingCash, decimal mostCash, AccountRules rules, OrderlyRun run, decimal drawdownPct, Estimate? expectancyR) =>
        new(
            Ladder.Where(rung => rung > startingCash && rung > mostCash).Select(rung => (decimal?)rung).FirstOrDefault(),
            [
                new(Requirement.Rules, LimitsRisk(rules), MostRiskPct, rules.RiskPerTradePct),
                new(Requirement.Trades, run.Trades.Count >= TradesNeeded, TradesNeeded, run.Trades.Count),
                new(Requirement.Drawdown, drawdownPct < MostDrawdownPct, MostDrawdownPct, drawdownPct),
                new(Requirement.Expectancy, expectancyR is { Upper: >= 0 }, 0, expectancyR is { } estimate ? decimal.Round((decimal)estimate.Value, 4) : null),
            ],
            run.BrokenOn
        );
}
