using Ami.Quant.Series;

namespace Ami.Quant.Rules;

/// <summary>One step of a program: makes the kernel that computes a column in a run.</summary>
/// <param name="Frame">0 for the rule's own bars, otherwise 1 + index of the interval.</param>
/// <param name="Make">Makes the kernel over the run's columns.</param>
internal sealed record PlanStep(int Frame, Func<RuleRun, Kernel> Make);

/// <summary>A column that is the same at every bar of a block: a fact, or a comparison of texts.</summary>
/// <param name="Column">Which.</param>
/// <param name="Read">Its value.</param>
internal sealed record PlanScalar(int Column, Func<FactValues, double> Read);

/// <summary>What a compiled rule does, step by step. Immutable once compiled.</summary>
internal sealed class Plan
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);

    public List<PlanStep> Steps { get; } = [];

    public List<PlanScalar> Scalars { get; } = [];

    /// <summary>Columns that are always the same.</summary>
    public List<(int Column, double Value)> Constants { get; } = [];

    /// <summary>Columns that are a column of a frame's bars: frame and name.</summary>
    public List<(int Column, int Frame, string Series)> Sources { get; } = [];

    public List<BarInterval> Intervals { get; } = [];

    public int Columns { get; private set; }

    public int LookBack { get; private set; }

    public int Cost { get; private set; }

    /// <summary>True when a value can depend on bars however long ago.</summary>
    public bool Remembers { get; set; }

    /// <summary>The column of an expression, computed once however often it is written.</summary>
    /// <param name="key">What it is: frame and canonical text.</param>
    /// <param name="count">Columns that it needs, side by side.</param>
    /// <param name="isNew">True when somebody must now say how it is computed.</param>
    public int Column(string key, int count, out bool isNew)
    {
        isNew = !_columns.TryGetValue(key, out var column);
        if (!isNew)
        {
            return column;
        }

        column = _columns[key] = Columns;
        Columns += count;
        return column;
    }

    public void Add(int frame, int lookBack, int cost, Func<RuleRun, Kernel> make)
    {
        Steps.Add(new PlanStep(frame, make));
        LookBack += lookBack;
        Cost += cost;
    }
}

/// <summary>A part of a rule whose meaning is known.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Column">Where its values are; −1 for texts.</param>
/// <param name="WarmUp">Bars of its frame after which it can have a value; 0 when it needs none.</param>
internal sealed record Bound(RuleType Type, int Column, int WarmUp)
{
    /// <summary>The value, when it was written out.</summary>
    public double? Constant { get; init; }

    /// <summary>How a text is read.</summary>
    public Func<FactValues, string?>? ReadText { get; init; }

    /// <summary>The fact behind a text, for what it can be.</summary>
    public FactSpec? Fact { get; init; }

    /// <summary>A text that was written out.</summary>
    public string? Text { get; init; }
}
