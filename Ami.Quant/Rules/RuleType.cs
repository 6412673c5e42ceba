namespace Ami.Quant.Rules;

/// <summary>What kind of value a part of a rule has.</summary>
public enum RuleKind
{
    /// <summary>A number, NaN when undefined.</summary>
    Number,

    /// <summary>True, false or undefined.</summary>
    Truth,

    /// <summary>Words, such as the name of a session.</summary>
    Text,

    /// <summary>A length of time.</summary>
    Duration,
}

/// <summary>The type of a part of a rule.</summary>
/// <param name="Kind">Kind of value.</param>
/// <param name="IsSeries">True when there is a value at every bar, so that earlier ones can be asked for; facts and constants have none.</param>
public readonly record struct RuleType(RuleKind Kind, bool IsSeries = false)
{
    internal static readonly RuleType Number = new(RuleKind.Number);
    internal static readonly RuleType Truth = new(RuleKind.Truth);
    internal static readonly RuleType Text = new(RuleKind.Text);
    internal static readonly RuleType Duration = new(RuleKind.Duration);
    internal static readonly RuleType Numbers = new(RuleKind.Number, true);
    internal static readonly RuleType Truths = new(RuleKind.Truth, true);

    /// <summary>True where a value of this type may stand when the other is asked for: a single value also counts as the same at every bar.</summary>
    internal bool Fits(RuleType wanted) => Kind == wanted.Kind && (IsSeries || !wanted.IsSeries);
}
