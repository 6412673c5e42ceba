namespace Ami.Modules.PaperTrading.Domain.Rules;

/// <summary>The rules by name, as they are stored.</summary>
public enum RuleKind
{
    /// <summary>Nothing without a stop.</summary>
    Stop,

    /// <summary>What a position may lose, with all that waits to open more of it.</summary>
    RiskPerTrade,

    /// <summary>What a day may lose.</summary>
    RiskPerDay,

    /// <summary>A pause after losses.</summary>
    CoolDown,

    /// <summary>How much may be open at once.</summary>
    MostPositions,
}

/// <summary>What would have broken a rule, and was refused.</summary>
/// <param name="Limit">What the rule allows: percent, losses in a row, positions.</param>
/// <param name="Figure">What there would be.</param>
/// <param name="Until">When a cool-down ends.</param>
public sealed record RuleBreach(RuleKind Rule, string Symbol, decimal Limit, decimal Figure, DateTimeOffset? Until = null);

/// <summary>An order as far as it opens something.</summary>
/// <param name="Quantity">Units that it opens, above zero.</param>
/// <param name="Entry">The price at which it is expected to.</param>
/// <param name="Stop">Where its stop-loss begins; null without one.</param>
public sealed record Opening(string Symbol, decimal Quantity, decimal Entry, decimal? Stop)
{
    /// <summary>What is lost when the stop is met at its price, before fees; without a stop, all that it is worth.</summary>
    public decimal Risk => Quantity * Math.Abs(Entry - Stop.GetValueOrDefault());
}

/// <summary>How an account stands when an order is judged.</summary>
/// <param name="AtRisk">What the order's symbol loses on its side when its stops are met, with the order.</param>
/// <param name="DayLossPct">Lost today, in percent.</param>
/// <param name="Positions">Symbols that are held or may be, with the order's; null when that is held already.</param>
public sealed record RuleFacts(decimal Equity, decimal AtRisk, decimal DayLossPct, LossStreak Streak, int? Positions, DateTimeOffset Now);

/// <summary>Says whether an order breaks a rule. Asked only about what opens something: an order that only reduces breaks none.</summary>
public static class RuleJudge
{
    /// <returns>The first rule that the order breaks; null when it breaks none.</returns>
    public static RuleBreach? Judge(AccountRules rules, Opening order, RuleFacts facts)
    {
        if (rules.NeedsStop && order.Stop is null)
        {
            return new RuleBreach(RuleKind.Stop, order.Symbol, 1, 0);
        }

        return JudgeRisk(rules, order.Symbol, facts.AtRisk, facts.Equity)
            ?? (
                facts.Positions > rules.MostPositions
                    ? new RuleBreach(RuleKind.MostPositions, order.Symbol, rules.MostPositions.GetValueOrDefault(), facts.Positions.GetValueOrDefault())
                : facts.DayLossPct >= rules.RiskPerDayPct
                    ? new RuleBreach(RuleKind.RiskPerDay, order.Symbol, rules.RiskPerDayPct.GetValueOrDefault(), facts.DayLossPct)
                : facts.Streak.PausedUntil(rules) is { } until && facts.Now < until
                    ? new RuleBreach(RuleKind.CoolDown, order.Symbol, rules.CoolDownLosses.GetValueOrDefault(), facts.Streak.Losses, until)
                : null
            );
    }

    /// <summary>As <see cref="Judge"/>, for the risk of a trade alone: what a stop changes that moves away or is gone.</summary>
    public static RuleBreach? JudgeRisk(AccountRules rules, string symbol, decimal atRisk, decimal equity)
    {
        var risk = Percent.Of(atRisk, equity);
        return risk > rules.RiskPerTradePct ? new RuleBreach(RuleKind.RiskPerTrade, symbol, rules.RiskPerTradePct.GetValueOrDefault(), risk) : null;
    }
}
