namespace Ami.Quant.Rules;

/// <summary>What a rule says at a bar. <c>default</c> is false, or the number 0.</summary>
/// <param name="Number">The number; of a condition 1 for true, 0 for false; NaN when it is undefined.</param>
public readonly record struct RuleValue(double Number)
{
    /// <summary>Neither true nor false: something that it needs is not known.</summary>
    public static readonly RuleValue Undefined = new(double.NaN);

    /// <summary>True when the condition is known to hold: the only answer upon which anything is done.</summary>
    public bool IsTrue => Number == 1;

    /// <summary>True when the condition is known not to hold.</summary>
    public bool IsFalse => Number == 0;

    /// <summary>True when there is no answer.</summary>
    public bool IsUndefined => double.IsNaN(Number);
}
