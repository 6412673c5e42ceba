namespace Ami.Quant.Rules;

/// <summary>A rule as it was written, before anybody asked what its names mean.</summary>
internal abstract record RuleNode(Place Place);

internal sealed record NumberNode(double Value, Place Place) : RuleNode(Place);

internal sealed record DurationNode(double Milliseconds, Place Place) : RuleNode(Place);

internal sealed record TextNode(string Value, Place Place) : RuleNode(Place);

internal sealed record TruthNode(bool Value, Place Place) : RuleNode(Place);

/// <summary>A series or a fact; facts have dots in their names.</summary>
internal sealed record NameNode(string Name, Place Place) : RuleNode(Place);

/// <summary><c>-x</c> or <c>not x</c>.</summary>
internal sealed record UnaryNode(string Operator, RuleNode Operand, Place Place) : RuleNode(Place);

internal sealed record BinaryNode(string Operator, RuleNode Left, RuleNode Right, Place OperatorPlace, Place Place) : RuleNode(Place);

/// <summary><c>name(…)</c>, with the output that was named behind it.</summary>
internal sealed record CallNode(string Name, IReadOnlyList<RuleNode> Arguments, string? Output, Place NamePlace, Place OutputPlace, Place Place)
    : RuleNode(Place);

/// <summary><c>x[n]</c>: x as it was n bars ago.</summary>
internal sealed record PastNode(RuleNode Operand, RuleNode Bars, Place Place) : RuleNode(Place);
