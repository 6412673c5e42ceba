namespace Ami.Quant.Labels;

/// <summary>What ended a labelled trade.</summary>
public enum BarrierOutcome
{
    /// <summary>The data ends before a barrier was reached: there is no label.</summary>
    Unresolved = 0,

    /// <summary>The stop-loss came first, or stop and target lie in the same bar.</summary>
    StopLoss,

    /// <summary>The take-profit came first.</summary>
    TakeProfit,

    /// <summary>Neither was reached within the horizon.</summary>
    TimeOut,
}

/// <summary>
/// The bars whose prices a sample depends on: it is decided at the close of <paramref name="Start"/> and its label is known at the close of
/// <paramref name="End"/>. What validation purges by.
/// </summary>
/// <param name="Start">Index of the deciding bar.</param>
/// <param name="End">Index of the last bar the label looks at; not before <paramref name="Start"/>.</param>
public readonly record struct LabelSpan(int Start, int End)
{
    /// <summary>True when the two share at least one bar.</summary>
    public bool Overlaps(LabelSpan other) => Start <= other.End && other.Start <= End;
}

/// <summary>The outcome of one trade entered at the open after its deciding bar.</summary>
/// <param name="Span">From the deciding bar to the bar that ended the trade.</param>
/// <param name="Outcome">What ended it.</param>
/// <param name="EntryPrice">Open of the bar after the deciding one; NaN when there is none.</param>
/// <param name="ExitPrice">Price at the barrier, the open when the market gapped over it, the close at time-out; NaN when unresolved.</param>
/// <param name="Return">Fractional gain in the direction of the trade, before costs; NaN when unresolved.</param>
public readonly record struct BarrierLabel(LabelSpan Span, BarrierOutcome Outcome, double EntryPrice, double ExitPrice, double Return);
