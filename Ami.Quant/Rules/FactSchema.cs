using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Ami.Quant.Indicators;

namespace Ami.Quant.Rules;

/// <summary>Something that a rule may ask about besides candles, such as today's loss.</summary>
/// <param name="Name">Lower case with at least one dot, such as <c>account.daily_loss_pct</c>; stable, people's rules name it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Unit">What it is counted in, such as <c>%</c> or <c>USD</c>; empty when nothing.</param>
/// <param name="Meaning">One line for the person who writes a rule.</param>
public sealed record FactSpec(string Name, RuleKind Kind, string Unit, Term Meaning)
{
    /// <summary>Every text that it can be; empty when that is not known. Comparing it with any other is refused.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];
}

/// <summary>The facts that one kind of rule may name. Immutable.</summary>
public sealed class FactSchema
{
    private readonly FrozenDictionary<string, int> _indices;

    /// <summary>For rules about candles alone.</summary>
    public static readonly FactSchema None = new([]);

    /// <summary>Declares facts.</summary>
    /// <exception cref="ArgumentException">A name is not lower case with dots, or there twice.</exception>
    public FactSchema(IReadOnlyList<FactSpec> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        Facts = [.. facts];
        foreach (var fact in Facts)
        {
            if (!IsName(fact.Name))
            {
                throw new ArgumentException($"'{fact.Name}' is no name of a fact: lower-case words joined by dots, as in account.equity.", nameof(facts));
            }
        }

        if (Facts.GroupBy(fact => fact.Name).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
        {
            throw new ArgumentException($"The fact {twice.Key} is there twice.", nameof(facts));
        }

        _indices = Facts.Select((fact, index) => (fact.Name, index)).ToFrozenDictionary(pair => pair.Name, pair => pair.index, StringComparer.Ordinal);
        Undefined = new FactValues(this);
    }

    /// <summary>What may be named.</summary>
    public IReadOnlyList<FactSpec> Facts { get; }

    /// <summary>Values of which none is known yet.</summary>
    public FactValues NewValues() => new(this);

    internal FactValues Undefined { get; }

    internal int IndexOf(string name) => _indices.GetValueOrDefault(name, -1);

    private static bool IsName([NotNullWhen(true)] string? name) =>
        name is not null
        && name.Contains('.', StringComparison.Ordinal)
        && name.Split('.')
            .All(part => part.Length > 0 && !char.IsAsciiDigit(part[0]) && part.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
        && Parser.Binding(name[..name.IndexOf('.', StringComparison.Ordinal)]) == 0;
}
