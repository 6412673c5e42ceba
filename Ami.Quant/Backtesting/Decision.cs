namespace Ami.Quant.Backtesting;

/// <summary>What a strategy asked for.</summary>
public enum DecisionKind
{
    /// <summary>An order was given.</summary>
    Submit,

    /// <summary>A position of a given size was asked for.</summary>
    Target,

    /// <summary>All working orders were cancelled.</summary>
    CancelAll,

    /// <summary>The stop-loss was moved.</summary>
    MoveStop,

    /// <summary>The take-profit was moved.</summary>
    MoveTarget,

    /// <summary>The trailing distance was changed.</summary>
    MoveTrail,
}

/// <summary>One decision, made at the close of a bar.</summary>
/// <param name="Symbol">Position of the instrument in the input.</param>
/// <param name="Time">Opening instant of the deciding bar, Unix milliseconds UTC.</param>
/// <param name="Kind">What was asked for.</param>
/// <param name="Order">The order, when one was given; otherwise <c>default</c>.</param>
/// <param name="Level">Target size in units, price or distance; 0 where it has no meaning.</param>
public readonly record struct Decision(int Symbol, long Time, DecisionKind Kind, Order Order, double Level);
