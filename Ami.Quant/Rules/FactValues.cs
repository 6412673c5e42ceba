namespace Ami.Quant.Rules;

/// <summary>
/// What the facts of a schema are at one moment. Written and read by one thread at a time; one set can be used again and again. What was not set
/// is undefined, and no condition over it is true.
/// </summary>
public sealed class FactValues
{
    private readonly double[] _numbers;
    private readonly string?[] _texts;

    internal FactValues(FactSchema schema)
    {
        Schema = schema;
        _numbers = new double[schema.Facts.Count];
        _texts = new string?[schema.Facts.Count];
        Clear();
    }

    /// <summary>What can be set.</summary>
    public FactSchema Schema { get; }

    /// <summary>Sets a number; one that is not finite makes the fact undefined.</summary>
    /// <exception cref="ArgumentException">There is no such fact, or it is something else.</exception>
    public FactValues Set(string name, double value)
    {
        _numbers[Index(name, RuleKind.Number)] = double.IsFinite(value) ? value : double.NaN;
        return this;
    }

    /// <summary>Sets a condition.</summary>
    /// <exception cref="ArgumentException">There is no such fact, or it is something else.</exception>
    public FactValues Set(string name, bool value)
    {
        _numbers[Index(name, RuleKind.Truth)] = value ? 1 : 0;
        return this;
    }

    /// <summary>Sets a duration.</summary>
    /// <exception cref="ArgumentException">There is no such fact, or it is something else.</exception>
    public FactValues Set(string name, TimeSpan value)
    {
        _numbers[Index(name, RuleKind.Duration)] = value.TotalMilliseconds;
        return this;
    }

    /// <summary>Sets a text; null makes the fact undefined.</summary>
    /// <exception cref="ArgumentException">There is no such fact, or it is something else.</exception>
    public FactValues Set(string name, string? value)
    {
        _texts[Index(name, RuleKind.Text)] = value;
        return this;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Fill(_numbers, double.NaN);
        Array.Clear(_texts);
    }

    internal double NumberAt(int index) => _numbers[index];

    internal string? TextAt(int index) => _texts[index];

    private int Index(string name, RuleKind kind)
    {
        var index = Schema.IndexOf(name);
        if (index < 0)
        {
            throw new ArgumentException($"There is no fact '{name}'.", nameof(name));
        }

        var declared = Schema.Facts[index].Kind;
        return declared == kind ? index : throw new ArgumentException($"The fact {name} is of kind {declared}, not {kind}.", nameof(name));
    }
}
