namespace Ami.Modules.PaperTrading.Domain.Rules;

/// <summary>The rules of an account with what becomes of them next: what is loosened waits for the next day, what is tightened holds at once.</summary>
/// <param name="Number">How often they were changed.</param>
/// <param name="AtOnce">In force until <paramref name="WantedFrom"/>.</param>
/// <param name="Wanted">As they were set last.</param>
/// <param name="WantedFrom">When they are in force as they were set; null when that was at once.</param>
public sealed record RuleState(int Number, AccountRules AtOnce, AccountRules Wanted, DateTimeOffset? WantedFrom)
{
    public static readonly RuleState None = new(0, AccountRules.None, AccountRules.None, null);

    public AccountRules InForce(DateTimeOffset now) => now < WantedFrom ? AtOnce : Wanted;

    /// <summary>The rules as somebody wants them from now on.</summary>
    public RuleState Change(AccountRules wanted, DateTimeOffset now)
    {
        var atOnce = InForce(now).Tightest(wanted);
        return new RuleState(Number + 1, atOnce, wanted, atOnce == wanted ? null : AccountDay.After(now));
    }
}

/// <summary>A change of the rules, as it is kept.</summary>
public sealed record RuleChange(RuleState State, DateTimeOffset At);

/// <summary>How the rules of an account were changed.</summary>
/// <param name="Changes">Newest first.</param>
public sealed record RuleHistory(IReadOnlyList<RuleChange> Changes)
{
    /// <summary>The rules at a moment; none before they were set.</summary>
    public AccountRules InForce(DateTimeOffset at) => Changes.FirstOrDefault(change => change.At <= at)?.State.InForce(at) ?? AccountRules.None;
}

/// <summary>Trades that were lost one after the other, up to the latest.</summary>
/// <param name="LastAt">When the latest of them was closed.</param>
public readonly record struct LossStreak(int Losses, DateTimeOffset? LastAt)
{
    /// <param name="result">Of a trade that was closed, after its fees.</param>
    /// <param name="at">When.</param>
    public LossStreak With(decimal result, DateTimeOffset at) => result < 0 ? new LossStreak(Losses + 1, at) : default;

    /// <summary>The end of the cool-down that these losses began; null when they began none.</summary>
    public DateTimeOffset? PausedUntil(AccountRules rules) =>
        rules is { CoolDownLosses: { } losses, CoolDownMinutes: { } minutes } && Losses >= losses ? LastAt?.AddMinutes(minutes) : null;
}

/// <summary>The rules of an account, and what they go by beside its book.</summary>
public sealed record Discipline(RuleState Rules, LossStreak Streak)
{
    public static readonly Discipline None = new(RuleState.None, default);
}
