namespace Ami.Quant.Rules;

/// <summary>How large a rule may be. A rule within them takes bounded time and memory, whoever wrote it.</summary>
public sealed record RuleLimits
{
    /// <summary>What the product allows.</summary>
    public static readonly RuleLimits Default = new();

    /// <summary>Characters, default 2,000.</summary>
    public int Length { get; init; } = 2_000;

    /// <summary>Parentheses, calls and operands inside each other, default 32; what recursion is bounded by.</summary>
    public int Depth { get; init; } = 32;

    /// <summary>Numbers, names, operators and calls together, default 200.</summary>
    public int Nodes { get; init; } = 200;

    /// <summary>Arguments of one function, default 8.</summary>
    public int Arguments { get; init; } = 8;

    /// <summary>Bars of all windows together, default 10,000; what the memory of a run is bounded by. A window that is named twice counts once.</summary>
    public int LookBack { get; init; } = 10_000;

    /// <summary>Work per bar, default 5,000; an addition is 1, about a nanosecond.</summary>
    public int Cost { get; init; } = 5_000;

    /// <summary>Mistakes that are told at once, default 10.</summary>
    public int Errors { get; init; } = 10;
}
